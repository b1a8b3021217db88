#include "portal/filings/receipt.h"

#include "portal/refused.h"
#include "portal/storage/database.h"
#include "portal/storage/schema.h"
#include "portal/storage/sql.h"
#include "tests/support/temp_folder.h"

#include <gtest/gtest.h>

namespace ekey::portal::filings {
namespace {

TEST(Receipt, receipt_hasDaySequenceAndCheckDigit)
{
    const std::string number = receipt("2026-11-23", 42);
    EXPECT_EQ(number.substr(0, 16), "20261123-000042-");
    EXPECT_TRUE(isReceipt(number));
}

// The example of ISO/IEC 7064 for MOD 11,10: 0794 takes the check digit 5. Our numbers are longer, so the known digit
// is recomputed here for one of them by the standard's own recursion, written out.
TEST(Receipt, receipt_checkDigitFollowsTheStandard)
{
    unsigned product = 10;
    for (const char c : std::string("20261123000042")) {
        const unsigned sum = (product + static_cast<unsigned>(c - '0')) % 10;
        product = (sum == 0 ? 10 : sum) * 2 % 11;
    }
    unsigned digit = 0;
    while ((product + digit) % 10 != 1) {
        ++digit;
    }
    EXPECT_EQ(receipt("2026-11-23", 42).back(), static_cast<char>('0' + digit));
}

TEST(Receipt, isReceipt_findsEveryWrongDigit)
{
    const std::string number = receipt("2026-11-23", 123456);
    for (std::size_t i = 0; i < number.size(); ++i) {
        for (char digit = '0'; digit <= '9'; ++digit) {
            std::string wrong = number;
            wrong[i] = digit;
            EXPECT_EQ(isReceipt(wrong), wrong == number) << wrong;
        }
    }
}

TEST(Receipt, nextReceipt_countsByDayUpToItsLimit)
{
    test::TempFolder folder;
    const std::string file = (folder / "portal.db").string();
    storage::createFile(file);
    storage::Database database(file);
    storage::createSchema(database, true);
    const auto next = [&](const std::string& day) {
        return database.run([&](soci::session& sql) { return nextReceipt(sql, day); });
    };

    EXPECT_EQ(next("2026-11-23"), receipt("2026-11-23", 1));
    EXPECT_EQ(next("2026-11-23"), receipt("2026-11-23", 2));
    EXPECT_EQ(next("2026-11-24"), receipt("2026-11-24", 1));
    database.run([](soci::session& sql) {
        const long last = receiptsPerDay - 1;
        sql << "UPDATE receipts SET last = :l WHERE day = '2026-11-23'", soci::use(last);
    });
    EXPECT_EQ(next("2026-11-23"), receipt("2026-11-23", receiptsPerDay));
    EXPECT_THROW(next("2026-11-23"), Refused);
}

} // namespace
} // namespace ekey::portal::filings
