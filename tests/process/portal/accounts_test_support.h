// Accounts of the real program: registered, activated with the link of the mail, logged in.
#pragma once

#include "tests/process/portal/portal_test.h"

namespace ekey::test {

inline constexpr const char* zhang = "zhang.san@demonstration.example";
inline constexpr const char* li = "li.si@demonstration.example";
inline constexpr const char* password = "seven green umbrellas";
inline constexpr const char* otherPassword = "eight yellow umbrellas";

class PortalAccounts : public PortalTest {
protected:
    std::string proof();
    Response post(HttpClient& from, const std::string& path, const json::Value& body);
    Response registerAs(const std::string& email);
    Response reset(const std::string& login);
    Response choose(const std::string& token, const std::string& chosen = password);
    Response logIn(HttpClient& from, const std::string& login, const std::string& with = password,
                   const std::string& uscc = validUscc);
    std::string mail();  ///< the text of the last one
    std::string token(); ///< of the link in it
    void activate(const std::string& email);
    HttpClient loggedIn(const std::string& email);
};

} // namespace ekey::test
