// 注册: asked for here, made by its mail's link (password_change.cpp).
#include "core/identifier/identifier.h"
#include "core/text/utf8.h"
#include "portal/accounts/attempts.h"
#include "portal/accounts/handlers.h"
#include "portal/accounts/mails.h"
#include "portal/http/json_body.h"
#include "portal/log.h"
#include "portal/refused.h"
#include "portal/status.h"
#include "portal/storage/database.h"

#include <array>

namespace ekey::portal::accounts {
namespace {

struct LicenceKind {
    std::string_view id;
    identifier::Check login;
    bool byEmail; ///< a log-in name left blank is the registration's e-mail
};

constexpr std::array<LicenceKind, 3> licenceKinds{{{"general", identifier::loginNameGeneral, true},
                                                   {"mechanical", identifier::loginNameMechanical, false},
                                                   {"usedVehicle", identifier::loginNameUsedVehicle, true}}};

const LicenceKind& licenceKind(std::string_view id)
{
    return *std::find_if(licenceKinds.begin(), licenceKinds.end(), [id](const auto& each) { return each.id == id; });
}

struct RegistrationFields {
    std::string uscc, enterprise, licenceKind, login, userName, email, mobile, language, proof;
};

RegistrationFields readRegistration(const http::Request& request)
{
    const auto body = http::readJson(request);
    json::Members in(body);
    RegistrationFields fields{.uscc = in.text("uscc", bytesOfChars(40)),
                              .enterprise = in.text("enterprise", bytesOfChars(enterpriseMost)),
                              .licenceKind = in.choice("licenceKind", {"general", "mechanical", "usedVehicle"}),
                              .login = in.text("login", bytesOfChars(100)),
                              .userName = in.text("userName", bytesOfChars(100)),
                              .email = in.text("email", bytesOfChars(254)),
                              .mobile = in.text("mobile", bytesOfChars(40)),
                              .language = in.choice("language", {"zh-CN", "en"}),
                              .proof = in.text("proof", bytesOfChars(2000))};
    if (auto problems = in.problems(); !problems.empty()) {
        throw Refused(status::badRequest, std::move(problems));
    }
    return fields;
}

std::string checkField(Errors& errors, std::string_view pointer, const std::string& typed, identifier::Check check)
{
    auto checked = check(typed, {});
    if (checked.errors.empty() && checked.normalized.empty()) {
        errors.emplace_back("answer.required", pointer);
    }
    for (Error& error : checked.errors) {
        if (error.severity == Severity::error) {
            error.pointer = pointer;
            errors.push_back(std::move(error));
        }
    }
    return checked.normalized;
}

std::string checkEnterprise(Errors& errors, const std::string& typed)
{
    std::string name = text::singleLine(typed);
    if (name.empty()) {
        errors.emplace_back("answer.required", "/enterprise");
    } else if (text::length(name) > enterpriseMost) {
        errors.emplace_back("registration.enterprise_length", "/enterprise", Severity::error,
                            json::Object{{"limit", enterpriseMost}});
    }
    return name;
}

Account checkRegistration(const RegistrationFields& fields, Errors& errors)
{
    const LicenceKind& kind = licenceKind(fields.licenceKind);
    Account data;
    data.uscc = checkField(errors, "/uscc", fields.uscc, identifier::uscc);
    data.enterprise = checkEnterprise(errors, fields.enterprise);
    data.licenceKind = fields.licenceKind;
    data.email = identifier::email(fields.email).normalized;
    const bool blank = text::normalize(fields.login).empty();
    if (blank && kind.byEmail) {
        data.login = loginKey(data.email);
    } else {
        data.login = loginKey(checkField(errors, "/login", fields.login, kind.login));
        // Whoever could take a stranger's address for a name would keep its owner out.
        if (data.login.find('@') != data.login.npos && data.login != loginKey(data.email)) {
            errors.emplace_back("registration.login_email", "/login");
        }
    }
    data.userName = checkField(errors, "/userName", fields.userName, identifier::personName);
    checkField(errors, "/email", fields.email, identifier::email);
    data.mobile = checkField(errors, "/mobile", fields.mobile, identifier::mobile);
    data.language = fields.language;
    return data;
}

/// Leads to one mail in any case, so that the answer tells nothing.
notices::Mail enter(soci::session& sql, const std::string& origin, const Account& data)
{
    const Token token = freshToken();
    Addressee to = addresseeOf(origin, data);
    const auto account = findAccount(sql, data.uscc, data.login);
    if (!account) {
        putRegistration(sql, token.id, data);
        return activationMail(to, token, data.created + activationSeconds);
    }
    if (loginKey(account->email) != loginKey(data.email)) {
        return takenMail(to, token);
    }
    const Time until = data.created + resetSeconds;
    putToken(sql, token.id, {account->id, passwordReset, until});
    return existingMail(addresseeOf(origin, *account), token, until);
}

} // namespace

http::Answer registerEnterprise(const Api& api, const http::Request& request)
{
    const RegistrationFields fields = readRegistration(request);
    Errors errors;
    Account data = checkRegistration(fields, errors);
    const auto proof = api.proofs.check(fields.proof);
    if (!proof) {
        errors.emplace_back(proof.error().code, "/proof");
    }
    if (!errors.empty()) {
        throw Refused(status::unprocessable, std::move(errors));
    }
    data.created = api.clock();
    bool fresh = true;
    const auto wait = api.database.run([&](soci::session& sql) -> std::optional<Time> {
        purgeUnactivated(sql, data.created);
        if (const auto seconds = countAttempt(sql, addressSubject("registration", request.address),
                                              registrationsOfAddress, data.created)) {
            return seconds;
        }
        fresh = useProof(sql, *proof, data.created);
        if (!fresh) return std::nullopt;
        if (const auto seconds =
                countAttempt(sql, attemptSubject("mail", loginKey(data.email)), mailsToAddress, data.created)) {
            return seconds;
        }
        notices::put(sql, enter(sql, api.origin, data), data.created);
        return std::nullopt;
    });
    if (wait) refuseAttempt(*wait);
    if (!fresh) throw Refused(status::unprocessable, "proof.used", "/proof");
    log::info("registration", {{"correlation", request.correlation}, {"uscc", data.uscc}});
    return http::reply(202, json::Value::object());
}

} // namespace ekey::portal::accounts
