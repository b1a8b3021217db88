#include "portal/materials/store.h"

#include "portal/storage/sql.h"

namespace ekey::portal::materials {

long long beginUpload(soci::session& sql, const std::string& filing)
{
    long long upload = 0;
    sql << "INSERT INTO uploads (filing, complete) VALUES (:f, 0) RETURNING id", soci::use(filing), soci::into(upload);
    return upload;
}

void addPiece(soci::session& sql, long long upload, int number, std::span<const std::uint8_t> bytes)
{
    soci::blob blob(sql);
    storage::fill(blob, bytes);
    sql << "INSERT INTO pieces (upload, number, bytes) VALUES (:u, :n, :b)", soci::use(upload), soci::use(number),
        soci::use(blob);
}

std::string readPiece(soci::session& sql, long long upload, int number, std::int64_t from, std::int64_t length)
{
    soci::blob blob(sql);
    const long long first = from + 1; // substr counts from 1
    const long long most = length;
    sql << "SELECT substr(bytes, :f, :l) FROM pieces WHERE upload = :u AND number = :n", soci::use(first),
        soci::use(most), soci::use(upload), soci::use(number), soci::into(blob);
    return storage::text(blob);
}

void abandonUpload(soci::session& sql, long long upload)
{
    sql << "DELETE FROM uploads WHERE id = :u AND complete = 0", soci::use(upload);
}

void keepUpload(soci::session& sql, long long upload, const std::string& filing, const material::Entry& entry)
{
    long long earlier = 0;
    sql << "SELECT upload FROM materials WHERE filing = :f AND item = :i", soci::into(earlier), soci::use(filing),
        soci::use(entry.item);
    const long long bytes = entry.bytes;
    sql << "INSERT OR REPLACE INTO materials (filing, item, name, type, bytes, sm3, sha256, upload)"
           " VALUES (:f, :i, :n, :t, :b, :sm3, :sha256, :u)",
        soci::use(filing), soci::use(entry.item), soci::use(entry.name), soci::use(entry.type), soci::use(bytes),
        soci::use(entry.sm3), soci::use(entry.sha256), soci::use(upload);
    sql << "UPDATE uploads SET complete = 1 WHERE id = :u", soci::use(upload);
    sql << "DELETE FROM uploads WHERE id = :u", soci::use(earlier); // with its pieces
}

std::vector<material::Entry> list(soci::session& sql, const std::string& filing)
{
    std::vector<material::Entry> entries;
    material::Entry entry;
    long long bytes = 0;
    soci::statement rows =
        (sql.prepare << "SELECT item, name, type, bytes, sm3, sha256 FROM materials WHERE filing = :f"
                        " ORDER BY item",
         soci::into(entry.item), soci::into(entry.name), soci::into(entry.type), soci::into(bytes),
         soci::into(entry.sm3), soci::into(entry.sha256), soci::use(filing));
    rows.execute();
    while (rows.fetch()) {
        entry.bytes = bytes;
        entries.push_back(entry);
    }
    return entries;
}

void removeAbandoned(soci::session& sql) { sql << "DELETE FROM uploads WHERE complete = 0"; }

} // namespace ekey::portal::materials
