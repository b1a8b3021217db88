// A member of a policy's `modules`. docs/policy.md describes it.
#pragma once

#include "native-host/host/modules/module.h"

namespace ekey::host {

/// Absolute, and a path at all.
bool isAbsolutePath(const std::string& path);

/// Errors: those of json::Members; policy.path {path}, policy.kind {kind, known}, policy.quirk {quirk, known},
/// policy.variable {name}.
Result<Module> readModule(const json::Value& value, const std::string& pointer);

} // namespace ekey::host
