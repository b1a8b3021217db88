// Accounts as the administrator makes them from a shell: `ekey-portal account …`.
#pragma once

#include "portal/clock.h"

#include <string>
#include <vector>

namespace ekey::portal::storage {
class Database;
}

namespace ekey::portal::accounts {

struct NewStaff {
    std::string role; ///< "officer", "producer" or "administrator"
    std::string login;
    std::string name;
    std::string email;
};

/// Makes an account without a password, or a new link for one that was never activated. Returns "/activate#TOKEN".
/// Refused: the checks' own codes, answer.required, account.exists {login}.
std::string addStaff(storage::Database& database, const NewStaff& staff, Time now);

/// One line each: role, log-in name, name, e-mail, the day of activation or "-", between tabs. Of an enterprise's
/// accounts where `uscc` is not empty.
std::vector<std::string> describeAccounts(storage::Database& database, const std::string& uscc);

/// Refused: account.unknown {login}.
void removeAccountNamed(storage::Database& database, const std::string& uscc, const std::string& login);

} // namespace ekey::portal::accounts
