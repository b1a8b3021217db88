// How an account gets a password: by a mail's link, or from whoever is logged in.
#include "core/text/utf8.h"
#include "portal/accounts/attempts.h"
#include "portal/accounts/handlers.h"
#include "portal/accounts/mails.h"
#include "portal/accounts/password_rules.h"
#include "portal/http/json_body.h"
#include "portal/log.h"
#include "portal/refused.h"
#include "portal/status.h"
#include "portal/storage/database.h"

namespace ekey::portal::accounts {
namespace {

constexpr std::size_t passwordBytes = bytesOfChars(200);

/// What a token opens: an account, or a registration, which is one without id.
Account opened(soci::session& sql, const std::string& token, Time now)
{
    if (auto registration = findRegistration(sql, token)) {
        if (now >= registration->created + activationSeconds) {
            throw Refused(status::unprocessable, "account_token.expired", "/token");
        }
        if (findAccount(sql, registration->uscc, registration->login)) {
            throw Refused(status::conflict, "registration.taken", "/token");
        }
        return *std::move(registration);
    }
    const auto kept = findToken(sql, token);
    auto account = kept ? findAccount(sql, kept->account) : std::nullopt;
    if (!account) {
        throw Refused(status::unprocessable, "account_token.unknown", "/token");
    }
    if (now >= kept->until) {
        throw Refused(status::unprocessable, "account_token.expired", "/token");
    }
    return *std::move(account);
}

void demandPassword(const std::string& password, const Account& account)
{
    auto errors = passwordErrors(password, {account.login, account.email, account.uscc}, "/password");
    if (!errors.empty()) {
        throw Refused(status::unprocessable, std::move(errors));
    }
}

} // namespace

std::string loginSubject(const std::string& uscc, const std::string& login)
{
    return attemptSubject("login", uscc + '\n' + login);
}

http::Answer requestReset(const Api& api, const http::Request& request)
{
    const auto body = http::readJson(request);
    json::Members in(body);
    const std::string uscc = usccKey(in.text("uscc", bytesOfChars(40)));
    const std::string login = loginKey(in.text("login", bytesOfChars(100)));
    const std::string payload = in.text("proof", bytesOfChars(2000));
    http::demand(in);
    Errors errors;
    if (login.empty()) errors.emplace_back("answer.required", "/login");
    const auto proof = api.proofs.check(payload);
    if (!proof) errors.emplace_back(proof.error().code, "/proof");
    if (!errors.empty()) throw Refused(status::unprocessable, std::move(errors));

    const Time now = api.clock();
    const Token token = freshToken();
    bool fresh = true;
    const auto wait = api.database.run([&](soci::session& sql) -> std::optional<Time> {
        purgeUnactivated(sql, now);
        if (const auto seconds = countAttempt(sql, addressSubject("reset", request.address), resetsOfAddress, now)) {
            return seconds;
        }
        fresh = useProof(sql, *proof, now);
        if (!fresh) return std::nullopt;
        if (const auto seconds =
                countAttempt(sql, attemptSubject("reset", uscc + '\n' + login), resetsOfAccount, now)) {
            return seconds;
        }
        return std::nullopt;
    });
    if (wait) refuseAttempt(*wait);
    if (!fresh) throw Refused(status::unprocessable, "proof.used", "/proof");
    // Nobody waits for it: how long it takes would tell that there is such an account.
    api.database.later([origin = api.origin, uscc, login, token, now](soci::session& sql) {
        const auto account = findAccount(sql, uscc, login);
        if (!account || account->password.empty()) return;
        // Past this limit there is no mail and no refusal, which would tell it as well. Counted apart from
        // registrations' mails, whose refusals would tell it too.
        if (countAttempt(sql, attemptSubject("mail.reset", loginKey(account->email)), mailsToAddress, now)) return;
        putToken(sql, token.id, {account->id, passwordReset, now + resetSeconds});
        notices::put(sql, resetMail(addresseeOf(origin, *account), token, now + resetSeconds), now);
    });
    return http::reply(202, json::Value::object());
}

http::Answer setPassword(const Api& api, const http::Request& request)
{
    const auto body = http::readJson(request);
    json::Members in(body);
    const std::string token = tokenId(in.text("token", bytesOfChars(200)));
    const std::string password = in.text("password", passwordBytes);
    http::demand(in);
    const Time now = api.clock();
    demandPassword(password, api.database.run([&](soci::session& sql) { return opened(sql, token, now); }));
    const std::string kept = api.passwords.hash(password);
    const std::string id = api.database.run([&](soci::session& sql) {
        // Once more: another may have used the token while the hash was computed.
        Account account = opened(sql, token, now);
        if (account.id.empty()) {
            account.id = freshAccountId();
            account.created = now;
            insertAccount(sql, account);
            endRegistrations(sql, account);
        }
        storePassword(sql, account.id, kept, now);
        forgetAttempts(sql, loginSubject(account.uscc, account.login));
        return account.id;
    });
    log::info("password.set", {{"correlation", request.correlation}, {"account", id}});
    return http::nothing();
}

http::Answer changePassword(const Api& api, const http::Request& request)
{
    const auto body = http::readJson(request);
    json::Members in(body);
    const std::string current = in.text("current", passwordBytes);
    const std::string password = in.text("password", passwordBytes);
    http::demand(in);
    const Caller& caller = *request.caller;
    if (caller.account.empty()) {
        throw Refused(status::forbidden, "password.by_key");
    }
    const Time now = api.clock();
    const std::string subject = loginSubject(caller.uscc, caller.login);
    std::optional<Account> account;
    const auto wait = api.database.run([&](soci::session& sql) {
        account = findAccount(sql, caller.account);
        return countAttempt(sql, subject, failedLoginsOfAccount, now);
    });
    if (wait) refuseAttempt(*wait);
    const auto release = [&](soci::session& sql) { releaseAttempt(sql, subject); };
    if (!account) {
        throw Refused(status::unauthorized, "session.none");
    }
    try {
        if (!api.passwords.verify(current, account->password)) {
            throw Refused(status::unprocessable, "password.current", "/current");
        }
        demandPassword(password, *account);
        const std::string kept = api.passwords.hash(password);
        const bool stored = api.database.run([&](soci::session& sql) {
            const auto same = findAccount(sql, account->id);
            if (!same || same->password != account->password) return false;
            storePassword(sql, account->id, kept, now, caller.session);
            forgetAttempts(sql, subject);
            return true;
        });
        if (!stored) throw Refused(status::unprocessable, "password.current", "/current");
    } catch (const Refused& refused) {
        // Only a wrong guess counts.
        if (refused.errors.front().code != "password.current") api.database.run(release);
        throw;
    }
    log::info("password.changed", {{"correlation", request.correlation}, {"account", account->id}});
    return http::nothing();
}

} // namespace ekey::portal::accounts
