// Whether a library may be loaded, however it was found.
#pragma once

#include "native-host/host/modules/module.h"
#include "native-host/platform/trusted_file.h"

#include <filesystem>

namespace ekey::host {

/// The worker for libraries of each width; empty where it is not installed.
struct WorkerPrograms {
    std::string bits64{};
    std::string bits32{};

    const std::string& of(unsigned bits) const { return bits == 32 ? bits32 : bits64; }
};

/// A path as people and JSON can read it: what is not UTF-8 replaced, control characters removed.
std::string shown(const std::filesystem::path& path);

/// module.missing, module.unreadable, module.owner, module.writable, module.link, module.not_library {path}: the file,
/// or what is wrong on the way to it.
Error refusal(const platform::PathRefusal& refused);

struct Admitted {
    Module module;
    std::filesystem::path file; ///< without links: two paths of one library end here
};

/// Fills in the library's width. Reasons: those of refusal(); module.kind {kind}: no driver for it; module.trust
/// {path}, module.proxy {path}: holds no key of the user's, or only shows what other libraries hold; module.machine
/// {path}: for another processor; module.bits {path, bits, program}: the worker for that width is not installed;
/// module.name {path}: not UTF-8.
Result<Admitted> admit(Module module, platform::Trust trust, const WorkerPrograms& workers);

} // namespace ekey::host
