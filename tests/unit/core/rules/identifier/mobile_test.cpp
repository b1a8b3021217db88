#include "core/identifier/identifier.h"

#include <gtest/gtest.h>

using namespace ekey;

namespace {

std::string codeOf(std::string_view text)
{
    const auto errors = identifier::mobile(text).errors;
    return errors.empty() ? "" : errors[0].code;
}

} // namespace

TEST(mobile, numberWithOrnament_isStoredPlain)
{
    for (const char* text : {"13800138000", "138 0013 8000", "+86 138-0013-8000", "0086 13800138000", "8613800138000",
                             "１３８００１３８０００", "\u202D13800138000\u202C", "138\u00a00013\u30008000"}) {
        const auto checked = identifier::mobile(text);
        EXPECT_EQ(checked.normalized, "13800138000") << text;
        EXPECT_TRUE(checked.errors.empty()) << text;
    }
}

TEST(mobile, segmentsOfToday_andNewOnes_pass)
{
    for (const char* text :
         {"13000000000", "14500000000", "16600000000", "17100000000", "19200000000", "19900000000"}) {
        EXPECT_EQ(codeOf(text), "") << text;
    }
}

TEST(mobile, blank_isNoError) { EXPECT_EQ(codeOf(" "), ""); }

TEST(mobile, wrongLength_saysHowMany)
{
    EXPECT_EQ(codeOf("1380013800"), "mobile.length");
    EXPECT_EQ(codeOf("138001380000"), "mobile.length");
    EXPECT_EQ(identifier::mobile("1380013800").errors[0].params["found"], 10);
}

TEST(mobile, otherCharacters_areRefused)
{
    for (const char* text : {"1380013800a", "+852 91234567", "１３８ｏ０１３８０００", "138001380O0", "一三八"}) {
        EXPECT_EQ(codeOf(text), "mobile.digits") << text;
    }
}

TEST(mobile, numberThatIsNoMobile_isRefused)
{
    for (const char* text : {"01058103599", "12345678901", "11111111111", "23800138000"}) {
        EXPECT_EQ(codeOf(text), "mobile.prefix") << text;
    }
}

TEST(mobile, goodNumber_isMasked)
{
    EXPECT_EQ(identifier::mobile("13800138000").masked, "138****8000");
    EXPECT_EQ(identifier::mobile("1380013800").masked, "");
}
