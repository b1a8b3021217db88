// What makes a password too weak, after NIST SP 800-63B §5.1.1.2: its length and its being known, nothing else.
#pragma once

#include "core/error.h"

#include <string>
#include <string_view>

namespace ekey::portal::accounts {

/// What of the account a password must not hold.
struct PasswordContext {
    std::string login;
    std::string email;
    std::string uscc;
};

/// Errors at `pointer`: text.encoding, password.short {least}, password.long {limit}, password.account,
/// password.common.
Errors passwordErrors(const std::string& password, const PasswordContext& context, std::string_view pointer);

} // namespace ekey::portal::accounts
