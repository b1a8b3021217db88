#include "portal/http/request.h"

#include <gtest/gtest.h>

namespace ekey::portal::http {
namespace {

TEST(Request, readTarget_decodesPathAndQuery)
{
    Request request;
    ASSERT_TRUE(readTarget("/a%20b/c?name=%E7%85%A7.jpg&x=", request));
    EXPECT_EQ(request.path, "/a b/c");
    EXPECT_EQ(request.query.at("name"), "照.jpg");
    EXPECT_EQ(request.query.at("x"), "");
}

TEST(Request, readTarget_anythingButOriginFormIsRefused)
{
    for (const char* target :
         {"", "*", "http://portal.example/", "a/b", "/%", "/%4", "/%zz", "/%00", "/%ff", "/x?a=%", "/x?a=1&a=2"}) {
        Request request;
        EXPECT_FALSE(readTarget(target, request)) << target;
    }
}

TEST(Request, cookie_isFoundAmongOthers)
{
    Request request;
    request.cookies = {"a=1; ekey_session=abc;b=2"};
    EXPECT_EQ(cookie(request, "ekey_session"), "abc");
    EXPECT_EQ(cookie(request, "session"), "");
}

TEST(Request, cookie_givenTwiceIsNone)
{
    Request request;
    request.cookies = {"ekey_session=abc; ekey_session=planted"};
    EXPECT_EQ(cookie(request, "ekey_session"), "");
    request.cookies = {"ekey_session=abc", "ekey_session=planted"};
    EXPECT_EQ(cookie(request, "ekey_session"), "");
}

} // namespace
} // namespace ekey::portal::http
