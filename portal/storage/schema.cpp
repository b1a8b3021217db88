#include "portal/storage/schema.h"

#include "portal/accounts/tables.h"
#include "portal/calendar/tables.h"
#include "portal/filings/tables.h"
#include "portal/materials/tables.h"
#include "portal/notices/tables.h"
#include "portal/phones/tables.h"
#include "portal/refused.h"
#include "portal/status.h"
#include "portal/storage/database.h"
#include "portal/storage/sql.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <unistd.h>

namespace ekey::portal::storage {
namespace {

constexpr const char* own[] = {
    "CREATE TABLE portal (version INTEGER NOT NULL, demonstration INTEGER NOT NULL)",

    "CREATE TABLE anchors (fingerprint TEXT PRIMARY KEY, der BLOB NOT NULL)",
};

} // namespace

void createFile(const std::string& file)
{
    const int descriptor = ::open(file.c_str(), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600);
    if (descriptor < 0 && errno == EEXIST) {
        throw Refused(status::failed, "database.exists", {}, {{"file", file}});
    }
    if (descriptor < 0) {
        throw Refused(status::failed, "database.create", {}, {{"file", file}, {"reason", std::strerror(errno)}});
    }
    ::close(descriptor);
}

void createSchema(Database& database, bool demonstration)
{
    database.run([demonstration](soci::session& sql) {
        const auto make = [&sql](std::span<const char* const> statements) {
            for (const char* statement : statements) {
                sql << statement;
            }
        };
        make(own);
        make(notices::tables);
        make(calendar::tables);
        make(accounts::tables);
        make(filings::tables);
        make(materials::tables);
        make(phones::tables);
        const int version = schemaVersion;
        const int flag = demonstration ? 1 : 0;
        sql << "INSERT INTO portal (version, demonstration) VALUES (:v, :d)", soci::use(version), soci::use(flag);
    });
}

void demandFile(const std::string& file)
{
    if (!std::filesystem::is_regular_file(file)) {
        throw Refused(status::failed, "database.missing", {}, {{"file", file}});
    }
}

Purpose readPurpose(Database& database)
{
    return database.run([](soci::session& sql) {
        int tables = 0;
        sql << "SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name = 'portal'", soci::into(tables);
        if (tables != 1) {
            throw Refused(status::failed, "database.foreign");
        }
        int version = 0;
        int demonstration = 0;
        sql << "SELECT version, demonstration FROM portal", soci::into(version), soci::into(demonstration);
        if (version != schemaVersion) {
            throw Refused(status::failed, "database.version", {}, {{"found", version}, {"supported", schemaVersion}});
        }
        return Purpose{demonstration != 0};
    });
}

} // namespace ekey::portal::storage
