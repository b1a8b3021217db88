#include "native-host/host/origin.h"

#include <gtest/gtest.h>

#include <string>

namespace ekey::host {
namespace {

struct Row {
    std::string text;
    std::string fault;
};

class Origin : public testing::TestWithParam<Row> {};

TEST_P(Origin, text_isWhatABrowserSendsOrNamesTheFault) { EXPECT_EQ(GetParam().fault, originFault(GetParam().text)); }

const std::string label63(63, 'a');

INSTANTIATE_TEST_SUITE_P(
    Table, Origin,
    testing::Values(Row{"https://portal.example", ""}, Row{"https://portal.example:8443", ""},
                    Row{"https://intranet", ""}, Row{"https://a.b.c.d.example", ""},
                    Row{"https://xn--fiqs8s.example", ""}, Row{"https://1.example", ""},
                    Row{"https://127.0.0.1.example", ""}, Row{"https://portal.example:65535", ""},
                    Row{"https://portal.example:1", ""}, Row{"https://portal.example:80", ""},
                    Row{"https://0x.example", ""}, Row{"https://" + label63 + ".example", ""},
                    // schemes
                    Row{"", "scheme"}, Row{"null", "scheme"}, Row{"http://portal.example", "scheme"},
                    Row{"HTTPS://portal.example", "scheme"}, Row{"wss://portal.example", "scheme"},
                    Row{"file://", "scheme"}, Row{" https://portal.example", "scheme"}, Row{"portal.example", "scheme"},
                    Row{"https:/portal.example", "scheme"}, Row{"chrome-extension://abc", "scheme"},
                    Row{"http://localhost:8080", "scheme"},
                    // hosts
                    Row{"https://", "host"}, Row{"https://Portal.example", "host"},
                    Row{"https://portal.example.", "host"}, Row{"https://.portal.example", "host"},
                    Row{"https://portal..example", "host"}, Row{"https://portal.example/", "host"},
                    Row{"https://portal.example/path", "host"}, Row{"https://portal.example?x", "host"},
                    Row{"https://portal.example#x", "host"}, Row{"https://user@portal.example", "host"},
                    Row{"https://*.example", "host"}, Row{"https://portal.example ", "host"},
                    Row{"https://portal%2eexample", "host"}, Row{"https://-portal.example", "host"},
                    Row{"https://portal-.example", "host"}, Row{"https://门户.example", "host"},
                    Row{"https://portal_1.example", "host"}, Row{"https://portal.example\n", "host"},
                    Row{"https://a" + label63 + ".example", "host"}, Row{std::string("https://a\0b", 11), "host"},
                    // address literals
                    Row{"https://127.0.0.1", "address"}, Row{"https://192.168.1.10:8443", "address"},
                    Row{"https://[::1]", "address"}, Row{"https://[::1]:8443", "address"},
                    Row{"https://2130706433", "address"}, Row{"https://0x7f000001", "address"},
                    Row{"https://0x7f.1", "address"}, Row{"https://example.0x", "address"},
                    Row{"https://portal.1", "address"},
                    // ports
                    Row{"https://portal.example:443", "port"}, Row{"https://portal.example:", "port"},
                    Row{"https://portal.example:0", "port"}, Row{"https://portal.example:08443", "port"},
                    Row{"https://portal.example:65536", "port"}, Row{"https://portal.example:99999", "port"},
                    Row{"https://portal.example:8443/", "port"}, Row{"https://user:pass@portal.example", "port"},
                    Row{"https://portal.example:+1", "port"}, Row{"https://portal.example:8443:1", "port"}));

TEST(Origin, longestAndOneByteLonger_passesAndIsRefused)
{
    const std::string most = "https://" + label63 + "." + std::string(48, 'b') + ".example";
    ASSERT_EQ(128U, most.size());
    EXPECT_EQ("", originFault(most));
    EXPECT_EQ("length", originFault(most + "s"));
}

class DevelopmentOrigin : public testing::TestWithParam<Row> {};

TEST_P(DevelopmentOrigin, text_isLocalhostWithAPort)
{
    EXPECT_EQ(GetParam().fault, developmentOriginFault(GetParam().text));
}

INSTANTIATE_TEST_SUITE_P(Table, DevelopmentOrigin,
                         testing::Values(Row{"http://localhost:8480", ""}, Row{"http://localhost:1", ""},
                                         Row{"http://localhost:65535", ""}, Row{"http://localhost:443", ""},
                                         Row{"http://localhost", "host"}, Row{"http://localhost:", "port"},
                                         Row{"http://localhost:80", "port"}, Row{"http://localhost:65536", "port"},
                                         Row{"http://localhost:8480/", "port"}, Row{"https://localhost:8480", "scheme"},
                                         Row{"http://127.0.0.1:8480", "host"},
                                         Row{"http://localhost.evil.example:1", "host"},
                                         Row{"http://LOCALHOST:8480", "host"}, Row{"http://localhost:8480\n", "port"},
                                         Row{"http://localhost:1@evil.example", "port"}));

} // namespace
} // namespace ekey::host
