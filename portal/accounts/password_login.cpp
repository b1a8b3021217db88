// 登录 with enterprise code, log-in name and password.
#include "portal/accounts/attempts.h"
#include "portal/accounts/handlers.h"
#include "portal/accounts/store.h"
#include "portal/http/json_body.h"
#include "portal/log.h"
#include "portal/refused.h"
#include "portal/status.h"
#include "portal/storage/database.h"

namespace ekey::portal::accounts {
namespace {

/// An attempt counts from its beginning, so that many at once are not more than many in turn; one that was none is
/// taken back.
class LoginAttempt {
public:
    LoginAttempt(const Api& api, const http::Request& request, const std::string& uscc, const std::string& login)
        : api_(api), account_(loginSubject(uscc, login)), address_(addressSubject("login.address", request.address))
    {}

    std::optional<Time> count(soci::session& sql, Time now) const
    {
        if (const auto seconds = countAttempt(sql, address_, failedLoginsOfAddress, now)) return seconds;
        const auto seconds = countAttempt(sql, account_, failedLoginsOfAccount, now);
        return seconds;
    }

    /// It was one of the right person.
    void succeed(soci::session& sql) const
    {
        forgetAttempts(sql, account_);
        releaseAttempt(sql, address_);
    }

    bool verify(const std::string& password, const std::string& kept) const
    {
        try {
            return api_.passwords.verify(password, kept);
        } catch (const Refused&) { // too many at once: nothing was guessed
            api_.database.run([this](soci::session& sql) {
                releaseAttempt(sql, account_);
                releaseAttempt(sql, address_);
            });
            throw;
        }
    }

private:
    const Api& api_;
    std::string account_;
    std::string address_;
};

[[noreturn]] void failLogin() { throw Refused(status::unauthorized, "login.failed"); }

} // namespace

http::Answer logInWithPassword(const Api& api, const http::Request& request)
{
    const auto body = http::readJson(request);
    json::Members in(body);
    const std::string uscc = usccKey(in.text("uscc", bytesOfChars(40)));
    const std::string login = loginKey(in.text("login", bytesOfChars(100)));
    const std::string password = in.text("password", bytesOfChars(200));
    http::demand(in);
    const Time now = api.clock();
    const LoginAttempt attempt(api, request, uscc, login);
    std::optional<Account> account;
    const auto wait = api.database.run([&](soci::session& sql) {
        account = findAccount(sql, uscc, login);
        return attempt.count(sql, now);
    });
    if (wait) refuseAttempt(*wait);

    // The same work whether or not there is such an account.
    const bool known = account && !account->password.empty();
    const bool right = attempt.verify(password, known ? account->password : api.passwords.decoy());
    if (!known || !right) failLogin();
    const std::string kept = api.passwords.outdated(account->password) ? api.passwords.hash(password) : std::string();
    const std::string fresh = api.database.run([&](soci::session& sql) {
        const auto same = findAccount(sql, account->id);
        // A reset may have come in between: the password that was right is none any more.
        if (!same || same->password != account->password) failLogin();
        if (!kept.empty()) replaceHash(sql, account->id, kept);
        attempt.succeed(sql);
        return api.sessions.begin(sql, api.cookie.read(request), *account, visitor(request));
    });
    log::info("login", {{"correlation", request.correlation}, {"account", account->id}});
    http::Answer answer = http::reply(200, describe(api.sessions.require(fresh), now));
    api.cookie.write(answer, fresh);
    return answer;
}

} // namespace ekey::portal::accounts
