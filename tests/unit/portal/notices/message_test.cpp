#include "portal/notices/message.h"

#include "core/text/base64.h"
#include "core/text/utf8.h"

#include <gtest/gtest.h>

#include <sstream>

namespace ekey::portal::notices {
namespace {

Message example()
{
    return {.from = "no-reply@portal.example",
            .to = "zhang.san@demonstration.example",
            .id = "<1@portal.example>",
            .subject = "激活您的账户",
            .text = "您好：\n请打开链接。\n",
            .date = 1'795'000'000};
}

std::string decode(const std::string& digits)
{
    const auto bytes = text::fromBase64(digits);
    EXPECT_TRUE(bytes) << digits;
    return bytes ? std::string(bytes->begin(), bytes->end()) : std::string();
}

struct Parsed {
    std::vector<std::string> headers; ///< unfolded
    std::string body;
    std::size_t longest = 0;
};

Parsed parse(const std::string& message)
{
    Parsed parsed;
    std::size_t at = 0;
    bool inBody = false;
    while (at < message.size()) {
        const std::size_t end = message.find("\r\n", at);
        EXPECT_NE(end, std::string::npos) << "a line without an end";
        const std::string line = message.substr(at, end - at);
        EXPECT_EQ(line.find_first_of("\r\n"), std::string::npos);
        at = end + 2;
        parsed.longest = std::max(parsed.longest, line.size());
        if (inBody) {
            parsed.body += line;
        } else if (line.empty()) {
            inBody = true;
        } else if (line[0] == ' ') {
            parsed.headers.back() += line;
        } else {
            parsed.headers.push_back(line);
        }
    }
    return parsed;
}

std::string subjectOf(const Parsed& parsed)
{
    std::string subject;
    for (const std::string& header : parsed.headers) {
        if (!header.starts_with("Subject: ")) continue;
        std::istringstream words(header.substr(9));
        for (std::string word; words >> word;) {
            EXPECT_LE(word.size(), 75U);
            EXPECT_TRUE(word.starts_with("=?UTF-8?B?") && word.ends_with("?=")) << word;
            const std::string part = decode(word.substr(10, word.size() - 12));
            EXPECT_TRUE(text::isUtf8(part)) << "a character is cut";
            subject += part;
        }
    }
    return subject;
}

TEST(Message, compose_givesTheHeadersOfAnAutomaticMail)
{
    const Parsed parsed = parse(compose(example()));
    EXPECT_EQ(parsed.headers, (std::vector<std::string>{
                                  "Date: Wed, 18 Nov 2026 11:06:40 +0000",
                                  "From: <no-reply@portal.example>",
                                  "To: <zhang.san@demonstration.example>",
                                  "Message-ID: <1@portal.example>",
                                  "Subject: =?UTF-8?B?5r+A5rS75oKo55qE6LSm5oi3?=",
                                  "Auto-Submitted: auto-generated",
                                  "MIME-Version: 1.0",
                                  "Content-Type: text/plain; charset=utf-8",
                                  "Content-Transfer-Encoding: base64",
                              }));
    EXPECT_EQ(subjectOf(parsed), example().subject);
    EXPECT_EQ(decode(parsed.body), "您好：\r\n请打开链接。\r\n");
}

TEST(Message, compose_foldsALongSubjectBetweenCharacters)
{
    auto message = example();
    message.subject.clear();
    for (int i = 0; i < 400; ++i)
        message.subject += i % 3 == 0 ? "钥" : i % 3 == 1 ? "a" : "𠮷";
    const Parsed parsed = parse(compose(message));
    EXPECT_EQ(subjectOf(parsed), message.subject);
    EXPECT_LE(parsed.longest, 76U);
}

TEST(Message, compose_noValueBecomesAHeaderOrALineOfItsOwn)
{
    auto message = example();
    message.subject = "激活\r\nBcc: <other@example.com>\r\n\r\n<html>";
    message.text = "a\r\n.\r\nQUIT\rb\n" + std::string(5000, 'x');
    const Parsed parsed = parse(compose(message));
    EXPECT_EQ(parsed.headers.size(), 9U);
    EXPECT_EQ(subjectOf(parsed), "激活  Bcc: <other@example.com>    <html>");
    EXPECT_EQ(decode(parsed.body), "a\r\n.\r\nQUIT\r\nb\r\n" + std::string(5000, 'x'));
    EXPECT_LE(parsed.longest, 76U);
}

TEST(Message, compose_theSameMessageGivesTheSameBytes) { EXPECT_EQ(compose(example()), compose(example())); }

TEST(Message, messageId_isTheSameForOneMailAndGivesNothingAway)
{
    const std::string id = messageId("activation:secret", 1, "portal.example");
    EXPECT_EQ(id, messageId("activation:secret", 1, "portal.example"));
    EXPECT_NE(id, messageId("activation:other", 1, "portal.example"));
    EXPECT_NE(id, messageId("activation:secret", 2, "portal.example"));
    EXPECT_EQ(id.find("secret"), std::string::npos);
    EXPECT_TRUE(id.starts_with('<') && id.ends_with("@portal.example>")) << id;
}

TEST(MailAddress, onlyAnAddressPassesAndAnInternationalDomainIsEncoded)
{
    EXPECT_EQ(mailAddress("zhang.san@demonstration.example"), "zhang.san@demonstration.example");
    EXPECT_EQ(mailAddress("zhang@例子.中国"), "zhang@xn--fsqu00a.xn--fiqs8s");
    for (const char* wrong :
         {"", "a", "a@", "@b.example", "a b@c.example", "a@b.example\r\nRCPT TO:<x@y.example>", "<a@b.example>",
          "a@b.example>\r\nDATA", "a\r\n@b.example", "a@b.example,c@d.example", "张@b.example", "a@b\xFF.example"}) {
        EXPECT_EQ(mailAddress(wrong), "") << wrong;
    }
    // A cut-and-paste leaves an end of line behind: it does not come through.
    EXPECT_EQ(mailAddress("a@b.example\r\n"), "a@b.example");
}

TEST(MailAddress, masked_showsTheDomainAndOneLetter)
{
    EXPECT_EQ(masked("zhang.san@demonstration.example"), "z***@demonstration.example");
    EXPECT_EQ(masked("nobody"), "?");
}

} // namespace
} // namespace ekey::portal::notices
