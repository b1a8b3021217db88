#include "portal/materials/upload.h"

#include "portal/filings/store.h"
#include "portal/materials/store.h"
#include "portal/refused.h"
#include "portal/storage/database.h"

#include <algorithm>

namespace ekey::portal::materials {
namespace {

constexpr unsigned unprocessable = 422;

void append(std::vector<std::uint8_t>& tail, std::span<const std::uint8_t> bytes)
{
    if (bytes.size() >= material::window) {
        bytes = bytes.last(material::window);
        tail.clear();
    }
    const std::size_t excess = std::max(tail.size() + bytes.size(), material::window) - material::window;
    tail.erase(tail.begin(), tail.begin() + static_cast<std::ptrdiff_t>(excess));
    tail.insert(tail.end(), bytes.begin(), bytes.end());
}

} // namespace

void demandName(const std::string& name)
{
    if (!material::isName(name)) {
        throw Refused(unprocessable, "material.name", {}, {{"limit", material::nameBytes}});
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
        throw Refused(unprocessable, "material.too_large", item_.pointer,
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
    const auto missing = std::min(material::window - head_.size(), bytes.size());
    head_.insert(head_.end(), bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(missing));
    append(tail_, bytes);
    database_.run([&](soci::session& sql) { addPiece(sql, upload_, pieces_, bytes); });
    ++pieces_;
}

http::Answer Upload::finish()
{
    const auto size = static_cast<std::int64_t>(bytes_);
    material::Inspected inspected = material::inspect({name_, size, head_, tail_}, item_.limits);
    if (blocks(inspected.errors)) {
        for (Error& error : inspected.errors) {
            error.pointer = item_.pointer;
        }
        throw Refused(unprocessable, std::move(inspected.errors));
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
