#include "portal/notices/mail_server.h"

#include "portal/refused.h"
#include "tests/support/temp_folder.h"

#include <gtest/gtest.h>

namespace ekey::portal::notices {
namespace {

MailOptions options(const std::string& server)
{
    return {.server = server, .from = "no-reply@portal.example", .login = {}, .passwordFile = {}, .trust = {}};
}

std::string refusal(const MailOptions& of)
{
    try {
        readMailServer(of);
        return {};
    } catch (const Refused& refused) {
        return refused.what();
    }
}

TEST(MailServer, tlsIsDemandedUnlessTheServerIsOnThisMachine)
{
    for (const char* local : {"smtp://127.0.0.1:25", "smtp://127.1.2.3:25", "smtp://localhost:2525", "smtp://[::1]:25",
                              "smtps://mail.example:465"}) {
        EXPECT_FALSE(readMailServer(options(local))->starttls) << local;
    }
    for (const char* distant : {"smtp://mail.example:587", "smtp://10.0.0.1:25", "smtp://127.evil.example:25",
                                "smtp://localhost.example:25", "smtp://[2001:db8::1]:25"}) {
        EXPECT_TRUE(readMailServer(options(distant))->starttls) << distant;
    }
}

TEST(MailServer, anAddressIsHostAndPortAndNothingElse)
{
    for (const char* wrong :
         {"mail.example:25", "http://mail.example:25", "smtp://mail.example", "smtp://mail.example:", "smtp://:25",
          "smtp://mail.example:0", "smtp://mail.example:65536", "smtp://user:word@mail.example:25",
          "smtp://mail.example:25/x", "smtp://mail.example/x:25", "smtp://a\r\nb:25", "smtp://a b:25", "smtp://[]:25",
          "smtp://::1:25", "SMTP://mail.example:25"}) {
        EXPECT_EQ(refusal(options(wrong)), "mail.server") << wrong;
    }
    EXPECT_EQ(readMailServer(options("smtp://mail.example:65535"))->url, "smtp://mail.example:65535/portal.example");
}

TEST(MailServer, withoutAServerNothingIsSaidOfOne)
{
    EXPECT_FALSE(readMailServer({}));
    EXPECT_EQ(refusal(options("")), "mail.option");
}

TEST(MailServer, theSenderIsAnAddress)
{
    auto wrong = options("smtp://localhost:25");
    for (const char* from : {"", "portal", "a@b.example>\r\nDATA"}) {
        wrong.from = from;
        EXPECT_EQ(refusal(wrong), "mail.from") << from;
    }
}

TEST(MailServer, thePasswordIsOneLineOfAFile)
{
    const test::TempFolder folder;
    auto with = options("smtps://mail.example:465");
    with.login = "portal";
    EXPECT_EQ(refusal(with), "mail.login");
    with.passwordFile = (folder / "password").string();
    EXPECT_EQ(refusal(with), "mail.password_file"); // no file
    for (const std::string& wrong : {std::string("\n"), std::string("a\nb"), std::string(1025, 'x')}) {
        test::writeFile(folder / "password", wrong);
        EXPECT_EQ(refusal(with), "mail.password_file") << wrong.size();
    }
    test::writeFile(folder / "password", std::string(1024, 'x') + "\n");
    EXPECT_EQ(readMailServer(with)->password.size(), 1024U);
    test::writeFile(folder / "password", "密码 word\r\n");
    EXPECT_EQ(readMailServer(with)->password, "密码 word");
    with.trust = (folder / "none.pem").string();
    EXPECT_EQ(refusal(with), "mail.trust");
}

} // namespace
} // namespace ekey::portal::notices
