// Accounts (账户), registrations and the tokens of mails in the database.
#pragma once

#include "portal/accounts/limits.h"
#include "portal/caller.h"

#include <optional>
#include <string>
#include <vector>

namespace soci {
class session;
}

namespace ekey::portal::accounts {

struct Account {
    std::string id;
    Role role = Role::enterprise;
    std::string uscc;        ///< empty for staff
    std::string enterprise;  ///< empty for staff
    std::string licenceKind; ///< empty for staff
    std::string login;       ///< 登录名, as loginKey() has it
    std::string userName;
    std::string email;
    std::string mobile;
    std::string language; ///< of its mails
    std::string password; ///< PasswordHasher's; empty: not activated
    Time created = 0;
    Time activated = 0; ///< 0: not yet

    std::string owner() const { return "account:" + id; }
};

/// A log-in name as it is stored and looked up: as its check normalises it, and an address in lower case, so that
/// nobody misses or takes an account by a capital.
std::string loginKey(const std::string& typed);
/// 统一社会信用代码 as it is stored and looked up.
std::string usccKey(const std::string& typed);

std::string freshAccountId();
std::optional<Account> findAccount(soci::session& sql, const std::string& uscc, const std::string& login);
std::optional<Account> findAccount(soci::session& sql, const std::string& id);
void insertAccount(soci::session& sql, const Account& account);
/// What ends with it: sessions and tokens; not its filings.
void removeAccount(soci::session& sql, const std::string& id);
/// Those of an enterprise; of staff where `uscc` is empty.
std::vector<Account> listAccounts(soci::session& sql, const std::string& uscc);

/// Activates, where it was not, and ends all of the account's tokens and its sessions but `keptSession`.
void storePassword(soci::session& sql, const std::string& account, const std::string& password, Time now,
                   const std::string& keptSession = {});

/// The same password, hashed anew: nothing ends.
void replaceHash(soci::session& sql, const std::string& account, const std::string& password);

/// What goes into a link: 32 random bytes. Only their hash is kept.
struct Token {
    std::string text;
    std::string id; ///< SHA-256 of the text
};
Token freshToken();
std::string tokenId(const std::string& text);

inline constexpr const char* activation = "activation";
inline constexpr const char* passwordReset = "reset";

struct KeptToken {
    std::string account;
    std::string purpose;
    Time until = 0;
};
void putToken(soci::session& sql, const std::string& id, const KeptToken& token);
std::optional<KeptToken> findToken(soci::session& sql, const std::string& id);

/// A registration is an account that does not exist yet: without id and password.
void putRegistration(soci::session& sql, const std::string& token, const Account& data);
std::optional<Account> findRegistration(soci::session& sql, const std::string& token);
/// All of the same name: one has been activated.
void endRegistrations(soci::session& sql, const Account& account);

/// Forgets what was never activated, and tokens long over.
void purgeUnactivated(soci::session& sql, Time now);

} // namespace ekey::portal::accounts
