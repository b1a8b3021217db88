// A person changes the PIN of a real token in the host's windows.
#include "tests/process/host/filing.h"

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

} // namespace
} // namespace ekey::test
