// The accounts' handlers without a server: requests are made up, mails are read from the outbox.
#pragma once

#include "core/json/canonical.h"
#include "core/json/reader.h"
#include "portal/accounts/handlers.h"
#include "portal/accounts/store.h"
#include "tests/support/proof_of_work.h"
#include "tests/unit/portal/accounts/accounts_database.h"

namespace ekey::portal::accounts {

inline constexpr const char* deskUscc = "91120000PDY00001X7";
inline constexpr const char* goodPassword = "seven green umbrellas";
inline constexpr unsigned easyProof = 500;
inline constexpr ScryptCost cheapCost{4, 8, 1};

class Desk : public AccountsDatabase {
protected:
    using Handle = http::Answer (*)(const Api&, const http::Request&);

    Desk() : Desk(cheapCost) {}
    explicit Desk(const ScryptCost& cost) : passwords(cost) {}

    http::Request request(const json::Value& body) const
    {
        http::Request made;
        made.body = json::canonical(body);
        made.address = address;
        return made;
    }
    /// The codes with their pointers, "CODE POINTER" each; empty where it was done.
    std::vector<std::string> refusals(Handle handle, const http::Request& asked)
    {
        try {
            last = handle(api, asked);
            return {};
        } catch (const Refused& refused) {
            status = refused.status;
            std::vector<std::string> codes;
            for (const Error& error : refused.errors)
                codes.push_back(error.code + ' ' + error.pointer);
            return codes;
        }
    }
    /// The first code; empty where it was done.
    std::string code(Handle handle, const json::Value& body)
    {
        const auto codes = refusals(handle, request(body));
        return codes.empty() ? "" : codes.front().substr(0, codes.front().find(' '));
    }

    std::string proof() const { return test::solveProof(proofs.challenge()); }
    json::Value registration(const std::string& email = "zhang.san@demonstration.example") const
    {
        return {{"uscc", deskUscc},         {"enterprise", "天津演示进出口有限公司"},
                {"licenceKind", "general"}, {"login", ""},
                {"userName", "张三"},       {"email", email},
                {"mobile", "13800138000"},  {"language", "zh-CN"},
                {"proof", proof()}};
    }
    json::Value mechanical(const std::string& email) const
    {
        auto made = registration(email);
        made["licenceKind"] = "mechanical";
        made["login"] = "jidian01";
        return made;
    }
    json::Value reset(const std::string& login) const
    {
        return {{"uscc", deskUscc}, {"login", login}, {"proof", proof()}};
    }
    json::Value login(const std::string& name, const std::string& password) const
    {
        return {{"uscc", deskUscc}, {"login", name}, {"password", password}};
    }

    std::string mail(const std::string& column)
    {
        return database->run([&](soci::session& sql) {
            std::string value;
            sql << "SELECT " + column + " FROM outbox ORDER BY id DESC LIMIT 1", soci::into(value);
            return value;
        });
    }
    /// Of the last mail's link.
    std::string token()
    {
        const std::string text = mail("text");
        const auto at = text.find('#');
        return at == text.npos ? "" : text.substr(at + 1, 2 * tokenBytes);
    }
    std::string choose(const std::string& byToken, const std::string& password = goodPassword)
    {
        return code(setPassword, {{"token", byToken}, {"password", password}});
    }
    /// An account that is ready; its log-in name.
    std::string activated(const std::string& email = "zhang.san@demonstration.example")
    {
        EXPECT_EQ(code(registerEnterprise, registration(email)), "");
        EXPECT_EQ(choose(token()), "");
        return email;
    }
    std::string cookieOf(const http::Answer& answer) const
    {
        for (const auto& [name, value] : answer.headers) {
            if (name == "Set-Cookie") return value.substr(0, value.find(';'));
        }
        return {};
    }
    http::Request asOf(const std::string& cookie, const json::Value& body = json::Value::object())
    {
        http::Request made = request(body);
        made.cookies = {cookie};
        made.caller = api.require(made);
        return made;
    }

    std::string address = "203.0.113.9";
    unsigned status = 0;
    http::Answer last;
    const std::string origin = "https://portal.example";
    const Clock clock = [this] { return now; };
    Sessions sessions{*database, clock};
    signature::ChainMemory trusted{signature::Anchors{}};
    PasswordHasher passwords;
    Proofs proofs{clock, easyProof};
    const Api api{sessions, SessionCookie(origin), origin, trusted, clock, *database, passwords, proofs};
};

} // namespace ekey::portal::accounts
