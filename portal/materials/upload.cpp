#include "portal/materials/upload.h"

#include "portal/filings/store.h"
#include "portal/materials/store.h"
#include "portal/refused.h"
#include "portal/status.h"
#include "portal/storage/database.h"
#include "portal/storage/sql.h"

#include <algorithm>
#include <iterator>

namespace ekey::portal::materials {
void demandName(const std::string& name)
{
    if (!material::isName(name)) {
        throw Refused(status::unprocessable, "material.name", {}, {{"limit", material::nameBytes}});
    }
}

Upload::Upload(storage::Database& database, std::string filing, const form::Item& item, std::string name,
               std::optional<std::uint64_t> declared)
    : database_(database), filing_(std::move(filing)), item_(item), name_(std::move(name))
{
    demandSize(declared.value_or(0));
    upload_ = database_.run([this](soci::session& sql) { return beginUpload(sql, filing_); });
}

Upload::~Upload()
{
    if (!kept_) {
        database_.later([upload = upload_](soci::session& sql) { abandonUpload(sql, upload); });
    }
}

void Upload::demandSize(std::uint64_t bytes) const
{
    if (bytes > static_cast<std::uint64_t>(item_.limits.bytes)) {
        throw Refused(status::unprocessable, "material.too_large", item_.pattern,
                      {{"limit", item_.limits.bytes}, {"bytes", bytes}});
    }
}

void Upload::piece(std::span<const std::uint8_t> bytes)
{
    bytes_ += bytes.size();
    demandSize(bytes_);
    if (bytes.empty()) {
        return;
    }
    digest_.update(bytes);
    database_.run([&](soci::session& sql) { addPiece(sql, upload_, static_cast<int>(ends_.size()), bytes); });
    ends_.push_back(static_cast<std::int64_t>(bytes_));
}

std::string Upload::stored(material::Range range) const
{
    return database_.run([&](soci::session& sql) {
        std::string bytes;
        const std::int64_t end = range.offset + range.length;
        auto piece = std::upper_bound(ends_.begin(), ends_.end(), range.offset); // the first that ends beyond it
        for (std::int64_t at = range.offset; at < end; at = *piece, ++piece) {
            const std::int64_t begin = piece == ends_.begin() ? 0 : *std::prev(piece);
            bytes += readPiece(sql, upload_, static_cast<int>(piece - ends_.begin()), at - begin,
                               std::min(*piece, end) - at);
        }
        return bytes;
    });
}

http::Answer Upload::finish()
{
    const auto size = static_cast<std::int64_t>(bytes_);
    material::Inspection inspection(name_, size, item_.limits);
    while (const auto range = inspection.wants()) {
        inspection.give(storage::bytesOf(stored(*range)));
    }
    material::Inspected inspected = inspection.result();
    if (blocks(inspected.errors)) {
        for (Error& error : inspected.errors) {
            error.pointer = item_.pattern;
        }
        throw Refused(status::unprocessable, std::move(inspected.errors));
    }
    const auto digests = digest_.finish();
    const material::Entry entry{
        item_.id, name_, inspected.type, size, digest::hex(digests.sm3), digest::hex(digests.sha256)};
    database_.run([&](soci::session& sql) {
        filings::demandDraft(sql, filing_);
        keepUpload(sql, upload_, filing_, entry);
    });
    kept_ = true;
    return http::reply(200,
                       {{"type", entry.type}, {"bytes", entry.bytes}, {"sm3", entry.sm3}, {"sha256", entry.sha256}});
}

} // namespace ekey::portal::materials
