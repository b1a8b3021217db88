// A database of its own for each test, and a clock that the test moves.
#pragma once

#include "portal/accounts/limits.h"
#include "portal/refused.h"
#include "portal/storage/database.h"
#include "portal/storage/schema.h"
#include "portal/storage/sql.h"
#include "tests/support/temp_folder.h"
#include "tests/support/test_pki.h"

#include <gtest/gtest.h>

#include <optional>

namespace ekey::portal::accounts {

class AccountsDatabase : public testing::Test {
protected:
    AccountsDatabase()
    {
        const std::string file = (folder / "portal.db").string();
        storage::createFile(file);
        database.emplace(file);
        storage::createSchema(*database, true);
    }

    /// "TABLE" or "TABLE WHERE …".
    int rows(const std::string& table)
    {
        return database->run([&](soci::session& sql) {
            int count = 0;
            sql << "SELECT COUNT(*) FROM " + table, soci::into(count);
            return count;
        });
    }

    test::TempFolder folder;
    Time now = test::testTime;
    std::optional<storage::Database> database;
};

} // namespace ekey::portal::accounts
