#pragma once

#include "native-host/token/secret.h"

#include <utility>

namespace ekey::token {

/// A PIN, and whether its owner was told that a wrong one locks the token. Empty on a token with its own pad.
struct Credential {
    Credential() = default;
    /// A PIN alone is not presented where the token says that this would be the last try.
    Credential(Secret secret, bool mayBeLast = false) : pin(std::move(secret)), lastTry(mayBeLast) {}

    Secret pin;
    bool lastTry = false;
};

} // namespace ekey::token
