#include "portal/accounts/staff.h"

#include "core/identifier/identifier.h"
#include "portal/accounts/attempts.h"
#include "portal/accounts/handlers.h"
#include "portal/accounts/store.h"
#include "portal/refused.h"
#include "portal/status.h"
#include "portal/storage/database.h"

namespace ekey::portal::accounts {
namespace {

std::string checkStaff(Errors& errors, std::string_view pointer, const std::string& typed, identifier::Check check)
{
    auto checked = check(typed, {});
    for (Error& error : checked.errors) {
        error.pointer = pointer;
        errors.push_back(std::move(error));
    }
    if (checked.errors.empty() && checked.normalized.empty()) errors.emplace_back("answer.required", pointer);
    return checked.normalized;
}

} // namespace

std::string addStaff(storage::Database& database, const NewStaff& staff, Time now)
{
    Errors errors;
    Account account;
    account.id = freshAccountId();
    account.role = roleOf(staff.role);
    account.login = loginKey(checkStaff(errors, "/login", staff.login, identifier::loginNameUsedVehicle));
    account.userName = checkStaff(errors, "/name", staff.name, identifier::personName);
    account.email = checkStaff(errors, "/email", staff.email, identifier::email);
    account.language = "zh-CN";
    account.created = now;
    if (!errors.empty()) {
        throw Refused(status::failed, std::move(errors));
    }
    const Token token = freshToken();
    database.run([&](soci::session& sql) {
        purgeUnactivated(sql, now);
        if (const auto same = findAccount(sql, {}, account.login)) {
            if (!same->password.empty()) {
                throw Refused(status::failed, "account.exists", {}, {{"login", account.login}});
            }
            removeAccount(sql, same->id);
        }
        insertAccount(sql, account);
        putToken(sql, token.id, {account.id, activation, now + activationSeconds});
    });
    return "/activate#" + token.text;
}

std::vector<std::string> describeAccounts(storage::Database& database, const std::string& uscc)
{
    std::vector<std::string> lines;
    for (const Account& each : database.run([&](soci::session& sql) { return listAccounts(sql, usccKey(uscc)); })) {
        lines.push_back(std::string(toString(each.role)) + '\t' + each.login + '\t' + each.userName + '\t' +
                        each.email + '\t' + (each.activated == 0 ? "-" : dateInChina(each.activated)));
    }
    return lines;
}

void removeAccountNamed(storage::Database& database, const std::string& uscc, const std::string& login)
{
    database.run([&](soci::session& sql) {
        const auto account = findAccount(sql, usccKey(uscc), loginKey(login));
        if (!account) {
            throw Refused(status::failed, "account.unknown", {}, {{"login", login}});
        }
        removeAccount(sql, account->id);
        forgetAttempts(sql, loginSubject(account->uscc, account->login));
    });
}

} // namespace ekey::portal::accounts
