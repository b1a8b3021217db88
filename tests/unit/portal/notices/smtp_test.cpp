#include "portal/notices/smtp.h"

#include "portal/notices/message.h"
#include "tests/support/smtp_server.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <future>
#include <thread>

namespace ekey::portal::notices {
namespace {

using test::SmtpServer;
using namespace std::chrono_literals;

constexpr const char* to = "zhang@demonstration.example";

MailServer at(const SmtpServer& server)
{
    MailOptions options;
    options.server = server.url();
    options.from = "no-reply@portal.example";
    return *readMailServer(options);
}

std::string message(const std::string& text = "文")
{
    return compose({"no-reply@portal.example", to, "<1@portal.example>", "题", text, 1'795'000'000});
}

Outcome send(const SmtpServer& server)
{
    Smtp smtp(at(server));
    return smtp.send(to, message());
}

TEST(Smtp, send_theServerGetsTheVeryMessage)
{
    const SmtpServer server;
    EXPECT_EQ(send(server).kind, Outcome::Kind::sent);
    ASSERT_TRUE(server.waitForMessages(1));
    EXPECT_EQ(server.messages()[0], message());
    const auto lines = server.lines();
    EXPECT_NE(std::find(lines.begin(), lines.end(), "EHLO portal.example"), lines.end());
    EXPECT_NE(std::find(lines.begin(), lines.end(), "MAIL FROM:<no-reply@portal.example>"), lines.end());
    EXPECT_NE(std::find(lines.begin(), lines.end(), std::string("RCPT TO:<") + to + ">"), lines.end());
}

TEST(Smtp, send_aRefusalOfTheRecipientOrOfTheMessageIsForGood)
{
    for (const char* command : {"RCPT", "DATA", "END"}) {
        const SmtpServer server(
            {.replies = {{command, "550 5.1.1 no such user zhang"}}, .beforeMessage = {}, .beforeEnd = {}});
        const Outcome outcome = send(server);
        EXPECT_EQ(outcome.kind, Outcome::Kind::refused) << command;
        EXPECT_EQ(outcome.code, 550);
        EXPECT_EQ(outcome.stage, std::string(command) == "RCPT" ? "RCPT" : "DATA");
        EXPECT_EQ(outcome.reason, "550 5.1.1 no such user zhang");
    }
}

TEST(Smtp, send_aRecipientMayBePostponed)
{
    for (const char* command : {"RCPT", "DATA", "END"}) {
        const SmtpServer server({.replies = {{command, "451 greylisted"}}, .beforeMessage = {}, .beforeEnd = {}});
        EXPECT_EQ(send(server).kind, Outcome::Kind::postponed) << command;
    }
}

TEST(Smtp, send_whatIsWrongWithTheServerOrWithUsIsNoRefusalOfTheRecipient)
{
    for (const auto& [command, reply] : std::map<std::string, std::string>{
             {"CONNECT", "554 not now"}, {"MAIL", "550 who are you"}, {"RCPT", "530 log in"}}) {
        const SmtpServer server({.replies = {{command, reply}}, .beforeMessage = {}, .beforeEnd = {}});
        EXPECT_EQ(send(server).kind, Outcome::Kind::unavailable) << command;
    }
    const SmtpServer closing({.replies = {{"RCPT", "421 closing"}}, .beforeMessage = {}, .beforeEnd = {}});
    EXPECT_EQ(send(closing).kind, Outcome::Kind::unavailable);
    MailServer nobody;
    {
        const SmtpServer gone;
        nobody = at(gone);
    }
    EXPECT_EQ(Smtp(nobody).send(to, message()).kind, Outcome::Kind::unavailable);
}

TEST(Smtp, send_withoutTlsNothingIsSentWhereItIsDemanded)
{
    const SmtpServer server;
    MailServer demanding = at(server);
    demanding.starttls = true;
    demanding.login = "portal";
    demanding.password = "word";
    EXPECT_EQ(Smtp(demanding).send(to, message()).kind, Outcome::Kind::unavailable);
    for (const std::string& line : server.lines()) {
        EXPECT_TRUE(line.starts_with("EHLO") || line.starts_with("HELO") || line == "QUIT" || line == "STARTTLS")
            << line;
    }
}

TEST(Smtp, send_hasATimeLimitWhereverTheServerFallsSilent)
{
    for (const char* command : {"CONNECT", "EHLO", "RCPT", "END"}) {
        const SmtpServer server({.replies = {{command, SmtpServer::silence}}, .beforeMessage = {}, .beforeEnd = {}});
        Smtp smtp(at(server), {.connect = 300ms, .whole = 300ms});
        const auto begin = std::chrono::steady_clock::now();
        EXPECT_EQ(smtp.send(to, message()).kind, Outcome::Kind::unavailable) << command;
        EXPECT_LT(std::chrono::steady_clock::now() - begin, 5s) << command;
    }
}

TEST(Smtp, send_aServerThatDoesNotSayGoodbyeHasTakenTheMail)
{
    const SmtpServer server({.replies = {{"QUIT", SmtpServer::silence}}, .beforeMessage = {}, .beforeEnd = {}});
    Smtp smtp(at(server), {.connect = 300ms, .whole = 300ms});
    EXPECT_EQ(smtp.send(to, message()).kind, Outcome::Kind::sent);
}

TEST(Smtp, interrupt_halfAMessageIsNeverEnded)
{
    std::promise<void> goOn;
    auto waiting = goOn.get_future().share();
    std::promise<void> begun;
    SmtpServer server({.replies = {},
                       .beforeMessage =
                           [&] {
                               begun.set_value();
                               waiting.wait();
                           },
                       .beforeEnd = {}});
    Smtp smtp(at(server));
    std::thread other([&] {
        begun.get_future().wait();
        smtp.interrupt();
    });
    // More than the system keeps for a reader that does not read.
    EXPECT_EQ(smtp.send(to, message(std::string(12 << 20, 'x'))).kind, Outcome::Kind::interrupted);
    other.join();
    goOn.set_value();
    EXPECT_FALSE(server.waitForMessages(1, 500ms));
}

TEST(Smtp, interrupt_endsASendingAtOnceAndEveryLaterOne)
{
    const SmtpServer server({.replies = {{"RCPT", SmtpServer::silence}}, .beforeMessage = {}, .beforeEnd = {}});
    Smtp smtp(at(server));
    std::thread other([&] {
        EXPECT_TRUE(server.waitForLine("RCPT"));
        smtp.interrupt();
    });
    const auto begin = std::chrono::steady_clock::now();
    EXPECT_EQ(smtp.send(to, message()).kind, Outcome::Kind::interrupted);
    EXPECT_LT(std::chrono::steady_clock::now() - begin, 5s);
    other.join();
    EXPECT_EQ(smtp.send(to, message()).kind, Outcome::Kind::interrupted);
}

TEST(Smtp, send_aMessageOfAMegabyteArrivesWhole)
{
    const SmtpServer server;
    Smtp smtp(at(server));
    const std::string large = message(std::string(1 << 20, 'x'));
    EXPECT_EQ(smtp.send(to, large).kind, Outcome::Kind::sent);
    ASSERT_TRUE(server.waitForMessages(1));
    EXPECT_EQ(server.messages()[0], large);
}

} // namespace
} // namespace ekey::portal::notices
