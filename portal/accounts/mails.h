// The mails of accounts: what was asked, by whom it was not if it was not you, and by when the link ends.
#pragma once

#include "portal/accounts/store.h"
#include "portal/notices/outbox.h"

#include <string>
#include <string_view>

namespace ekey::portal::accounts {

/// What the account's mails name. No names of people or enterprises: anybody may write those, and to any address.
struct Addressee {
    std::string origin; ///< the portal's
    std::string uscc;
    std::string login;
    std::string email;
    std::string language;
};
Addressee addresseeOf(const std::string& origin, const Account& account);

/// 激活邮件 of a registration.
notices::Mail activationMail(const Addressee& to, const Token& token, Time until);
/// There is such an account already: the registration's link is one to choose a new password.
notices::Mail existingMail(const Addressee& to, const Token& token, Time until);
/// There is such an account under another address: no link.
notices::Mail takenMail(const Addressee& to, const Token& token);
/// 重置密码.
notices::Mail resetMail(const Addressee& to, const Token& token, Time until);

} // namespace ekey::portal::accounts
