#include "native-host/host/windows/pin_change.h"

#include "tests/support/temp_folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ekey::host {
namespace {

using testing::HasSubstr;
using testing::Not;

class PinChangeWindow : public testing::Test {
protected:
    PinChangeWindow() { EXPECT_TRUE(messages.add(test::readFile(EKEY_SOURCE_DIR "/messages/zh-CN/host.json"))); }
    platform::Window window(PinStep step, std::string_view complaint = {})
    {
        return pinChangeWindow(site, {token, 0, driver}, step, complaint, messages);
    }

    text::Messages messages;
    Grant site{.origin = "https://portal.example", .authenticate = true};
    std::string driver;
    token::TokenInfo token{
        .serial = "1", .label = "EKEY\n2026", .pin = token::PinState::last, .pinLeast = 6, .pinMost = 16};
};

TEST_F(PinChangeWindow, everyStep_namesTheSiteAndTheKey)
{
    for (const PinStep step : {PinStep::present, PinStep::fresh, PinStep::again}) {
        EXPECT_TRUE(window(step).description.starts_with("网站：https://portal.example\n请求：修改电子钥匙"));
        EXPECT_TRUE(window(step).asksPin);
    }
    EXPECT_THAT(window(PinStep::present).description, Not(HasSubstr("EKEY\n")));
}

TEST_F(PinChangeWindow, keyThatTwoDriversShow_isShownWithTheOneThatGetsThePins)
{
    EXPECT_THAT(window(PinStep::present).description, Not(HasSubstr("驱动程序")));
    driver = "libfirst.so";
    for (const PinStep step : {PinStep::present, PinStep::fresh, PinStep::again}) {
        EXPECT_THAT(window(step).description, HasSubstr("\n驱动程序：libfirst.so"));
    }
}

TEST_F(PinChangeWindow, presentPin_isWarnedOfItsLastTry)
{
    EXPECT_THAT(window(PinStep::present).warning, HasSubstr("最后一次"));
    EXPECT_EQ("", window(PinStep::fresh).warning);
}

TEST_F(PinChangeWindow, newPin_saysItsLengthAndWhatWasWrong)
{
    EXPECT_THAT(window(PinStep::fresh).description, HasSubstr("6 到 16 位"));
    EXPECT_THAT(window(PinStep::fresh, "window.pin_wrong_length").warning, HasSubstr("6 到 16 位"));
    EXPECT_THAT(window(PinStep::fresh, "window.pin_differs").warning, HasSubstr("不一样"));
}

TEST_F(PinChangeWindow, keyWithItsOwnPad_isAskedForConsentAlone)
{
    token.protectedPath = true;
    EXPECT_FALSE(window(PinStep::present).asksPin);
    EXPECT_THAT(window(PinStep::present).description, HasSubstr("自带的键盘"));
    EXPECT_EQ("修改口令", window(PinStep::present).accept);
}

} // namespace
} // namespace ekey::host
