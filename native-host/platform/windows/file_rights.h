// Who owns a file or folder, and who may change it.
#pragma once

#include "native-host/platform/trusted_file.h"
#include "native-host/platform/windows/handle.h"

#include <memory>
#include <optional>

namespace ekey::platform {

class FileRights {
public:
    /// Of an open file or folder; the handle needs READ_CONTROL. valid() is false where the system does not tell.
    explicit FileRights(HANDLE file);
    bool valid() const { return descriptor != nullptr; }

    /// Owned by the system, its installer or an administrator, or by this user where `trust` says so.
    bool ownerIs(Trust trust) const;
    /// Whether anybody else is granted one of `rights`.
    bool grantsOthers(Trust trust, ACCESS_MASK rights) const;

private:
    std::unique_ptr<void, decltype(&LocalFree)> descriptor{nullptr, LocalFree};
    PSID owner = nullptr;
    PACL list = nullptr;
};

} // namespace ekey::platform
