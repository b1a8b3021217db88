#include "native-host/platform/windows/registry.h"

#include <array>

namespace ekey::platform {
namespace {

constexpr DWORD nameMost = 256;       ///< of a key: 255 characters and its zero
constexpr DWORD textMost = 32 * 1024; ///< bytes of a value

} // namespace

RegistryKey::RegistryKey(const std::wstring& path, REGSAM view)
{
    if (RegOpenKeyExW(HKEY_LOCAL_MACHINE, path.c_str(), 0, KEY_READ | view, &key) != ERROR_SUCCESS) key = nullptr;
}

RegistryKey::~RegistryKey()
{
    if (key) RegCloseKey(key);
}

std::vector<std::wstring> RegistryKey::names(std::size_t most) const
{
    std::vector<std::wstring> found;
    std::array<wchar_t, nameMost> name{};
    for (DWORD index = 0; key && found.size() < most; ++index) {
        DWORD length = nameMost;
        if (RegEnumKeyExW(key, index, name.data(), &length, nullptr, nullptr, nullptr, nullptr) != ERROR_SUCCESS) break;
        found.emplace_back(name.data(), length);
    }
    return found;
}

std::optional<std::wstring> RegistryKey::text(const wchar_t* value) const
{
    DWORD bytes = textMost;
    std::wstring found(textMost / sizeof(wchar_t), L'\0');
    // Of these flags this one alone also takes REG_EXPAND_SZ, and expands it. The text ends with a zero.
    if (!key || RegGetValueW(key, nullptr, value, RRF_RT_REG_SZ, nullptr, found.data(), &bytes) != ERROR_SUCCESS) {
        return std::nullopt;
    }
    found.resize(found.find(L'\0'));
    return found;
}

} // namespace ekey::platform
