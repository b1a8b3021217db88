// A person changes the PIN of a real token in the host's windows.
#include "tests/process/host/filing.h"
#include "tests/process/token/fifo.h"

#include <gmock/gmock.h>

namespace ekey::test {
namespace {

using testing::HasSubstr;
using testing::Not;

class PinChange : public Operations {
protected:
    json::Value change(const std::string& script)
    {
        host.script(script);
        return page.call("changePin", json::Value::object());
    }
    std::string logIn(const std::string& pin)
    {
        host.script("pin " + pin);
        return errorCode(page.call("authenticate", {{"nonce", nonce}}));
    }
};

TEST_F(PinChange, newPinTypedTwice_isTheKeysPinFromThenOn)
{
    const json::Value answer = change("pin 818181\npin 246813\npin 246813");

    EXPECT_EQ("t1", answer["result"]["token"]) << answer;
    EXPECT_EQ("pin.incorrect", logIn("818181"));
    EXPECT_EQ("", logIn("246813"));
    EXPECT_THAT(host.shown(), HasSubstr("SETPROMPT 原口令："));
    EXPECT_THAT(host.shown(), HasSubstr("SETPROMPT 再输一次新口令："));
    EXPECT_THAT(host.log(), Not(HasSubstr("246813")));
}

TEST_F(PinChange, wrongPresentPin_changesNothing)
{
    EXPECT_EQ("pin.incorrect", errorCode(change("pin 000000\npin 246813\npin 246813")));
    EXPECT_EQ("", logIn("818181"));
}

TEST_F(PinChange, newPinsThatDifferOrDoNotFit_areAskedForAgain)
{
    const json::Value answer = change("pin 818181\npin 246813\npin 246814\npin 1\npin 246815\npin 246815");

    EXPECT_TRUE(answer.contains("result")) << answer;
    EXPECT_THAT(host.shown(), HasSubstr("SETERROR 两次输入的新口令不一样"));
    EXPECT_THAT(host.shown(), HasSubstr("SETERROR 新口令长度应为"));
    EXPECT_EQ("", logIn("246815"));
}

TEST_F(PinChange, newPinsThatDifferTooOften_changeNothing)
{
    EXPECT_EQ("pin.mismatch", errorCode(change("pin 818181\npin 1\npin 2\npin 3\npin 246813\npin 246813")));
    EXPECT_EQ("", logIn("818181"));
}

TEST_F(PinChange, refusalAtAnyStep_changesNothing)
{
    EXPECT_EQ("user.cancelled", errorCode(change("cancel")));
    EXPECT_EQ("user.cancelled", errorCode(change("pin 818181\npin 246813\ncancel")));
    EXPECT_EQ("", logIn("818181"));
}

TEST_F(PinChange, changesGivenUpHalfWay_countAgainstTheSite)
{
    for (int i = 0; i < 3; ++i) {
        EXPECT_EQ("user.cancelled", errorCode(change("pin 818181\ncancel")));
    }
    EXPECT_EQ("host.prompts", errorCode(change("pin 818181\npin 246813\npin 246813")));
}

TEST_F(PinChange, handleOfAnotherConnection_isUnknown)
{
    page.call("tokens", json::Value::object());
    Page other = greeted();
    EXPECT_EQ("token.unknown", errorCode(other.call("changePin", {{"token", "t1"}})));
}

/// A key whose C_SetPIN takes until the test lets it go on.
class SlowPinChange : public testing::Test {
protected:
    std::string logIn(Page& page, const std::string& pin)
    {
        host.script("pin " + pin);
        return errorCode(page.call("authenticate", {{"nonce", nonce}}));
    }
    /// Up to the key's own part.
    Page changing()
    {
        Page page = host.page();
        page.hello();
        host.script("pin 246813\npin 13579124\npin 13579124");
        page.post("changePin", json::Value::object());
        EXPECT_EQ('P', fifo.next());
        return page;
    }

    DemonstrationToken token;
    const InstalledFakeDriver driver;
    const Fifo fifo;
    const Held held;
    HostUnderTest host{
        driver.modules("held.pin", {{"EKEY_FAKE_FIFO", fifo.path()},
                                    {"EKEY_FAKE_HELD", held.path()},
                                    {"EKEY_FAKE_CERTIFICATE", (token.folder() / "pki/enterprise.der").string()}})};
};

TEST_F(SlowPinChange, cancelledWhileTheKeyChangesIt_tellsWhatBecameOfIt)
{
    Page page = changing();
    EXPECT_EQ((json::Value{{"cancelled", true}}), page.call("cancel", json::Value::object())["result"]);
    held.release();
    EXPECT_EQ("t1", page.answer()["result"]["token"]);
    EXPECT_EQ("pin.incorrect", logIn(page, "246813"));
    EXPECT_EQ("driver.signature", logIn(page, "13579124")) << "the fake key's signatures are none";
}

TEST_F(SlowPinChange, pageThatGoesMeanwhile_doesNotCutIt)
{
    {
        const Page page = changing();
    }
    Page other = host.page();
    other.hello();
    EXPECT_EQ("host.busy", logIn(other, "13579124"));
    held.release();
    std::string code = "host.busy";
    while (code == "host.busy") {
        code = logIn(other, "13579124");
    }
    EXPECT_EQ("driver.signature", code);
}

} // namespace
} // namespace ekey::test
