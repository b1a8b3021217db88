#include "portal/accounts/api.h"

#include <gtest/gtest.h>

namespace ekey::portal::accounts {
namespace {

std::string written(std::string_view origin)
{
    http::Answer answer;
    SessionCookie(origin).write(answer, "abc");
    return answer.headers.at(0).second;
}

TEST(SessionCookie, write_isBoundToTheHostUnderHttps)
{
    EXPECT_EQ(written("https://portal.example"), "__Host-ekey_session=abc; Path=/; HttpOnly; SameSite=Strict; Secure");
    EXPECT_EQ(written("http://localhost:8080"), "ekey_session=abc; Path=/; HttpOnly; SameSite=Strict");
}

TEST(SessionCookie, read_takesItsOwnNameOnly)
{
    http::Request request;
    request.cookies = {"ekey_session=planted; __Host-ekey_session=own"};
    EXPECT_EQ(SessionCookie("https://portal.example").read(request), "own");
}

} // namespace
} // namespace ekey::portal::accounts
