#include "native-host/host/commands/origins_test.h"
#include "native-host/host/commands/origins_edit.h"
#include "native-host/host/commands/origins_list.h"

#include "core/json/reader.h"
#include "native-host/host/installation.h"
#include "tests/unit/native-host/host/policy/files.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ekey::host {
namespace {

using testing::HasSubstr;

constexpr const char* portal = "https://portal.example";
constexpr const char* loopback = "127.0.0.1:28931";

Policy listed()
{
    InstalledPolicies installed;
    installed.system({{"origins", {site(portal, {"authenticate", "sign"})}}, {"denied", {"https://bad.example"}}});
    installed.user(listing({site(portal, {"sign", "renew"})}));
    return *loadPolicy(installed.files());
}

struct Row {
    const char* origin;
    const char* host;
    const char* reason;
    const char* remedy;
};
class OriginsTest : public testing::TestWithParam<Row> {};

TEST_P(OriginsTest, refusal_saysWhyAndWhatToDo)
{
    const OriginTest test = testOrigin(listed(), GetParam().origin, GetParam().host);
    EXPECT_FALSE(test.granted);
    EXPECT_EQ(403U, test.status);
    EXPECT_EQ(GetParam().reason, test.reason);
    EXPECT_EQ(GetParam().remedy, test.remedy.code);
    EXPECT_TRUE(catalogue("en").has(test.remedy.code));
}

INSTANTIATE_TEST_SUITE_P(Table, OriginsTest,
                         testing::Values(Row{portal, "portal.example", "host", "origins.remedy.host"},
                                         Row{portal, "127.0.0.1:80", "host", "origins.remedy.host"},
                                         Row{portal, "127.0.0.1", "host", "origins.remedy.host"},
                                         Row{"https://portal.example/", loopback, "origin", "origins.form"},
                                         Row{"null", loopback, "origin", "origins.form"},
                                         Row{"", loopback, "origin", "origins.form"},
                                         Row{"https://other.example", loopback, "origin", "origins.remedy.unlisted"},
                                         Row{"https://bad.example", loopback, "origin", "origins.remedy.denied"}));

TEST(Origins, listedOrigin_isGrantedOnEveryPortOfTheProtocol)
{
    for (const char* host : {"127.0.0.1:28931", "[::1]:28938", "localhost:28935"}) {
        const OriginTest test = testOrigin(listed(), portal, host);
        EXPECT_TRUE(test.granted) << host;
        EXPECT_EQ(std::vector<std::string>{"sign"}, test.rights);
    }
}

TEST(Origins, withheldOrigin_isToldByTheAdministratorsReason)
{
    InstalledPolicies installed;
    installed.system({{"closed", {"origins"}}});
    installed.user(listing({site(portal, {"sign"})}));
    EXPECT_EQ("policy.closed_origin", testOrigin(*loadPolicy(installed.files()), portal, loopback).remedy.code);
}

TEST(Origins, text_showsRightsSourcesAndWhatIsNotGiven)
{
    const std::string text = originsText(listed(), catalogue("en"));
    EXPECT_THAT(
        text, testing::ContainsRegex("https://portal.example +sign +.*/system/policy.json, .*/user/ekey/policy.json"));
    EXPECT_THAT(text, HasSubstr("Denied: https://bad.example"));
    EXPECT_THAT(text, HasSubstr("the right renew of https://portal.example"));
    EXPECT_THAT(originsText(Policy(), catalogue("en")), HasSubstr("ekey-host origins add"));
}

TEST(Origins, json_isForPrograms)
{
    const auto read = json::read(originsJson(listed()));
    ASSERT_TRUE(read);
    EXPECT_EQ(portal, (*read)["origins"][0]["origin"]);
    EXPECT_EQ(json::Value{"sign"}, (*read)["origins"][0]["rights"]);
    EXPECT_EQ(2U, (*read)["origins"][0]["sources"].size());
    EXPECT_EQ("policy.narrowed", (*read)["withheld"][0]["code"]);
}

TEST(Origins, window_namesOriginAndRightsInWords)
{
    const platform::Window window = originWindow(portal, {"authenticate", "signDigest"}, catalogue("en"));
    EXPECT_THAT(window.description, HasSubstr("Site: https://portal.example\n"));
    EXPECT_THAT(window.description, HasSubstr("\n  - ask to log in with your key"));
    EXPECT_THAT(window.description, HasSubstr("\n  - ask to sign documents whose content the helper cannot see"));
    EXPECT_FALSE(window.asksPin);
    EXPECT_FALSE(window.warning.empty());
}

} // namespace
} // namespace ekey::host
