#include "portal/storage/database.h"

#include "portal/refused.h"
#include "portal/storage/schema.h"
#include "portal/storage/sql.h"
#include "tests/support/temp_folder.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <future>
#include <thread>

namespace ekey::portal::storage {
namespace {

class DatabaseTest : public testing::Test {
protected:
    DatabaseTest() : file((folder / "a b.db").string())
    {
        createFile(file);
        database.emplace(file);
        database->run([](soci::session& sql) { sql << "CREATE TABLE t (v INTEGER NOT NULL UNIQUE)"; });
    }

    void insert(int value)
    {
        database->run([value](soci::session& sql) { sql << "INSERT INTO t VALUES (:v)", soci::use(value); });
    }

    int count()
    {
        return database->run([](soci::session& sql) {
            int rows = 0;
            sql << "SELECT COUNT(*) FROM t", soci::into(rows);
            return rows;
        });
    }

    test::TempFolder folder;
    std::string file;
    std::optional<Database> database;
};

TEST_F(DatabaseTest, run_whatAJobThrowsUndoesItsWorkAndComesOut)
{
    EXPECT_THROW(database->run([](soci::session& sql) {
        sql << "INSERT INTO t VALUES (1)";
        throw Refused(409, "filing.submitted");
    }),
                 Refused);
    EXPECT_EQ(count(), 0);
}

TEST_F(DatabaseTest, run_errorTextHoldsNoValues)
{
    const std::string secret = "a secret value";
    try {
        database->run([&](soci::session& sql) { sql << "INSERT INTO missing VALUES (:v)", soci::use(secret); });
        FAIL() << "nothing was thrown";
    } catch (const StorageError& error) {
        EXPECT_EQ(std::string(error.what()).find(secret), std::string::npos) << error.what();
    }
}

TEST_F(DatabaseTest, run_oneFailureInAGroupLeavesTheOthersCommitted)
{
    // The first job holds the thread until all others wait, so that they form groups.
    std::promise<void> go;
    std::thread holder([&] { database->run([&](soci::session&) { go.get_future().wait(); }); });
    constexpr int jobs = static_cast<int>(Database::jobsPerCommit) + 1;
    std::atomic<int> failures = 0;
    std::vector<std::thread> threads;
    for (int i = 0; i < jobs; ++i) {
        threads.emplace_back([&, i] {
            try {
                insert(i % 5 == 0 ? 0 : i); // 0 is unique: every fifth but one fails
            } catch (const StorageError&) {
                ++failures;
            }
        });
    }
    go.set_value();
    holder.join();
    for (auto& thread : threads) {
        thread.join();
    }
    const int zeros = (jobs + 4) / 5;
    EXPECT_EQ(failures, zeros - 1);
    EXPECT_EQ(count(), jobs - zeros + 1);
}

TEST_F(DatabaseTest, later_isDoneBeforeTheDatabaseCloses)
{
    database->later([](soci::session& sql) { sql << "INSERT INTO t VALUES (7)"; });
    database.emplace(file);
    EXPECT_EQ(count(), 1);
}

TEST_F(DatabaseTest, createFile_neverOverwritesAndIsTheOwnersAlone)
{
    EXPECT_THROW(createFile(file), Refused);
    const auto permissions = std::filesystem::status(file).permissions();
    EXPECT_EQ(permissions & std::filesystem::perms::mask,
              std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
}

TEST_F(DatabaseTest, readPurpose_foreignFileAndOtherVersionAreRefused)
{
    EXPECT_THROW(readPurpose(*database), Refused);
    createSchema(*database, true);
    EXPECT_TRUE(readPurpose(*database).demonstration);
    database->run([](soci::session& sql) { sql << "UPDATE portal SET version = version + 1"; });
    EXPECT_THROW(readPurpose(*database), Refused);
}

TEST(Schema, demandFile_missingFileIsRefused)
{
    test::TempFolder folder;
    EXPECT_THROW(demandFile((folder / "none.db").string()), Refused);
}

} // namespace
} // namespace ekey::portal::storage
