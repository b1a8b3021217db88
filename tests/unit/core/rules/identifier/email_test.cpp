#include "core/identifier/identifier.h"

#include <gtest/gtest.h>

using namespace ekey;

namespace {

std::string codeOf(const std::string& text)
{
    const auto errors = identifier::email(text).errors;
    return errors.empty() ? "" : errors[0].code;
}

} // namespace

TEST(email, usualAddresses_pass)
{
    for (const char* text :
         {"a@b.cn", "zhang.san+export@mail.example.com.cn", "10086@139.com", "o'brien_x-y@a-b.example", "x@例子.中国",
          "x@bücher.example", "a!#$%&'*+/=?^_`{|}~b@xn--fiqs8s.cn"}) {
        const auto checked = identifier::email(text);
        EXPECT_TRUE(checked.errors.empty()) << text << toJson(checked.errors);
        EXPECT_EQ(checked.normalized, text);
    }
}

TEST(email, chineseKeyboard_isUnderstood)
{
    EXPECT_EQ(identifier::email("　Zhang＠Example．COM。cn ").normalized, "Zhang@example.com.cn");
}

TEST(email, blank_isNoError) { EXPECT_EQ(codeOf("\u3000"), ""); }

TEST(email, noAtOrTwo_isRefused)
{
    EXPECT_EQ(codeOf("zhang.example.com"), "email.at");
    EXPECT_EQ(codeOf("a@b@c.cn"), "email.at");
}

TEST(email, localPartThatIsNone_isRefused)
{
    for (const char* text : {"@b.cn", ".a@b.cn", "a.@b.cn", "a..b@b.cn", "a b@b.cn", "张三@b.cn", "\"a\"@b.cn",
                             "a,b@b.cn", "<a@b.cn", "a\n@b.cn"}) {
        EXPECT_EQ(codeOf(text), "email.local") << text;
    }
}

TEST(email, domainThatIsNone_isRefused)
{
    for (const char* text :
         {"a@", "a@cn", "a@b.", "a@.cn", "a@b..cn", "a@-b.cn", "a@b-.cn", "a@b_c.cn", "a@127.0.0.1", "a@[127.0.0.1]",
          "a@b c.cn", "a@b.cn>", "a@b，cn.cn", "a@b\u2024c.cn", "a@b.cn\r\nBcc:x.y"}) {
        EXPECT_EQ(codeOf(text), "email.domain") << text;
    }
}

TEST(email, lengthsAtTheLimits_pass_oneMoreIsRefused)
{
    const std::string label(63, 'd');
    EXPECT_EQ(codeOf(std::string(64, 'l') + "@b.cn"), "");
    EXPECT_EQ(codeOf(std::string(65, 'l') + "@b.cn"), "email.local");
    EXPECT_EQ(codeOf("a@" + label + ".cn"), "");
    EXPECT_EQ(codeOf("a@" + label + "d.cn"), "email.domain");
    const std::string most = "a@" + label + "." + label + "." + label + "." + std::string(57, 'e') + ".cn";
    ASSERT_EQ(most.size(), 254u - 0);
    EXPECT_EQ(codeOf(most), "");
    EXPECT_EQ(codeOf("b" + most), "email.length");
}
