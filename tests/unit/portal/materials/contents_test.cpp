#include "portal/materials/contents.h"

#include "portal/storage/database.h"
#include "portal/storage/schema.h"
#include "portal/storage/sql.h"
#include "tests/support/temp_folder.h"

#include <gtest/gtest.h>

namespace ekey::portal::materials {
namespace {

class Contents : public testing::Test {
protected:
    Contents()
    {
        const std::string file = (folder / "portal.db").string();
        storage::createFile(file);
        database.emplace(file);
        storage::createSchema(*database, true);
    }

    /// "0123…" in pieces of these sizes.
    long long content(const std::vector<std::int64_t>& sizes)
    {
        return database->run([&](soci::session& sql) {
            const long long id = beginContent(sql, 100);
            Piece piece;
            for (const std::int64_t size : sizes) {
                piece.bytes = size;
                const auto from = static_cast<std::size_t>(piece.begin);
                const std::string bytes = all.substr(from, static_cast<std::size_t>(size));
                addPiece(sql, id, piece, sealPiece(key, id, piece, storage::bytesOf(bytes)));
                ++piece.number;
                piece.begin += size;
            }
            return id;
        });
    }

    void execute(const std::string& statement)
    {
        database->run([&](soci::session& sql) { sql << statement; });
    }

    test::TempFolder folder;
    std::optional<storage::Database> database;
    const MaterialKey key{std::array<std::uint8_t, 32>{}};
    const std::string all = "0123456789abcdefghij";
};

TEST_F(Contents, read_anyRangeAcrossPieces)
{
    ContentReader reader(*database, key, content({3, 1, 6, 10}));
    EXPECT_EQ(reader.bytes(), 20);
    for (std::int64_t from = 0; from < 20; ++from) {
        for (std::int64_t length = 1; from + length <= 20; ++length) {
            EXPECT_EQ(reader.read({from, length}),
                      all.substr(static_cast<std::size_t>(from), static_cast<std::size_t>(length)));
        }
    }
    EXPECT_EQ(reader.read({15, 10}), "fghij") << "no more than there is";
    EXPECT_EQ(reader.read({20, 1}), "");
}

TEST_F(Contents, read_aPieceThatWasMovedIsNotRead)
{
    const long long one = content({5, 5});
    const long long other = content({5, 5});
    execute("UPDATE pieces SET sealed = (SELECT sealed FROM pieces WHERE content = " + std::to_string(other) +
            " AND number = 0) WHERE content = " + std::to_string(one) + " AND number = 0");
    ContentReader reader(*database, key, one);
    EXPECT_THROW(reader.read({0, 1}), std::runtime_error);
    EXPECT_EQ(reader.read({5, 5}), "56789");
    EXPECT_THROW(reader.read({4, 2}), std::runtime_error);
}

TEST_F(Contents, settleContent_theSameBytesOnce)
{
    const long long one = content({5});
    const long long other = content({5});
    database->run([&](soci::session& sql) {
        EXPECT_EQ(settleContent(sql, one, "digest"), one);
        EXPECT_EQ(settleContent(sql, one, "digest"), one);
        EXPECT_EQ(settleContent(sql, other, "digest"), one);
        EXPECT_EQ(settleContent(sql, other, "another"), other);
        dropContent(sql, one); // nobody has it
        EXPECT_EQ(pieces(sql, one).size(), 1U);
        EXPECT_FALSE(sweepContents(sql)) << "there are no more";
        EXPECT_TRUE(pieces(sql, one).empty());
        EXPECT_EQ(pieces(sql, other).size(), 1U);
    });
}

TEST_F(Contents, sweepContents_eightAtOnceAndOneMore)
{
    for (int i = 0; i < 9; ++i) {
        content({5}); // whole or not, nobody has it
    }
    database->run([](soci::session& sql) {
        EXPECT_TRUE(sweepContents(sql));
        EXPECT_FALSE(sweepContents(sql));
        int left = 1;
        sql << "SELECT COUNT(*) FROM contents", soci::into(left);
        EXPECT_EQ(left, 0);
    });
}

TEST_F(Contents, cutContent_whatBeginsThereAndAfter)
{
    const long long one = content({5, 5, 5});
    database->run([&](soci::session& sql) { cutContent(sql, one, 5); });
    EXPECT_EQ(ContentReader(*database, key, one).read({0, 20}), "01234");
}

} // namespace
} // namespace ekey::portal::materials
