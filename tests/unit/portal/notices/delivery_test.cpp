#include "portal/notices/delivery.h"

#include "portal/notices/outbox.h"
#include "portal/storage/database.h"
#include "portal/storage/schema.h"
#include "portal/storage/sql.h"
#include "tests/support/smtp_server.h"
#include "tests/support/temp_folder.h"

#include <gtest/gtest.h>

#include <atomic>
#include <optional>
#include <thread>

namespace ekey::portal::notices {
namespace {

using test::SmtpServer;
using namespace std::chrono_literals;

constexpr Time start = 1'795'000'000;

class DeliveryTest : public testing::Test {
protected:
    DeliveryTest()
    {
        const std::string file = (folder / "portal.db").string();
        storage::createFile(file);
        database.emplace(file);
        storage::createSchema(*database, true);
    }

    void begin(const SmtpServer& server)
    {
        MailOptions options;
        options.server = server.url();
        options.from = "no-reply@portal.example";
        delivery.emplace(
            *database, [this] { return now.load(); }, *readMailServer(options));
    }
    void put(const std::string& occasion, const std::string& to = "zhang@demonstration.example")
    {
        database->run([&](soci::session& sql) { notices::put(sql, {occasion, to, "题", "文"}, now); });
    }
    int count(const std::string& where)
    {
        return database->run([&](soci::session& sql) {
            int rows = 0;
            sql << "SELECT COUNT(*) FROM outbox WHERE " + where, soci::into(rows);
            return rows;
        });
    }
    /// What the delivery's thread commits after the server has answered.
    bool comesTo(int rows, const std::string& where)
    {
        const auto until = std::chrono::steady_clock::now() + 20s;
        while (count(where) != rows && std::chrono::steady_clock::now() < until) {
            std::this_thread::sleep_for(5ms);
        }
        return count(where) == rows;
    }

    test::TempFolder folder;
    std::atomic<Time> now = start;
    std::optional<storage::Database> database;
    std::optional<Delivery> delivery;
};

TEST_F(DeliveryTest, aMailThatIsPutWhileItSleepsGoesOut)
{
    const SmtpServer server;
    begin(server);
    EXPECT_FALSE(server.waitForMessages(1, 100ms));
    const auto before = std::chrono::steady_clock::now();
    put("one");
    put("two");
    ASSERT_TRUE(server.waitForMessages(2));
    EXPECT_LT(std::chrono::steady_clock::now() - before, 10s);
    EXPECT_TRUE(comesTo(2, "sent > 0 AND ended > 0 AND text = '' AND subject = ''"));
}

TEST_F(DeliveryTest, aMailWhoseTransactionFailsIsNeverSent)
{
    const SmtpServer server;
    begin(server);
    EXPECT_THROW(database->run([&](soci::session& sql) {
        notices::put(sql, {"undone", "a@b.example", "题", "文"}, now);
        throw std::runtime_error("undone");
    }),
                 std::runtime_error);
    put("after");
    ASSERT_TRUE(server.waitForMessages(1));
    EXPECT_TRUE(comesTo(1, "sent > 0"));
    EXPECT_EQ(server.messages().size(), 1U);
}

TEST_F(DeliveryTest, oneRecipientThatIsRefusedOrNoneHoldsNobodyUp)
{
    SmtpServer server({.replies = {{"RCPT", "550 no such user"}}, .beforeMessage = {}, .beforeEnd = {}});
    begin(server);
    put("refused");
    ASSERT_TRUE(comesTo(1, "ended > 0 AND sent = 0 AND text = '' AND failed = '550 no such user'"));
    put("no address", "a@b.example>\r\nRCPT TO:<other@b.example");
    ASSERT_TRUE(comesTo(1, "ended > 0 AND sent = 0 AND failed = 'no address'"));
    server.setReply("RCPT", "250 ok");
    put("good");
    ASSERT_TRUE(comesTo(1, "sent > 0"));
    for (const std::string& line : server.lines()) {
        EXPECT_EQ(line.find("other@b.example"), std::string::npos) << line;
    }
}

TEST_F(DeliveryTest, aPostponedMailWaitsWhileOthersGo)
{
    SmtpServer server({.replies = {{"RCPT", "451 later"}}, .beforeMessage = {}, .beforeEnd = {}});
    begin(server);
    put("slow");
    ASSERT_TRUE(comesTo(1, "ended = 0 AND tries = 1 AND failed = '451 later'"));
    server.setReply("RCPT", "250 ok");
    put("quick");
    ASSERT_TRUE(comesTo(1, "sent > 0"));
    EXPECT_EQ(count("occasion = 'slow' AND ended = 0"), 1);
    now += 60;
    put("another"); // wakes it, as time would
    EXPECT_TRUE(comesTo(3, "sent > 0"));
}

TEST_F(DeliveryTest, itEndsAtOnceAndTheMailStays)
{
    const SmtpServer server({.replies = {{"END", SmtpServer::silence}}, .beforeMessage = {}, .beforeEnd = {}});
    begin(server);
    put("one");
    ASSERT_TRUE(server.waitForMessages(1));
    const auto before = std::chrono::steady_clock::now();
    delivery.reset();
    EXPECT_LT(std::chrono::steady_clock::now() - before, 3s);
    EXPECT_EQ(count("ended = 0 AND tries = 0 AND text <> ''"), 1);
}

TEST_F(DeliveryTest, aServerThatFailedIsLeftAloneForAWhileAndTheEndDoesNotWaitForIt)
{
    const SmtpServer server({.replies = {{"CONNECT", "421 closing"}}, .beforeMessage = {}, .beforeEnd = {}});
    begin(server);
    put("one");
    ASSERT_TRUE(comesTo(1, "tries = 1 AND failed <> ''"));
    put("two");
    EXPECT_FALSE(server.waitForLine("EHLO", 1, 200ms));
    EXPECT_EQ(count("occasion = 'two' AND tries = 0"), 1);
    const auto before = std::chrono::steady_clock::now();
    delivery.reset();
    EXPECT_LT(std::chrono::steady_clock::now() - before, 3s);
}

} // namespace
} // namespace ekey::portal::notices
