// ekey-host package: a Debian package that gives a site its rights on every computer where it is installed.
#pragma once

#include "native-host/host/commands/command.h"

namespace ekey::host {

struct PackageOptions {
    std::string origin{};
    std::vector<std::string> rights{};
    std::string version = "1";
    std::string output{}; ///< empty: NAME_VERSION_all.deb in this folder
};

/// "ekey-policy-portal.example", with the port where there is one. `origin` is an origin (originFault()).
std::string packageName(const std::string& origin);

/// The same options give the same bytes, on every computer with the same dpkg-deb. Errors: origins.form {origin,
/// reason}, origins.right {right}, package.version {version}, package.program {program}, package.failed {file}.
Result<int> makePackage(const CommandContext& context, const PackageOptions& options);

} // namespace ekey::host
