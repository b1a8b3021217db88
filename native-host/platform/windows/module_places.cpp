#include "native-host/platform/module_places.h"

#include "native-host/platform/windows/registry.h"

#include <array>
#include <utility>

namespace ekey::platform {
namespace {

namespace fs = std::filesystem;
using token::ModuleKind;

constexpr std::size_t entriesMost = 256; ///< of one registry key
constexpr const wchar_t* providers = L"SOFTWARE\\Microsoft\\Cryptography\\Defaults\\Provider";
constexpr const wchar_t* skfLibraries = L"SOFTWARE\\Microsoft\\Cryptography\\Defaults\\SKF";

template <class Function>
fs::path systemFolder(Function ask)
{
    std::array<wchar_t, MAX_PATH> path{};
    const UINT length = ask(path.data(), static_cast<UINT>(path.size()));
    return length < path.size() ? fs::path(std::wstring(path.data(), length)) : fs::path();
}

struct View {
    REGSAM view;
    fs::path system; ///< what a program that reads this view takes for System32
};

/// A 32-bit installer writes "System32" and means SysWOW64; without a folder it means either.
fs::path seenFrom(const View& view, const fs::path& written, const fs::path& system32)
{
    if (written.is_relative()) return view.system / written;
    if (_wcsicmp(written.parent_path().c_str(), system32.c_str()) == 0) return view.system / written.filename();
    return written;
}

void addRegistered(ModulePlaces& places, const View& view, const fs::path& system32)
{
    for (const auto& [path, value] : {std::pair{providers, L"SKFImagePath"}, std::pair{skfLibraries, L"path"}}) {
        for (const std::wstring& name : RegistryKey(path, view.view).names(entriesMost)) {
            const auto written = RegistryKey(std::wstring(path) + L"\\" + name, view.view).text(value);
            if (!written || written->empty()) continue;
            places.registered.push_back({seenFrom(view, *written, system32), ModuleKind::skf});
        }
    }
}

} // namespace

ModulePlaces modulePlaces()
{
    const fs::path system32 = systemFolder(GetSystemDirectoryW);
    const fs::path system64 = systemFolder(GetSystemWow64DirectoryW); // whose name says the opposite of its content
    ModulePlaces places;
    addRegistered(places, {KEY_WOW64_64KEY, system32}, system32);
    addRegistered(places, {KEY_WOW64_32KEY, system64}, system32);
    places.folders = {system32, system64};
    // Longmai, FEITIAN, HaiTai, WatchData, EXCELSECU, as their libraries are called in public.
    for (const char* name : {"gm3000_pkcs11.dll", "ShuttleCsp11_3000GM.dll", "WZTCsp11_3003.dll", "eps2003csp11.dll",
                             "HtPkcs11.dll", "wdpkcs.dll", "SignatureP11.dll", "SJK1217Pkcs.dll"}) {
        places.known.push_back({name, ModuleKind::pkcs11});
    }
    for (const char* name : {"mtoken_gm3000.dll", "FTGM.dll", "SNCA_3000GM.dll", "SJK1217SKF_API.dll", "NetcaSKF.dll",
                             "lgu3073_p1514_gm.dll", "USK218_GM.dll", "SKF_APP_XS.dll", "SKF_APP_HD.dll"}) {
        places.known.push_back({name, ModuleKind::skf});
    }
    return places;
}

} // namespace ekey::platform
