#pragma once

#include "native-host/platform/windows/handle.h"

#include <vector>

namespace ekey::platform {

/// The user in whose name a process runs.
class UserId {
public:
    explicit UserId(std::vector<unsigned char> tokenUser) : bytes(std::move(tokenUser)) {}
    bool valid() const { return !bytes.empty(); }
    PSID sid() const { return reinterpret_cast<const TOKEN_USER*>(bytes.data())->User.Sid; }

private:
    std::vector<unsigned char> bytes;
};

/// Not valid where the process does not let us ask.
UserId userOf(HANDLE process);
UserId ownUser(); ///< throws std::system_error

} // namespace ekey::platform
