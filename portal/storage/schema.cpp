#include "portal/storage/schema.h"

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

constexpr const char* statements[] = {
    "CREATE TABLE portal (version INTEGER NOT NULL, demonstration INTEGER NOT NULL)",

    "CREATE TABLE anchors (fingerprint TEXT PRIMARY KEY, der BLOB NOT NULL)",

    // id: SHA-256 of the cookie. certificate: null until somebody has logged in. A nonce is single-use: taken by
    // setting it to ''.
    "CREATE TABLE sessions (id TEXT PRIMARY KEY, created INTEGER NOT NULL, seen INTEGER NOT NULL,"
    " nonce TEXT NOT NULL, nonce_until INTEGER NOT NULL, certificate BLOB)",
    "CREATE INDEX sessions_created ON sessions (created)",
    "CREATE INDEX sessions_anonymous ON sessions (seen) WHERE certificate IS NULL",

    "CREATE TABLE filings (id TEXT PRIMARY KEY, business TEXT NOT NULL, state TEXT NOT NULL, session TEXT NOT NULL,"
    " uscc TEXT NOT NULL, enterprise TEXT NOT NULL, nonce TEXT NOT NULL, nonce_until INTEGER NOT NULL,"
    " form_id TEXT NOT NULL, form_version INTEGER NOT NULL, form_sm3 TEXT NOT NULL, facts TEXT NOT NULL)",
    "CREATE INDEX filings_uscc ON filings (uscc, state)",
    "CREATE INDEX filings_nonce_until ON filings (state, nonce_until)",

    // An upload is one arrival of a file, in pieces; a material is the last whole arrival for an item of a filing.
    "CREATE TABLE uploads (id INTEGER PRIMARY KEY AUTOINCREMENT,"
    " filing TEXT NOT NULL REFERENCES filings (id) ON DELETE CASCADE, complete INTEGER NOT NULL)",
    "CREATE INDEX uploads_filing ON uploads (filing)",
    "CREATE TABLE pieces (upload INTEGER NOT NULL REFERENCES uploads (id) ON DELETE CASCADE, number INTEGER NOT NULL,"
    " bytes BLOB NOT NULL, PRIMARY KEY (upload, number))",
    "CREATE TABLE materials (filing TEXT NOT NULL REFERENCES filings (id) ON DELETE CASCADE, item TEXT NOT NULL,"
    " name TEXT NOT NULL, type TEXT NOT NULL, bytes INTEGER NOT NULL, sm3 TEXT NOT NULL, sha256 TEXT NOT NULL,"
    " upload INTEGER NOT NULL REFERENCES uploads (id), PRIMARY KEY (filing, item))",
    // SQLite looks here for every upload that is removed: the reference has no index of itself.
    "CREATE INDEX materials_upload ON materials (upload)",

    // body: the SignedData as it arrived, kept as evidence. content: the canonical submission in it.
    "CREATE TABLE submissions (filing TEXT PRIMARY KEY REFERENCES filings (id), receipt TEXT NOT NULL UNIQUE,"
    " accepted_at INTEGER NOT NULL, body BLOB NOT NULL, body_sha256 TEXT NOT NULL, content TEXT NOT NULL, digest TEXT "
    "NOT NULL,"
    " signer_serial TEXT NOT NULL, signer_issuer TEXT NOT NULL, signer_fingerprint TEXT NOT NULL)",

    "CREATE TABLE receipts (day TEXT PRIMARY KEY, last INTEGER NOT NULL)",
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
        for (const char* statement : statements) {
            sql << statement;
        }
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
