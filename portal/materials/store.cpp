#include "portal/materials/store.h"

#include "portal/materials/contents.h"
#include "portal/materials/uploads.h"
#include "portal/storage/sql.h"

namespace ekey::portal::materials {
namespace {

std::vector<Kept> select(soci::session& sql, const std::string& filing)
{
    std::vector<Kept> found;
    Kept kept;
    long long bytes = 0;
    soci::statement rows =
        (sql.prepare << "SELECT item, name, type, bytes, sm3, sha256, content FROM materials WHERE filing = :f"
                        " ORDER BY item",
         soci::into(kept.entry.item), soci::into(kept.entry.name), soci::into(kept.entry.type), soci::into(bytes),
         soci::into(kept.entry.sm3), soci::into(kept.entry.sha256), soci::into(kept.content), soci::use(filing));
    rows.execute();
    while (rows.fetch()) {
        kept.entry.bytes = bytes;
        found.push_back(kept);
    }
    return found;
}

} // namespace

std::vector<material::Entry> list(soci::session& sql, const std::string& filing)
{
    std::vector<material::Entry> entries;
    for (Kept& kept : select(sql, filing)) {
        entries.push_back(std::move(kept.entry));
    }
    return entries;
}

std::optional<Kept> find(soci::session& sql, const std::string& filing, const std::string& item)
{
    for (const Kept& kept : select(sql, filing)) {
        if (kept.entry.item == item) {
            return kept;
        }
    }
    return std::nullopt;
}

void keep(soci::session& sql, const std::string& filing, const material::Entry& entry, long long content)
{
    const auto earlier = find(sql, filing, entry.item);
    sql << "DELETE FROM materials WHERE filing = :f AND item = :i", soci::use(filing), soci::use(entry.item);
    const long long bytes = entry.bytes;
    sql << "INSERT INTO materials (filing, item, name, type, bytes, sm3, sha256, content)"
           " VALUES (:f, :i, :n, :t, :b, :sm3, :sha256, :c)",
        soci::use(filing), soci::use(entry.item), soci::use(entry.name), soci::use(entry.type), soci::use(bytes),
        soci::use(entry.sm3), soci::use(entry.sha256), soci::use(content);
    if (earlier) {
        dropContent(sql, earlier->content); // only now: it may be the same one
    }
}

bool remove(soci::session& sql, const std::string& filing, const std::string& item)
{
    const auto kept = find(sql, filing, item);
    if (!kept) {
        return false;
    }
    sql << "DELETE FROM materials WHERE filing = :f AND item = :i", soci::use(filing), soci::use(item);
    dropContent(sql, kept->content);
    return true;
}

void removeAll(soci::session& sql, const std::string& filing)
{
    for (const Kept& kept : select(sql, filing)) {
        remove(sql, filing, kept.entry.item);
    }
    removeUploads(sql, filing);
}

void keepAsSubmitted(soci::session& sql, const std::string& filing)
{
    sql << "INSERT INTO submitted_contents (filing, content) SELECT :f, content FROM materials WHERE filing = :same"
           " ON CONFLICT (filing, content) DO NOTHING",
        soci::use(filing), soci::use(filing);
}

} // namespace ekey::portal::materials
