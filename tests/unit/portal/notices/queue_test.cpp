#include "portal/notices/queue.h"

#include "portal/notices/outbox.h"
#include "portal/storage/database.h"
#include "portal/storage/schema.h"
#include "portal/storage/sql.h"
#include "tests/support/temp_folder.h"

#include <gtest/gtest.h>

namespace ekey::portal::notices {
namespace {

constexpr Time start = 1'795'000'000;

class Queue : public testing::Test {
protected:
    Queue()
    {
        const std::string file = (folder / "portal.db").string();
        storage::createFile(file);
        database.emplace(file);
        storage::createSchema(*database, true);
    }

    template <class Job>
    auto run(Job job)
    {
        return database->run(std::move(job));
    }
    void put(const std::string& occasion, Time at = start)
    {
        run([&](soci::session& sql) { notices::put(sql, {occasion, "a@b.example", "题", "文"}, at); });
    }
    std::optional<Queued> take(Time now)
    {
        return run([&](soci::session& sql) { return notices::take(sql, now); });
    }
    bool markFailed(const Queued& mail, Time now)
    {
        return run([&](soci::session& sql) { return notices::markFailed(sql, mail, "450 later", now); });
    }
    int count(const std::string& where)
    {
        return run([&](soci::session& sql) {
            int rows = 0;
            sql << "SELECT COUNT(*) FROM outbox WHERE " + where, soci::into(rows);
            return rows;
        });
    }

    test::TempFolder folder;
    std::optional<storage::Database> database;
};

TEST_F(Queue, delayAfter_doublesFromAMinuteToSixHours)
{
    EXPECT_EQ(delayAfter(1), 60);
    EXPECT_EQ(delayAfter(2), 120);
    EXPECT_EQ(delayAfter(9), 256 * 60);
    EXPECT_EQ(delayAfter(10), longestDelay);
    EXPECT_EQ(delayAfter(1'000'000), longestDelay);
}

TEST_F(Queue, take_theMailThatHasBeenDueLongest)
{
    put("second", start + 1);
    put("first", start);
    put("first", start + 2); // of the same occasion: none
    EXPECT_FALSE(take(start - 1));
    EXPECT_EQ(take(start + 1)->occasion, "first");
    EXPECT_EQ(take(start + 1)->occasion, "second");
    EXPECT_FALSE(take(start + 1));
    EXPECT_EQ(run([](soci::session& sql) { return nextDue(sql); }), start + 61);
}

TEST_F(Queue, take_aMailWhoseSendingNeverEndedComesAgainLater)
{
    put("one");
    EXPECT_EQ(take(start)->tries, 1);
    EXPECT_FALSE(take(start + firstDelay - 1));
    EXPECT_EQ(take(start + firstDelay)->tries, 2);
    EXPECT_FALSE(take(start + firstDelay + 2 * firstDelay - 1));
    EXPECT_EQ(take(start + firstDelay + 2 * firstDelay)->text, "文");
}

TEST_F(Queue, release_theTryDoesNotCount)
{
    put("one");
    const auto mail = *take(start);
    run([&](soci::session& sql) { release(sql, mail, start + 5); });
    EXPECT_EQ(take(start + 5)->tries, 1);
}

TEST_F(Queue, markSent_theTextIsGoneAndTheRowAfterThirtyDays)
{
    put("one");
    const auto mail = *take(start);
    run([&](soci::session& sql) { markSent(sql, mail.id, start + 3); });
    EXPECT_EQ(count("subject = '' AND text = '' AND sent > 0 AND ended > 0"), 1);
    EXPECT_FALSE(take(start + longestDelay));
    put("one", start + 10);
    EXPECT_EQ(count("ended = 0"), 0); // kept against a second one
    run([](soci::session& sql) { removeOld(sql, start + 3 + keptFor - 1); });
    EXPECT_EQ(count("1 = 1"), 1);
    run([](soci::session& sql) { removeOld(sql, start + 3 + keptFor); });
    EXPECT_EQ(count("1 = 1"), 0);
}

TEST_F(Queue, markFailed_isGivenUpWhenThreeDaysAreOver)
{
    put("one");
    const auto mail = *take(start);
    EXPECT_FALSE(markFailed(mail, start + givenUpAfter - 1));
    EXPECT_EQ(count("ended = 0 AND failed = '450 later' AND text <> ''"), 1);
    EXPECT_TRUE(markFailed(mail, start + givenUpAfter));
    EXPECT_EQ(count("ended > 0 AND sent = 0 AND text = ''"), 1);
    EXPECT_FALSE(run([](soci::session& sql) { return nextDue(sql); }));
}

} // namespace
} // namespace ekey::portal::notices
