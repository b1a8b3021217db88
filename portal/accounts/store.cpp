#include "portal/accounts/store.h"

#include "core/digest/digest.h"
#include "core/identifier/identifier.h"
#include "portal/accounts/random.h"
#include "portal/storage/sql.h"

#include <algorithm>

namespace ekey::portal::accounts {
namespace {

constexpr std::size_t accountIdBytes = 16;

const std::string accountColumns = "SELECT id, role, uscc, enterprise, licence_kind, login, user_name, email, mobile,"
                                   " language, password, created, activated FROM accounts ";

/// Into `account`'s members, and the role into `role`.
soci::details::prepare_temp_type prepareAccount(soci::session& sql, const std::string& where, Account& account,
                                                std::string& role)
{
    return (sql.prepare << accountColumns + where, soci::into(account.id), soci::into(role), soci::into(account.uscc),
            soci::into(account.enterprise), soci::into(account.licenceKind), soci::into(account.login),
            soci::into(account.userName), soci::into(account.email), soci::into(account.mobile),
            soci::into(account.language), soci::into(account.password), soci::into(account.created),
            soci::into(account.activated));
}

std::optional<Account> only(soci::statement& statement, Account& account, const std::string& role)
{
    if (!statement.execute(true)) return std::nullopt;
    account.role = roleOf(role);
    return std::move(account);
}

} // namespace

std::string loginKey(const std::string& typed)
{
    // Of the kinds' checks this is the one that takes every form a stored name can have.
    std::string key = identifier::loginNameUsedVehicle(typed).normalized;
    if (key.find('@') != key.npos) {
        std::transform(key.begin(), key.end(), key.begin(),
                       [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    }
    return key;
}

std::string usccKey(const std::string& typed) { return identifier::uscc(typed).normalized; }

std::string freshAccountId() { return randomHex(accountIdBytes); }

std::optional<Account> findAccount(soci::session& sql, const std::string& uscc, const std::string& login)
{
    Account account;
    std::string role;
    soci::statement statement =
        (prepareAccount(sql, "WHERE uscc = :u AND login = :l", account, role), soci::use(uscc), soci::use(login));
    return only(statement, account, role);
}

std::optional<Account> findAccount(soci::session& sql, const std::string& id)
{
    Account account;
    std::string role;
    soci::statement statement = (prepareAccount(sql, "WHERE id = :i", account, role), soci::use(id));
    return only(statement, account, role);
}

void insertAccount(soci::session& sql, const Account& account)
{
    const std::string role(toString(account.role));
    sql << "INSERT INTO accounts (id, role, uscc, enterprise, licence_kind, login, user_name, email, mobile, language,"
           " password, created, activated) VALUES (:i, :r, :u, :e, :k, :l, :n, :m, :t, :g, :p, :c, :a)",
        soci::use(account.id), soci::use(role), soci::use(account.uscc), soci::use(account.enterprise),
        soci::use(account.licenceKind), soci::use(account.login), soci::use(account.userName), soci::use(account.email),
        soci::use(account.mobile), soci::use(account.language), soci::use(account.password), soci::use(account.created),
        soci::use(account.activated);
}

void removeAccount(soci::session& sql, const std::string& id)
{
    sql << "DELETE FROM accounts WHERE id = :i", soci::use(id);
}

std::vector<Account> listAccounts(soci::session& sql, const std::string& uscc)
{
    Account account;
    std::string role;
    soci::statement statement =
        (prepareAccount(sql, "WHERE uscc = :u ORDER BY role, login", account, role), soci::use(uscc));
    std::vector<Account> found;
    statement.execute();
    while (statement.fetch()) {
        account.role = roleOf(role);
        found.push_back(account);
    }
    return found;
}

void storePassword(soci::session& sql, const std::string& account, const std::string& password, Time now,
                   const std::string& keptSession)
{
    sql << "UPDATE accounts SET password = :p, activated = CASE WHEN activated = 0 THEN :n ELSE activated END"
           " WHERE id = :i",
        soci::use(password), soci::use(now), soci::use(account);
    sql << "DELETE FROM account_tokens WHERE account = :i", soci::use(account);
    sql << "DELETE FROM sessions WHERE account = :i AND id <> :k", soci::use(account), soci::use(keptSession);
}

void replaceHash(soci::session& sql, const std::string& account, const std::string& password)
{
    sql << "UPDATE accounts SET password = :p WHERE id = :i", soci::use(password), soci::use(account);
}

Token freshToken()
{
    const std::string text = randomHex(tokenBytes);
    return {text, tokenId(text)};
}

std::string tokenId(const std::string& text) { return digest::hex(digest::sha256(text)); }

void putToken(soci::session& sql, const std::string& id, const KeptToken& token)
{
    sql << "INSERT INTO account_tokens (id, account, purpose, until) VALUES (:i, :a, :p, :u)", soci::use(id),
        soci::use(token.account), soci::use(token.purpose), soci::use(token.until);
}

std::optional<KeptToken> findToken(soci::session& sql, const std::string& id)
{
    KeptToken token;
    sql << "SELECT account, purpose, until FROM account_tokens WHERE id = :i", soci::into(token.account),
        soci::into(token.purpose), soci::into(token.until), soci::use(id);
    if (!sql.got_data()) return std::nullopt;
    return token;
}

void putRegistration(soci::session& sql, const std::string& token, const Account& data)
{
    sql << "INSERT INTO registrations (id, uscc, enterprise, licence_kind, login, user_name, email, mobile, language,"
           " created) VALUES (:i, :u, :e, :k, :l, :n, :m, :t, :g, :c)",
        soci::use(token), soci::use(data.uscc), soci::use(data.enterprise), soci::use(data.licenceKind),
        soci::use(data.login), soci::use(data.userName), soci::use(data.email), soci::use(data.mobile),
        soci::use(data.language), soci::use(data.created);
}

std::optional<Account> findRegistration(soci::session& sql, const std::string& token)
{
    Account data;
    sql << "SELECT uscc, enterprise, licence_kind, login, user_name, email, mobile, language, created"
           " FROM registrations WHERE id = :i",
        soci::into(data.uscc), soci::into(data.enterprise), soci::into(data.licenceKind), soci::into(data.login),
        soci::into(data.userName), soci::into(data.email), soci::into(data.mobile), soci::into(data.language),
        soci::into(data.created), soci::use(token);
    if (!sql.got_data()) return std::nullopt;
    return data;
}

void endRegistrations(soci::session& sql, const Account& account)
{
    sql << "DELETE FROM registrations WHERE uscc = :u AND login = :l", soci::use(account.uscc),
        soci::use(account.login);
}

void purgeUnactivated(soci::session& sql, Time now)
{
    const Time created = now - unactivatedSeconds;
    sql << "DELETE FROM registrations WHERE created <= :c", soci::use(created);
    sql << "DELETE FROM accounts WHERE password = '' AND created <= :c", soci::use(created);
    sql << "DELETE FROM account_tokens WHERE until <= :c", soci::use(created);
}

} // namespace ekey::portal::accounts
