#include "native-host/platform/module_places.h"

#include <algorithm>
#include <cstdlib>
#include <system_error>

namespace ekey::platform {
namespace {

namespace fs = std::filesystem;
using token::ModuleKind;

constexpr std::size_t productsMost = 64; ///< folders of /opt that are looked into

/// /opt/*/lib and lib64 (Filesystem Hierarchy Standard 3.0 §3.13): where vendors' packages unpack.
void addProducts(std::vector<fs::path>& folders)
{
    std::vector<fs::path> products;
    std::error_code error; // no /opt, no products
    for (fs::directory_iterator entry("/opt", error), end; !error && entry != end; entry.increment(error)) {
        if (products.size() == productsMost) break;
        products.push_back(entry->path());
    }
    std::sort(products.begin(), products.end());
    for (const fs::path& product : products) {
        folders.push_back(product / "lib");
        folders.push_back(product / "lib64");
    }
}

} // namespace

ModulePlaces modulePlaces()
{
    const fs::path libraries = "/usr/lib";
    const std::string architecture = EKEY_LIBRARY_ARCHITECTURE; // Debian's multiarch; empty elsewhere
    ModulePlaces places;
    places.packageFiles = "/usr/share/p11-kit/modules";
    places.administratorFiles = "/etc/pkcs11/modules";
    const char* home = std::getenv("HOME");
    if (home && fs::path(home).is_absolute()) places.userFiles = fs::path(home) / ".config/pkcs11/modules";
    if (!architecture.empty()) places.folders = {libraries / architecture / "pkcs11", libraries / architecture};
    for (const char* folder : {"/usr/lib64/pkcs11", "/usr/lib/pkcs11", "/usr/lib64", "/usr/lib", "/usr/local/lib"}) {
        places.folders.emplace_back(folder);
    }
    addProducts(places.folders);
    // The SKF libraries whose names are public: Longmai mToken GM3000, FEITIAN ePass3000GM.
    places.known = {{"libgm3000.1.0.so", ModuleKind::skf}, {"libes_3000gm.so.1.0.0", ModuleKind::skf}};
    return places;
}

} // namespace ekey::platform
