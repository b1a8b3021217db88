#include "native-host/host/modules/admission.h"

#include "core/text/utf8.h"
#include "native-host/host/fault.h"
#include "native-host/host/limits.h"
#include "native-host/platform/host_process.h"
#include "native-host/platform/library_file.h"

#include <optional>
#include <utility>
#include <variant>

namespace ekey::host {
namespace {

namespace fs = std::filesystem;
using platform::LibraryFile;

Error about(std::string_view code, const fs::path& path) { return fault(code, {{"path", shown(path)}}); }

/// Libraries that p11-kit and OpenSC install beside drivers, and that are none: told by name, since loading them to
/// find out is what must not happen.
std::optional<Error> helper(const fs::path& path)
{
    const std::string name = path.filename().string();
    if (name.starts_with("p11-kit-trust.")) return about("module.trust", path);
    for (const char* proxy : {"p11-kit-proxy.", "p11-kit-client.", "libp11-kit.", "pkcs11-spy."}) {
        if (name.starts_with(proxy)) return about("module.proxy", path);
    }
    return std::nullopt;
}

std::optional<Error> examine(Module& module, const fs::path& file, const WorkerPrograms& workers)
{
    switch (platform::examineLibrary(file)) {
    case LibraryFile::unreadable:
        return about("module.unreadable", file);
    case LibraryFile::none:
        return about("module.not_library", file);
    case LibraryFile::foreign:
        return about("module.machine", file);
    case LibraryFile::bits32:
        module.bits = 32;
        break;
    case LibraryFile::bits64:
        module.bits = 64;
        break;
    }
    if (!workers.of(module.bits).empty()) return std::nullopt;
    return fault("module.bits",
                 {{"path", shown(file)},
                  {"bits", module.bits},
                  {"program", platform::programName(module.bits == 32 ? "ekey-token32" : "ekey-token")}});
}

} // namespace

std::string shown(const fs::path& path) { return text::quoted(path.string(), limits::pathBytes); }

Error refusal(const platform::PathRefusal& refused)
{
    static constexpr const char* codes[] = {"module.missing",  "module.unreadable", "module.owner",
                                            "module.writable", "module.link",       "module.not_library"};
    return about(codes[static_cast<int>(refused.fault)], refused.at);
}

Result<Admitted> admit(Module module, platform::Trust trust, const WorkerPrograms& workers)
{
    const fs::path path(module.path);
    if (!text::isUtf8(module.path)) return about("module.name", path);
    if (auto reason = helper(path)) return *std::move(reason);
    auto trusted = platform::trustedFile(path, trust);
    if (const auto* refused = std::get_if<platform::PathRefusal>(&trusted)) return refusal(*refused);
    auto& file = std::get<fs::path>(trusted);
    if (auto reason = helper(file)) return *std::move(reason);
    if (module.options.kind == ModuleKind::skf) return fault("module.kind", {{"kind", name(module.options.kind)}});
    if (auto reason = examine(module, file, workers)) return *std::move(reason);
    return Admitted{std::move(module), std::move(file)};
}

} // namespace ekey::host
