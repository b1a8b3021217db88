#include "portal/materials/contents.h"

#include "portal/refused.h"
#include "portal/status.h"
#include "portal/storage/database.h"
#include "portal/storage/sql.h"

#include <algorithm>

namespace ekey::portal::materials {
namespace {

const std::string nobodys = "NOT EXISTS (SELECT 1 FROM uploads WHERE content = contents.id)"
                            " AND NOT EXISTS (SELECT 1 FROM materials WHERE content = contents.id)"
                            " AND NOT EXISTS (SELECT 1 FROM submitted_contents WHERE content = contents.id)";
constexpr int sweptAtOnce = 8; // others wait for the database meanwhile

std::string place(long long content, const Piece& piece)
{
    return "ekey material " + std::to_string(content) + ' ' + std::to_string(piece.number) + ' ' +
           std::to_string(piece.begin);
}

std::string sealedOf(soci::session& sql, long long content, const Piece& piece)
{
    soci::blob blob(sql);
    sql << "SELECT sealed FROM pieces WHERE content = :c AND number = :n", soci::use(content), soci::use(piece.number),
        soci::into(blob);
    if (!sql.got_data()) {
        throw Refused(status::notFound, "material.none"); // taken back since
    }
    return storage::text(blob);
}

} // namespace

void demandKey(soci::session& sql, const MaterialKey& key)
{
    const std::string check = key.check();
    std::string known;
    sql << "SELECT check_value FROM material_keys", soci::into(known);
    if (!sql.got_data()) {
        sql << "INSERT INTO material_keys (check_value) VALUES (:c)", soci::use(check);
    } else if (known != check) {
        throw Refused(status::failed, "material_key.other");
    }
}

long long beginContent(soci::session& sql, std::int64_t bytes)
{
    long long content = 0;
    const long long size = bytes;
    sql << "INSERT INTO contents (bytes) VALUES (:b) RETURNING id", soci::use(size), soci::into(content);
    return content;
}

std::string sealPiece(const MaterialKey& key, long long content, const Piece& piece,
                      std::span<const std::uint8_t> bytes)
{
    return key.seal(bytes, place(content, piece));
}

void addPiece(soci::session& sql, long long content, const Piece& piece, const std::string& sealed)
{
    soci::blob blob(sql);
    storage::fill(blob, storage::bytesOf(sealed));
    const long long begin = piece.begin;
    const long long bytes = piece.bytes;
    sql << "INSERT INTO pieces (content, number, begin, bytes, sealed) VALUES (:c, :n, :f, :l, :b)", soci::use(content),
        soci::use(piece.number), soci::use(begin), soci::use(bytes), soci::use(blob);
}

std::vector<Piece> pieces(soci::session& sql, long long content)
{
    std::vector<Piece> found;
    Piece piece;
    long long begin = 0;
    long long bytes = 0;
    soci::statement rows = (sql.prepare << "SELECT number, begin, bytes FROM pieces WHERE content = :c ORDER BY number",
                            soci::into(piece.number), soci::into(begin), soci::into(bytes), soci::use(content));
    rows.execute();
    while (rows.fetch()) {
        piece.begin = begin;
        piece.bytes = bytes;
        found.push_back(piece);
    }
    return found;
}

void cutContent(soci::session& sql, long long content, std::int64_t from)
{
    const long long begin = from;
    sql << "DELETE FROM pieces WHERE content = :c AND begin >= :f", soci::use(content), soci::use(begin);
}

long long settleContent(soci::session& sql, long long content, const std::string& sha256)
{
    long long earlier = 0;
    sql << "SELECT id FROM contents WHERE sha256 = :s", soci::into(earlier), soci::use(sha256);
    if (sql.got_data()) {
        return earlier;
    }
    sql << "UPDATE contents SET sha256 = :s WHERE id = :c", soci::use(sha256), soci::use(content);
    return content;
}

void dropContent(soci::session& sql, long long content)
{
    sql << "UPDATE contents SET sha256 = NULL WHERE id = :c AND " + nobodys, soci::use(content);
}

void removeContent(soci::session& sql, long long content)
{
    sql << "DELETE FROM contents WHERE id = :c AND " + nobodys, soci::use(content);
}

bool sweepContents(soci::session& sql)
{
    const int most = sweptAtOnce;
    soci::statement removal = (sql.prepare << "DELETE FROM contents WHERE id IN (SELECT id FROM contents"
                                              " WHERE sha256 IS NULL AND " +
                                                  nobodys + " LIMIT :m)",
                               soci::use(most));
    removal.execute(true);
    return removal.get_affected_rows() == most;
}

ContentReader::ContentReader(storage::Database& database, const MaterialKey& key, long long content)
    : database_(database), key_(key), content_(content),
      pieces_(database.run([content](soci::session& sql) { return materials::pieces(sql, content); }))
{}

void ContentReader::extend(const Piece& piece, std::span<const std::uint8_t> bytes)
{
    pieces_.push_back(piece);
    open_ = piece.number;
    opened_.assign(reinterpret_cast<const char*>(bytes.data()), bytes.size());
}

const std::string& ContentReader::readPiece(const Piece& piece)
{
    if (open_ != piece.number) {
        open_.reset();
        const std::string sealed = database_.run([&](soci::session& sql) { return sealedOf(sql, content_, piece); });
        opened_ = key_.open(sealed, place(content_, piece));
        open_ = piece.number;
    }
    return opened_;
}

std::string ContentReader::read(material::Range range)
{
    std::string bytes;
    const std::int64_t end = std::min(range.offset + range.length, this->bytes());
    auto piece = std::upper_bound(pieces_.begin(), pieces_.end(), range.offset, [](std::int64_t at, const Piece& each) {
        return at < each.begin + each.bytes; // the first that ends beyond it
    });
    for (std::int64_t at = range.offset; at < end; at = piece->begin + piece->bytes, ++piece) {
        const auto from = static_cast<std::size_t>(at - piece->begin);
        const auto most = static_cast<std::size_t>(std::min(piece->bytes, end - piece->begin)) - from;
        bytes.append(readPiece(*piece), from, most);
    }
    return bytes;
}

} // namespace ekey::portal::materials
