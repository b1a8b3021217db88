#include "core/text/utf8.h"

#include <gtest/gtest.h>

using namespace ekey;

TEST(text_utf8, wellFormedText_isRecognised)
{
    EXPECT_TRUE(text::isUtf8(""));
    EXPECT_TRUE(text::isUtf8("a\u00e9中\U00020BB7\u0000"));
    EXPECT_TRUE(text::isUtf8("\xED\x9F\xBF\xEE\x80\x80\xF4\x8F\xBF\xBF"));
}

TEST(text_utf8, malformedText_isRecognised)
{
    for (const char* text : {"\x80", "\xC0\x80", "\xC1\xBF", "\xC3", "\xE0\x9F\xBF", "\xED\xA0\x80", "\xF0\x8F\xBF\xBF",
                             "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xE4\xB8", "a\xFF", "\xC3("}) {
        EXPECT_FALSE(text::isUtf8(text)) << text;
    }
}

TEST(text_utf8, length_countsCodePoints) { EXPECT_EQ(text::length("a\u00e9中\U00020BB7"), 4u); }

TEST(text_utf8, append_writesWhatDecodeReads)
{
    for (const char32_t c : {U'\0', U'\x7F', U'\x80', U'\x7FF', U'\x800', U'\xFFFF', U'\x10000', U'\x10FFFF'}) {
        std::string written;
        text::append(written, c);
        std::size_t at = 0;
        EXPECT_EQ(text::decode(written, at), c);
        EXPECT_EQ(at, written.size());
    }
}

TEST(text_utf8, decode_skipsOneBadByte)
{
    std::size_t at = 0;
    EXPECT_EQ(text::decode("\xE4\xB8z", at), 0xFFFDu);
    EXPECT_EQ(at, 1u);
}

TEST(text_utf8, normalize_trimsAndFoldsWidth)
{
    EXPECT_EQ(text::normalize(" \t\u3000ＡＢ１２＠ｘ\u3000y\u00a0\n"), "AB12@x y");
    EXPECT_EQ(text::normalize(" \u3000 "), "");
}

TEST(text_utf8, normalize_dropsTheInvisible)
{
    EXPECT_EQ(text::normalize("\uFEFF1\u200B3\u202E8\u00AD0\u2066\u200F"), "1380");
    EXPECT_EQ(text::normalize("\u200B \u200B"), "");
}

TEST(text_utf8, normalize_ofBadBytes_isUtf8) { EXPECT_EQ(text::normalize("a\xFF"), "a\uFFFD"); }

TEST(text_utf8, singleLine_keepsWidthsAndMakesOneLine)
{
    EXPECT_EQ(text::singleLine(" 红星路（79号）\r\n二楼\u202E\u0007 "), "红星路（79号）  二楼");
    EXPECT_EQ(text::singleLine("甲\u3000乙"), "甲\u3000乙");
}

TEST(text_utf8, quoted_cutsAtTheLimit)
{
    EXPECT_EQ(text::quoted("一二三四", 4), "一二三四");
    EXPECT_EQ(text::quoted("一二三四五", 4), "一二三…");
    EXPECT_EQ(text::quoted("一", 0), "");
}

TEST(text_utf8, quoted_removesWhatCouldDeceive)
{
    EXPECT_EQ(text::quoted("a\u202Egpj.exe\u2066\x1b[2J", 40), "agpj.exe[2J");
    EXPECT_EQ(text::quoted("a\u3164\u2800b\uFE0F\U000E0100c", 40), "a b c");
}

TEST(text_utf8, quoted_leavesOneSpaceOfAnyWhiteSpace)
{
    EXPECT_EQ(text::quoted("  a \n\u0085\u2028\u3000\u3000 b\t", 40), "a b");
    EXPECT_EQ(text::quoted("ab   c", 3), "ab…");
    EXPECT_EQ(text::quoted("ab   c", 4), "ab c");
}
