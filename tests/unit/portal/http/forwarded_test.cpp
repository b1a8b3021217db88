#include "portal/http/forwarded.h"

#include "portal/http/answer.h"
#include "portal/refused.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace ekey::portal::http {
namespace {

TEST(Forwarded, clientAddress_isTheLastEntryFromAKnownProxyOnly)
{
    const auto proxies = readProxies({"127.0.0.1", "2001:DB8::0:1"});
    EXPECT_EQ(clientAddress("127.0.0.1", "203.0.113.9", proxies), "203.0.113.9");
    EXPECT_EQ(clientAddress("2001:db8::1", "203.0.113.9", proxies), "203.0.113.9");
    EXPECT_EQ(clientAddress("127.0.0.1", "198.51.100.1, 203.0.113.9 ", proxies), "203.0.113.9");
    EXPECT_EQ(clientAddress("127.0.0.2", "203.0.113.9", proxies), "127.0.0.2");
    EXPECT_EQ(clientAddress("127.0.0.1", "203.0.113.9", {}), "127.0.0.1");
}

TEST(Forwarded, clientAddress_isThePeersWhereTheEntryIsNone)
{
    const auto proxies = readProxies({"127.0.0.1"});
    for (const char* entry : {"", " ", ",", "203.0.113.9,", "unknown", "203.0.113.9:80", "a, b"}) {
        EXPECT_EQ(clientAddress("127.0.0.1", entry, proxies), "127.0.0.1") << entry;
    }
}

TEST(Forwarded, readProxies_refusesWhatIsNoAddress)
{
    EXPECT_THROW(readProxies({"127.0.0.1", "proxy.example"}), Refused);
}

TEST(Answer, refusal_tellsHowLongToWait)
{
    const Answer answer = refusal(429, {Error("attempts.too_many", "", Severity::error, {{"seconds", 17}})}, "c");
    EXPECT_NE(std::find(answer.headers.begin(), answer.headers.end(),
                        std::pair<std::string, std::string>("Retry-After", "17")),
              answer.headers.end());
    EXPECT_EQ(refusal(401, {Error("login.failed")}, "c").headers.size(), answer.headers.size() - 1);
}

} // namespace
} // namespace ekey::portal::http
