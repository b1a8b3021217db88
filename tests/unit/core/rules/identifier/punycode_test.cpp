#include "core/identifier/punycode.h"

#include <gtest/gtest.h>

using namespace ekey::identifier;

TEST(punycode, labels_encodeAndDecodeToEachOther)
{
    // RFC 3492 §7.1 (A), (B), (L) and labels of today; all by Python's codec as well.
    const std::pair<std::u32string, std::string> pairs[] = {
        {U"\u0644\u064A\u0647\u0645\u0627\u0628\u062A\u0643\u0644\u0645\u0648\u0634\u0639\u0631\u0628\u064A\u061F",
         "egbpdaj6bu4bxfgehfvwxn"},
        {U"他们为什么不说中文", "ihqwcrb4cv8a8dqg056pqjye"},
        {U"3年b組金八先生", "3b-ww4c5e180e575a65lsy2b"},
        {U"中国", "fiqs8s"},
        {U"例子", "fsqu00a"},
        {U"bücher", "bcher-kva"},
        {U"\U00020BB7", "7l3i"},
    };
    for (const auto& [label, code] : pairs) {
        EXPECT_EQ(toPunycode(label), code);
        EXPECT_EQ(fromPunycode(code), label) << code;
    }
}

TEST(punycode, whatNoLabelEncodesTo_isNone)
{
    for (const char* text : {"99999999", "a_", "ABC", "zzzzzzzzzzzzzzzzzzzzzzzz"}) {
        EXPECT_EQ(fromPunycode(text), std::nullopt) << text;
    }
}

TEST(punycode, lengthAtTheLimit_isTaken_oneMoreIsNot)
{
    EXPECT_TRUE(toPunycode(std::u32string(63, U'\U0010FFFF')));
    EXPECT_FALSE(toPunycode(std::u32string(64, U'a')));
    EXPECT_FALSE(fromPunycode(std::string(64, 'a')));
}
