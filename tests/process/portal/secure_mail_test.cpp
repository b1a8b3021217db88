// TLS and the login at a mail server that demands both.
#include "portal/notices/message.h"
#include "portal/notices/smtp.h"
#include "tests/support/process.h"
#include "tests/support/temp_folder.h"

#include <gtest/gtest.h>

namespace ekey::test {
namespace {

using namespace portal::notices;

class SecureMail : public testing::Test {
protected:
    void begin(const std::string& kind)
    {
        const PortFile portFile(folder / "port");
        process.emplace(EKEY_NODE,
                        std::vector<std::string>{EKEY_SOURCE_DIR "/tests/process/portal/secure-mail-server.mjs",
                                                 folder.path().string(), kind, "--port-file", portFile.path().string()},
                        Process::Options{.environment = {}, .output = folder / "out"});
        port = portFile.wait(*process);
        writeFile(folder / "password", "口令 word\n");
    }
    MailServer server(const std::string& scheme) const
    {
        return *readMailServer({.server = scheme + "://localhost:" + std::to_string(port),
                                .from = "no-reply@portal.example",
                                .login = "portal",
                                .passwordFile = (folder / "password").string(),
                                .trust = (folder / "mail.pem").string()});
    }
    static Outcome send(const MailServer& to)
    {
        return Smtp(to).send("a@b.example",
                             compose({to.from, "a@b.example", "<1@portal.example>", "题", "文", 1'795'000'000}));
    }

    TempFolder folder;
    std::optional<Process> process;
    std::uint16_t port = 0;
};

TEST_F(SecureMail, smtps_withALoginAndOnlyToACertificateThatIsTrusted)
{
    begin("smtps");
    const Outcome sent = send(server("smtps"));
    EXPECT_EQ(sent.kind, Outcome::Kind::sent) << sent.stage << ' ' << sent.reason;
    EXPECT_TRUE(readFile(folder / "mail-1").starts_with("X-Session: portal TLS\r\n"));

    auto stranger = server("smtps");
    stranger.trust.clear(); // the system's authorities do not know it
    EXPECT_EQ(send(stranger).kind, Outcome::Kind::unavailable);
    auto wrong = server("smtps");
    wrong.password = "wrong";
    const Outcome refused = send(wrong);
    EXPECT_EQ(refused.kind, Outcome::Kind::unavailable);
    EXPECT_EQ(refused.stage, "AUTH");
    EXPECT_EQ(refused.code, 535);
    EXPECT_FALSE(std::filesystem::exists(folder / "mail-2"));
}

TEST_F(SecureMail, starttls_whereItIsDemanded)
{
    begin("starttls");
    auto distant = server("smtp");
    distant.starttls = true; // as of a server on another machine
    const Outcome sent = send(distant);
    EXPECT_EQ(sent.kind, Outcome::Kind::sent) << sent.stage << ' ' << sent.reason;
    EXPECT_TRUE(readFile(folder / "mail-1").starts_with("X-Session: portal TLS\r\n"));
    distant.trust.clear();
    EXPECT_EQ(send(distant).kind, Outcome::Kind::unavailable);
    EXPECT_FALSE(std::filesystem::exists(folder / "mail-2"));
}

} // namespace
} // namespace ekey::test
