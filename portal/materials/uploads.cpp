#include "portal/materials/uploads.h"

#include "portal/accounts/random.h"
#include "portal/materials/contents.h"
#include "portal/materials/limits.h"
#include "portal/refused.h"
#include "portal/status.h"
#include "portal/storage/sql.h"

#include <vector>

namespace ekey::portal::materials {
namespace {

constexpr std::size_t idBytes = 16;

/// Those that `condition` names, which has one value.
template <class Value>
std::vector<UploadRow> select(soci::session& sql, const char* condition, const Value& value)
{
    std::vector<UploadRow> found;
    UploadRow row;
    long long bytes = 0;
    long long arrived = 0;
    long long content = 0;
    long long changed = 0;
    soci::indicator whole = soci::i_ok;
    soci::statement rows =
        (sql.prepare << std::string("SELECT id, filing, item, name, bytes, sha256, content, arrived, pieces, changed"
                                    " FROM uploads WHERE ") +
                            condition,
         soci::into(row.id), soci::into(row.filing), soci::into(row.item), soci::into(row.name), soci::into(bytes),
         soci::into(row.sha256), soci::into(content, whole), soci::into(arrived), soci::into(row.pieces),
         soci::into(changed), soci::use(value));
    rows.execute();
    while (rows.fetch()) {
        row.bytes = bytes;
        row.arrived = arrived;
        row.changed = changed;
        row.content = whole == soci::i_ok ? std::optional(content) : std::nullopt;
        found.push_back(row);
    }
    return found;
}

/// Of the materials and uploads of an owner's filings that can still be changed, but for this item's upload.
std::int64_t taken(soci::session& sql, const std::string& owner, const UploadRow& but)
{
    long long kept = 0;
    sql << "SELECT COALESCE(SUM(materials.bytes), 0) FROM materials JOIN filings ON filings.id = materials.filing"
           " WHERE owner = :o AND state IN ('draft', 'returned')",
        soci::into(kept), soci::use(owner);
    long long coming = 0;
    sql << "SELECT COALESCE(SUM(uploads.bytes), 0) FROM uploads JOIN filings ON filings.id = uploads.filing"
           " WHERE owner = :o AND content IS NOT NULL AND NOT (filing = :f AND item = :i)",
        soci::into(coming), soci::use(owner), soci::use(but.filing), soci::use(but.item);
    return kept + coming;
}

} // namespace

std::optional<UploadRow> findUpload(soci::session& sql, const std::string& id)
{
    const auto found = select(sql, "id = :id", id);
    return found.empty() ? std::nullopt : std::optional(found.front());
}

std::optional<UploadRow> findUpload(soci::session& sql, const std::string& filing, const std::string& item)
{
    for (const UploadRow& row : select(sql, "filing = :f", filing)) {
        if (row.item == item) {
            return row;
        }
    }
    return std::nullopt;
}

void beginUpload(soci::session& sql, UploadRow& row, const std::string& owner, Time now)
{
    if (const auto earlier = findUpload(sql, row.filing, row.item)) {
        removeUpload(sql, *earlier);
    }
    if (taken(sql, owner, row) + row.bytes > ownerBytes) {
        throw Refused(status::tooLarge, "upload.owner_full", {}, {{"limit", ownerBytes}});
    }
    row.id = accounts::randomHex(idBytes);
    row.content = beginContent(sql, row.bytes);
    row.changed = now;
    const long long bytes = row.bytes;
    const long long changed = now;
    sql << "INSERT INTO uploads (id, filing, item, name, bytes, sha256, content, arrived, pieces, changed)"
           " VALUES (:id, :f, :i, :n, :b, :s, :c, 0, 0, :t)",
        soci::use(row.id), soci::use(row.filing), soci::use(row.item), soci::use(row.name), soci::use(bytes),
        soci::use(row.sha256), soci::use(*row.content), soci::use(changed);
}

bool advanceUpload(soci::session& sql, UploadRow& row, std::int64_t bytes, Time now)
{
    const long long from = row.arrived;
    const long long to = row.arrived + bytes;
    const long long changed = now;
    soci::statement update =
        (sql.prepare << "UPDATE uploads SET arrived = :a, pieces = pieces + 1, changed = :t"
                        " WHERE id = :id AND arrived = :f AND pieces = :p AND content IS NOT NULL",
         soci::use(to), soci::use(changed), soci::use(row.id), soci::use(from), soci::use(row.pieces));
    if (storage::change(update) != 1) {
        return false;
    }
    row.arrived = to;
    ++row.pieces;
    return true;
}

bool retreatUpload(soci::session& sql, UploadRow& row, std::int64_t to, Time now)
{
    const long long from = row.arrived;
    const long long arrived = to;
    const long long changed = now;
    soci::statement update =
        (sql.prepare << "UPDATE uploads SET arrived = :a, changed = :t WHERE id = :id AND arrived = :f AND pieces = :p"
                        " AND content IS NOT NULL",
         soci::use(arrived), soci::use(changed), soci::use(row.id), soci::use(from), soci::use(row.pieces));
    if (storage::change(update) != 1) {
        return false;
    }
    cutContent(sql, *row.content, to);
    row.arrived = to;
    return true;
}

void renameUpload(soci::session& sql, UploadRow& row, const std::string& name)
{
    row.name = name;
    sql << "UPDATE uploads SET name = :n WHERE id = :id", soci::use(row.name), soci::use(row.id);
}

void completeUpload(soci::session& sql, const std::string& id, Time now)
{
    const long long changed = now;
    sql << "UPDATE uploads SET content = NULL, changed = :t WHERE id = :id", soci::use(changed), soci::use(id);
}

void removeUpload(soci::session& sql, const UploadRow& row)
{
    sql << "DELETE FROM uploads WHERE id = :id", soci::use(row.id);
    if (row.content) {
        removeContent(sql, *row.content);
    }
}

void removeUploads(soci::session& sql, const std::string& filing)
{
    for (const UploadRow& row : select(sql, "filing = :f", filing)) {
        removeUpload(sql, row);
    }
}

void removeStaleUploads(soci::session& sql, Time now)
{
    const long long since = now - uploadKeptSeconds;
    for (const UploadRow& row : select(sql, "changed <= :t", since)) {
        removeUpload(sql, row);
    }
}

} // namespace ekey::portal::materials
