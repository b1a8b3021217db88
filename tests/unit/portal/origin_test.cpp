#include "portal/origin.h"

#include "portal/refused.h"

#include <gtest/gtest.h>

namespace ekey::portal {
namespace {

TEST(Origin, isHttpsOrigin_asBrowsersSerialiseIt)
{
    for (const char* origin :
         {"https://portal.example", "https://a-b.portal.example:8443", "https://xn--fiq228c.example"}) {
        EXPECT_TRUE(isHttpsOrigin(origin)) << origin;
    }
    for (const char* origin :
         {"https://Portal.example", "https://portal.example/", "https://portal.example:443", "https://portal.example:0",
          "https://portal.example:08443", "https://portal.example:65536", "https://portal.example:",
          "https://127.0.0.1", "https://[::1]", "https://", "https://.example", "https://a..example",
          "https://-a.example", "https://user@a.example", "http://portal.example", "portal.example", ""}) {
        EXPECT_FALSE(isHttpsOrigin(origin)) << origin;
    }
}

TEST(Origin, isHttpsOrigin_labelAndHostAtTheirLimits)
{
    const std::string label(63, 'a');
    const std::string host = label + '.' + label + '.' + label + '.';
    EXPECT_TRUE(isHttpsOrigin("https://" + label + ".example"));
    EXPECT_FALSE(isHttpsOrigin("https://a" + label + ".example"));
    EXPECT_TRUE(isHttpsOrigin("https://" + host + std::string(61, 'b')));
    EXPECT_FALSE(isHttpsOrigin("https://" + host + std::string(62, 'b')));
}

TEST(Origin, resolveOrigin_localhostIsForDemonstrationsOnly)
{
    EXPECT_EQ(resolveOrigin("http://localhost:8080", 1, true), "http://localhost:8080");
    EXPECT_EQ(resolveOrigin("auto", 4711, true), "http://localhost:4711");
    EXPECT_EQ(resolveOrigin("https://portal.example", 1, false), "https://portal.example");
    for (const char* origin : {"http://localhost:8080", "auto", "http://portal.example", ""}) {
        EXPECT_THROW(resolveOrigin(origin, 1, false), Refused) << origin;
    }
    for (const char* origin :
         {"http://localhost", "http://localhost:80", "http://127.0.0.1:8080", "http://localhost:0"}) {
        EXPECT_THROW(resolveOrigin(origin, 1, true), Refused) << origin;
    }
}

} // namespace
} // namespace ekey::portal
