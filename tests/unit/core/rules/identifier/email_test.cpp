#include "tests/unit/core/rules/identifier/checked.h"

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

TEST(email, goodAddress_isMaskedAndTellsItsDomain)
{
    const auto checked = identifier::email("zhang@Example.COM");
    EXPECT_EQ(checked.masked, "z***@example.com");
    EXPECT_EQ(identifier::partsOf(checked),
              (identifier::Parts{{"domain", "example.com"}, {"asciiDomain", "example.com"}}));
    EXPECT_EQ(identifier::email("z@example.com").masked, "***@example.com");
}

TEST(email, internationalisedDomain_staysAsTypedAndTellsItsFormForServers)
{
    const auto ascii = [](const char* text) { return identifier::partsOf(identifier::email(text))["asciiDomain"]; };
    EXPECT_EQ(ascii("x@例子.中国"), "xn--fsqu00a.xn--fiqs8s");
    EXPECT_EQ(ascii("x@bücher.example"), "xn--bcher-kva.example");
    EXPECT_EQ(ascii("x@BÜCHER.example"), "xn--bcher-kva.example");
    EXPECT_EQ(identifier::email("x@BÜCHER.ОЛЬГА").normalized, "x@bücher.ольга");
    EXPECT_EQ(ascii("x@xn--fsqu00a.xn--fiqs8s"), "xn--fsqu00a.xn--fiqs8s");
    EXPECT_EQ(identifier::email("x@xn--fsqu00a.cn").normalized, "x@xn--fsqu00a.cn");
}

TEST(email, domainThatIdnaForbids_isRefused)
{
    for (const char* text :
         {"x@xn--.cn", "x@xn--a.cn", "x@xn--99999999.cn", "x@xn--abc-.cn", "x@ab--cd.cn", "x@中国--x.cn",
          "x@u\u0308ber.cn", "x@\u0627a.cn", "x@a×b.cn", "x@①.cn", "x@★.cn", "x@\uE000.cn"}) {
        EXPECT_EQ(codeOf(text), "email.domain") << text;
    }
}

TEST(email, limitsOfADomain_areCountedInItsAsciiForm)
{
    const auto label = [](int characters) {
        std::string text;
        for (int i = 0; i < characters; ++i) {
            text += "例";
        }
        return text;
    };
    // One character repeated costs one byte each after the first few.
    EXPECT_EQ(codeOf("x@" + label(54) + ".cn"), "");
    const std::string most = identifier::partsOf(identifier::email("x@" + label(54) + ".cn"))["asciiDomain"];
    EXPECT_LE(most.size(), 63u + 3);
    EXPECT_EQ(codeOf("x@" + label(60) + ".cn"), "email.domain");
}
