// The real host with a driver that does as it likes.
#include "core/text/base64.h"
#include "tests/process/host/host_under_test.h"

#include <gmock/gmock.h>

namespace ekey::test {
namespace {

json::Value fakeDriver(const json::Value& environment)
{
    return json::Value::array({{{"path", EKEY_FAKE_DRIVER}, {"environment", environment}}});
}

/// The code of the failed log-in.
std::string login(HostUnderTest& host)
{
    Page page = host.page();
    page.hello();
    const json::Value answer = page.call("authenticate", {{"nonce", text::base64(std::string(32, 'n'))}});
    return answer.contains("error") ? answer["error"]["data"]["code"].get<std::string>() : "";
}

TEST(HostWithFakeDriver, lastTry_isPresentedOnceTheWindowHasSaidSo)
{
    DemonstrationToken token;
    const std::string certificate = (token.folder() / "pki/enterprise.der").string();
    HostUnderTest host(fakeDriver({{"EKEY_FAKE_CERTIFICATE", certificate}, {"EKEY_FAKE", "final"}}));
    host.script("pin 246813");
    // Not pin.last: the key has signed, if only nonsense.
    EXPECT_EQ("driver.signature", login(host));
    EXPECT_THAT(host.shown(), testing::HasSubstr("只剩最后一次机会"));
}

/// A host whose fake key does `what`, a page of it that follows its operation, and what the page hears.
class FollowedLogin : public testing::Test {
protected:
    /// The states that were told, and the code of the end.
    std::vector<std::string> login(const std::string& what, const std::string& script)
    {
        HostUnderTest host(fakeDriver(
            {{"EKEY_FAKE_CERTIFICATE", (token.folder() / "pki/enterprise.der").string()}, {"EKEY_FAKE", what}}));
        Page page = host.page();
        page.hello();
        page.call("subscribe", {{"tokens", false}, {"operations", true}});
        host.script(script);
        page.post("authenticate", {{"nonce", text::base64(std::string(32, 'n'))}});
        std::vector<std::string> heard;
        json::Value message = page.answer();
        for (; message.contains("method"); message = page.answer()) {
            const json::Value& params = message["params"];
            heard.push_back(params[params.contains("state") ? "state" : "code"].get<std::string>());
        }
        heard.push_back(message["error"]["message"].get<std::string>());
        shown = host.shown();
        return heard;
    }

    DemonstrationToken token;
    std::string shown;
};

TEST_F(FollowedLogin, keyWithItsOwnPad_getsConsentAloneAndAsksForThePinItself)
{
    EXPECT_THAT(login("pad", "ok"), testing::ElementsAre("window", "pad", "driver.signature"));
    EXPECT_THAT(shown, testing::HasSubstr("CONFIRM\n"));
    EXPECT_THAT(shown, testing::Not(testing::HasSubstr("GETPIN")));
    EXPECT_THAT(shown, testing::HasSubstr("自带的键盘"));
}

TEST_F(FollowedLogin, redButtonOfThePad_isACancellation)
{
    EXPECT_THAT(login("pad.cancelled", "ok"),
                testing::ElementsAre("window", "pad", "user.cancelled", "user.cancelled"));
}

TEST_F(FollowedLogin, keyPulledWhileItSigns_isTold)
{
    EXPECT_THAT(login("removed.sign", "pin 246813"),
                testing::ElementsAre("window", "key", "token.removed", "token.removed"));
}

TEST(HostWithFakeDriver, certificateThatCannotBeRead_isPassedOver)
{
    HostUnderTest host(fakeDriver({{"EKEY_FAKE", ""}}));
    EXPECT_EQ("token.none", login(host));
    EXPECT_EQ("", host.shown());
}

} // namespace
} // namespace ekey::test
