#include "native-host/platform/linux/assuan.h"

#include <gtest/gtest.h>

namespace ekey::platform::assuan {
namespace {

std::string unescaped(std::string text)
{
    const auto length = unescape(text);
    return length ? text.substr(0, *length) : "broken";
}

TEST(Assuan, percentAndLineEnds_areEscaped) { EXPECT_EQ("100%25%0D%0A口令", escape("100%\r\n口令")); }

TEST(Assuan, escapes_areUndone)
{
    EXPECT_EQ("100%\n", unescaped("100%25%0a"));
    EXPECT_EQ("12%34", unescaped("12%2534"));
    EXPECT_EQ("", unescaped(""));
}

TEST(Assuan, brokenEscapes_areRefused)
{
    for (const char* text : {"%", "a%2", "%zz", "%2", "%+1"}) {
        EXPECT_EQ("broken", unescaped(text)) << text;
    }
}

TEST(Assuan, lineAtTheLimit_staysWhole)
{
    const std::string argument(lineBytes - std::string("SETDESC ").size(), 'x');
    EXPECT_EQ("SETDESC " + argument, line("SETDESC", argument));
}

TEST(Assuan, lineOverTheLimit_losesItsLastLines)
{
    std::string argument = "https://portal.example";
    for (int i = 0; i < 40; ++i) {
        argument += "\n材料材料材料材料材料" + std::to_string(i);
    }
    const std::string sent = line("SETDESC", argument);

    EXPECT_LE(sent.size(), lineBytes);
    EXPECT_TRUE(sent.starts_with("SETDESC https://portal.example%0A材料材料材料材料材料0%0A"));
    EXPECT_TRUE(sent.ends_with("%0A…"));
    EXPECT_GT(sent.size(), lineBytes - 60);
}

TEST(Assuan, oneLineOverTheLimit_isCutBetweenCharacters)
{
    std::string argument;
    for (int i = 0; i < 500; ++i)
        argument += "钥";
    const std::string sent = line("SETDESC", argument);

    EXPECT_LE(sent.size(), lineBytes);
    EXPECT_TRUE(sent.ends_with("钥…"));
    EXPECT_EQ(0U, (sent.size() - std::string("SETDESC ").size()) % 3);
}

TEST(Assuan, escapesOfACutLine_stayWhole)
{
    const std::string sent = line("SETDESC", std::string(999, '%'));
    EXPECT_LE(sent.size(), lineBytes);
    EXPECT_TRUE(sent.ends_with("%25…"));
}

TEST(Assuan, longLines_breakAtSixtyColumns)
{
    EXPECT_EQ(std::string(60, 'a'), wrap(std::string(60, 'a')));
    EXPECT_EQ(std::string(60, 'a') + "\n    a", wrap(std::string(61, 'a')));
    EXPECT_EQ(std::string(60, 'a') + "\n    " + std::string(56, 'a') + "\n    a", wrap(std::string(117, 'a')));
}

TEST(Assuan, longLines_breakAtSpaces)
{
    EXPECT_EQ(std::string(50, 'a') + "\n    " + std::string(10, 'b'),
              wrap(std::string(50, 'a') + " " + std::string(10, 'b')));
    EXPECT_EQ(std::string(50, 'a') + " " + std::string(9, 'b'), wrap(std::string(50, 'a') + " " + std::string(9, 'b')));
    EXPECT_EQ("a " + std::string(58, 'b') + "\n     c", wrap("a " + std::string(58, 'b') + " c"));
}

TEST(Assuan, wideCharacters_countTwice)
{
    std::string thirty;
    for (int i = 0; i < 30; ++i)
        thirty += "钥";
    EXPECT_EQ(thirty, wrap(thirty));
    EXPECT_EQ(thirty + "\n    钥", wrap(thirty + "钥"));
    EXPECT_EQ("a" + thirty.substr(0, 87) + "\n    钥", wrap("a" + thirty));
}

TEST(Assuan, linesThatEnd_startCountingAnew)
{
    const std::string text = std::string(59, 'a') + "\n" + std::string(60, 'b');
    EXPECT_EQ(text, wrap(text));
}

TEST(Assuan, responses_areToldApart)
{
    EXPECT_EQ(Response::ok, parse("OK").response);
    EXPECT_EQ(Response::ok, parse("OK Pleased to meet you").response);
    EXPECT_EQ("8181%2581", parse("D 8181%2581").rest);
    EXPECT_EQ(Response::data, parse("D ").response);
    EXPECT_EQ(Response::other, parse("S ERROR curses.isatty 83918950").response);
    EXPECT_EQ(Response::other, parse("# comment").response);
    EXPECT_EQ(Response::other, parse("OKAY").response);
    EXPECT_EQ(Response::other, parse("").response);
}

TEST(Assuan, errorNumbers_loseTheirSource)
{
    EXPECT_EQ(canceled, parse("ERR 83886179 Operation cancelled <Pinentry>").code);
    EXPECT_EQ(timeout, parse("ERR 83886142 Timeout <Pinentry>").code);
    EXPECT_EQ(noTerminal, parse("ERR 83918950 Inappropriate ioctl for device <Pinentry>").code);
    EXPECT_EQ(0U, parse("ERR nonsense").code);
}

} // namespace
} // namespace ekey::platform::assuan
