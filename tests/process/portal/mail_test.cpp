// Mails: from the outbox of the real program to a real mail server, through everything that may go wrong on the way.
#include "core/json/reader.h"
#include "portal/notices/outbox.h"
#include "portal/storage/database.h"
#include "portal/storage/sql.h"
#include "tests/process/portal/portal_test.h"
#include "tests/support/smtp_server.h"

#include <chrono>
#include <memory>
#include <thread>

namespace ekey::test {
namespace {

using namespace std::chrono_literals;

constexpr const char* to = "zhang.san@demonstration.example";
constexpr const char* subject = "激活您的账户：示范进出口有限公司（统一社会信用代码 91120000PDY00001X7）";
constexpr const char* text = "您好：\n\n请打开 http://localhost:8480/activate#0123456789abcdef 。\n.\nQUIT\n";
constexpr signature::Time later = testTime + 120; ///< past the first delay

class PortalMail : public PortalTest {
protected:
    PortalMail() { stop(); }

    void put(const std::string& occasion)
    {
        portal::storage::Database database((folder / "portal.db").string());
        database.run([&](soci::session& sql) {
            portal::notices::put(sql, {occasion, to, subject, text}, testTime - 1);
        });
    }
    void startWith(const std::string& server, signature::Time at = testTime)
    {
        options = {"--mail", server, "--mail-from", "no-reply@portal.example"};
        start(at);
    }
    bool comesTo(long rows, const std::string& where) const
    {
        const auto until = std::chrono::steady_clock::now() + 20s;
        while (count("outbox WHERE " + where) != rows && std::chrono::steady_clock::now() < until) {
            std::this_thread::sleep_for(20ms);
        }
        return count("outbox WHERE " + where) == rows;
    }
    std::string log() const { return readFile(folder / "portal.log"); }
};

/// tools/mailbox, as demonstrations use it.
struct Mailbox {
    explicit Mailbox(const TempFolder& folder)
        : smtpFile(folder / "mailbox-smtp.port"), webFile(folder / "mailbox.port"),
          process(EKEY_NODE,
                  {EKEY_SOURCE_DIR "/tools/mailbox/main.mjs", "--smtp-port-file", smtpFile.path().string(),
                   "--port-file", webFile.path().string()},
                  Process::Options{.environment = {}, .output = folder / "mailbox.out"}),
          web(webFile.wait(process), {}), smtp("smtp://127.0.0.1:" + std::to_string(smtpFile.wait(process)))
    {}

    json::Value mails(const std::string& query = {})
    {
        const auto read = json::read(web.get("/mails.json" + query).body);
        return read ? *read : json::Value();
    }

    PortFile smtpFile;
    PortFile webFile;
    Process process;
    HttpClient web;
    std::string smtp;
};

TEST_F(PortalMail, arrivesAsItWasWrittenAndItsTextDoesNotStay)
{
    Mailbox mailbox(folder);
    put("activation:1");
    startWith(mailbox.smtp);
    ASSERT_TRUE(comesTo(1, "sent > 0 AND ended > 0 AND subject = '' AND text = ''"));
    const auto mails = mailbox.mails(std::string("?to=") + to);
    ASSERT_EQ(mails.size(), 1U);
    EXPECT_EQ(mails[0]["subject"], subject);
    EXPECT_EQ(mails[0]["text"], text);
    EXPECT_EQ(mails[0]["from"], "no-reply@portal.example");
    EXPECT_EQ(mails[0]["to"], json::Value::array({to}));
    EXPECT_EQ(mails[0]["deliveries"], 1);
    EXPECT_TRUE(mails[0]["messageId"].get<std::string>().ends_with("@portal.example>"));
    EXPECT_TRUE(mailbox.mails("?to=other@demonstration.example").empty());
    EXPECT_NE(log().find("mail.sent"), std::string::npos);
    EXPECT_NE(log().find("z***@demonstration.example"), std::string::npos);
    EXPECT_EQ(log().find(to), std::string::npos);
}

TEST_F(PortalMail, aProgramKilledBetweenTheServersWordAndItsOwnCommitSendsAgainUnderTheSameMessageId)
{
    // The server holds the database's lock when it says 250: the portal knows, and cannot write it down.
    const std::string file = "dbname=\"" + (folder / "portal.db").string() + "\" timeout=5";
    std::unique_ptr<soci::session> lock;
    SmtpServer server({.replies = {}, .beforeMessage = {}, .beforeEnd = [&] {
                           if (lock) return;
                           lock = std::make_unique<soci::session>(soci::sqlite3, file);
                           *lock << "BEGIN IMMEDIATE";
                       }});
    put("activation:1");
    startWith(server.url());
    ASSERT_TRUE(server.waitForLine("QUIT")); // 250 has arrived
    kill();
    *lock << "ROLLBACK";
    EXPECT_EQ(count("outbox WHERE sent = 0 AND ended = 0 AND tries = 1"), 1);

    startWith(server.url(), later);
    ASSERT_TRUE(server.waitForMessages(2));
    EXPECT_TRUE(comesTo(1, "sent > 0"));
    ASSERT_EQ(server.messages().size(), 2U);
    EXPECT_NE(server.messages()[0].find("\r\nMessage-ID: <"), std::string::npos);
    EXPECT_EQ(server.messages()[0], server.messages()[1]);
}

TEST_F(PortalMail, whoeverGetsItTwiceCanTell)
{
    Mailbox mailbox(folder);
    for (const signature::Time at : {testTime, later}) {
        put("activation:1");
        startWith(mailbox.smtp, at);
        ASSERT_TRUE(comesTo(1, "sent > 0"));
        stop();
        portal::storage::Database database((folder / "portal.db").string());
        database.run([](soci::session& sql) { sql << "DELETE FROM outbox"; }); // as if it had not been written down
    }
    const auto mails = mailbox.mails();
    ASSERT_EQ(mails.size(), 1U);
    EXPECT_EQ(mails[0]["deliveries"], 2);
}

TEST_F(PortalMail, aPostponedMailIsTriedAgainWhenItIsDueAndNotBefore)
{
    SmtpServer server({.replies = {{"RCPT", "451 4.7.1 greylisted"}}, .beforeMessage = {}, .beforeEnd = {}});
    put("activation:1");
    startWith(server.url());
    ASSERT_TRUE(comesTo(1, "tries = 1 AND failed <> ''"));
    server.setReply("RCPT", "250 ok");
    restart(testTime + 30);
    EXPECT_FALSE(server.waitForMessages(1, 300ms));
    restart(later);
    EXPECT_TRUE(server.waitForMessages(1));
    EXPECT_TRUE(comesTo(1, "sent > 0 AND tries = 2"));
}

TEST_F(PortalMail, aRefusedRecipientEndsItAndTheLogNamesNobody)
{
    const SmtpServer server(
        {.replies = {{"RCPT", std::string("550 5.1.1 no user ") + to}}, .beforeMessage = {}, .beforeEnd = {}});
    put("activation:1");
    startWith(server.url());
    ASSERT_TRUE(comesTo(1, "ended > 0 AND sent = 0 AND text = '' AND failed LIKE '550 5.1.1%'"));
    EXPECT_NE(log().find("mail.given_up"), std::string::npos);
    EXPECT_NE(log().find("\"code\":550"), std::string::npos);
    EXPECT_EQ(log().find(to), std::string::npos);
}

TEST_F(PortalMail, afterThreeDaysItIsGivenUp)
{
    const SmtpServer server({.replies = {{"RCPT", "451 later"}}, .beforeMessage = {}, .beforeEnd = {}});
    put("activation:1");
    startWith(server.url());
    ASSERT_TRUE(comesTo(1, "tries = 1 AND failed <> '' AND ended = 0"));
    restart(testTime + 3 * 24 * 60 * 60);
    EXPECT_TRUE(comesTo(1, "tries = 2 AND ended > 0 AND sent = 0 AND text = ''"));
}

TEST_F(PortalMail, aServerThatHangsHoldsNeitherTheSiteNorTheEndUp)
{
    const SmtpServer server({.replies = {{"EHLO", SmtpServer::silence}}, .beforeMessage = {}, .beforeEnd = {}});
    put("activation:1");
    startWith(server.url());
    ASSERT_TRUE(server.waitForLine("EHLO"));
    EXPECT_EQ(client.get("/api/v1/portal").status, 200U);
    const auto begin = std::chrono::steady_clock::now();
    stop();
    EXPECT_LT(std::chrono::steady_clock::now() - begin, 5s);
    EXPECT_EQ(count("outbox WHERE ended = 0 AND tries = 0 AND text <> ''"), 1);
}

TEST_F(PortalMail, aProductionPortalWithoutAMailServerSaysSo)
{
    writeFile(folder / "real.pem", Identity::authority({.commonName = "某证书认证中心"}).certificatePem());
    const std::string file = (folder / "real.db").string();
    run(portalProgram, {"init", "--database", file, "--trust", (folder / "real.pem").string()});
    const PortFile port(folder / "real.port");
    Process production(portalProgram,
                       {"serve", "--database", file, "--origin", "https://portal.example", "--port", "0", "--port-file",
                        port.path().string(), "--site", (folder / "site").string(), "--forms", EKEY_SOURCE_DIR "/forms",
                        "--log", (folder / "real.log").string()},
                       Process::Options{.environment = {}, .output = folder / "real.out"});
    port.wait(production);
    const std::string said = readFile(folder / "real.log");
    const std::size_t at = said.find("mail.off");
    ASSERT_NE(at, std::string::npos) << said;
    EXPECT_EQ(said.find("mail.off", at + 1), std::string::npos);
    EXPECT_NE(said.find("\"level\":\"warning\""), std::string::npos) << said;
    EXPECT_EQ(log().find("mail.off"), std::string::npos); // the demonstration's
}

TEST_F(PortalMail, wrongOptionsAreRefusedInWords)
{
    const auto said = [&](const std::vector<std::string>& more) {
        std::vector<std::string> arguments{"serve",
                                           "--database",
                                           (folder / "portal.db").string(),
                                           "--origin",
                                           "auto",
                                           "--port",
                                           "0",
                                           "--site",
                                           (folder / "site").string(),
                                           "--forms",
                                           EKEY_SOURCE_DIR "/forms"};
        arguments.insert(arguments.end(), more.begin(), more.end());
        Process refused(portalProgram, arguments, Process::Options{.environment = {}, .output = folder / "out"});
        EXPECT_EQ(refused.wait(), 1);
        return readFile(folder / "out");
    };
    EXPECT_NE(said({"--mail", "mail.example:25", "--mail-from", "a@b.example"}).find("mail.server:"),
              std::string::npos);
    EXPECT_NE(said({"--mail", "smtp://mail.example:25"}).find("mail.from:"), std::string::npos);
    EXPECT_NE(said({"--mail-from", "a@b.example"}).find("mail.option:"), std::string::npos);
    EXPECT_NE(said({"--mail", "smtp://mail.example:25", "--mail-from", "a@b.example", "--mail-login", "x",
                    "--mail-password-file", (folder / "none").string()})
                  .find("mail.password_file:"),
              std::string::npos);
}

} // namespace
} // namespace ekey::test
