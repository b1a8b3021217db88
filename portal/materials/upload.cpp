#include "portal/materials/upload.h"

#include "portal/filings/store.h"
#include "portal/materials/limits.h"
#include "portal/materials/store.h"
#include "portal/refused.h"
#include "portal/status.h"
#include "portal/storage/database.h"
#include "portal/storage/sql.h"

#include <utility>

namespace ekey::portal::materials {

void demandName(const std::string& name)
{
    if (!material::isName(name)) {
        throw Refused(status::unprocessable, "material.name", {}, {{"limit", material::nameBytes}});
    }
}

void demandSize(std::int64_t bytes, const form::Item& item)
{
    if (bytes > item.limits.bytes) {
        throw Refused(status::unprocessable, "material.too_large", item.pattern,
                      {{"limit", item.limits.bytes}, {"bytes", bytes}});
    }
}

std::string pathOf(const UploadRow& row) { return "/api/v1/uploads/" + row.id; }

void addState(http::Answer& answer, const UploadRow& row)
{
    answer.headers.emplace_back("Upload-Complete", row.complete() ? "?1" : "?0");
    answer.headers.emplace_back("Upload-Offset", std::to_string(row.complete() ? row.bytes : row.arrived));
    answer.headers.emplace_back("Upload-Length", std::to_string(row.bytes));
    answer.headers.emplace_back("Upload-Limit", "max-age=" + std::to_string(uploadKeptSeconds));
}

Upload::Upload(const Store& store, UploadRow row, const form::Item& item, const Body& body)
    : store_(store), row_(std::move(row)), item_(item), body_(body), began_(row_.arrived),
      reader_(store.database, store.key, *row_.content),
      digesting_(body.last && body.length && *body.length == static_cast<std::uint64_t>(row_.bytes - row_.arrived))
{
    demandLength(body.length.value_or(0));
    if (body.sha256) {
        bodyDigest_.emplace(digest::Algorithms::sha256);
    }
}

/// Not before something of the body has come: whoever only asks does not make the portal read a whole file.
void Upload::digestKept()
{
    if (std::exchange(digested_, true)) {
        return;
    }
    for (const Piece& piece : std::vector(reader_.pieces())) {
        whole_.update(storage::bytesOf(reader_.readPiece(piece)));
    }
}

void Upload::demandLength(std::uint64_t more) const
{
    if (more > static_cast<std::uint64_t>(row_.bytes - row_.arrived)) {
        throw Refused(status::badRequest, "upload.too_long", {}, {{"length", row_.bytes}});
    }
}

void Upload::piece(std::span<const std::uint8_t> bytes)
{
    if (bytes.empty()) {
        return;
    }
    demandLength(bytes.size());
    if (row_.pieces >= piecesMost) {
        throw Refused(status::badRequest, "upload.too_many_pieces", {}, {{"limit", piecesMost}});
    }
    if (digesting_) {
        digestKept();
    }
    const Piece added{row_.pieces, row_.arrived, static_cast<std::int64_t>(bytes.size())};
    const std::string sealed = sealPiece(store_.key, *row_.content, added, bytes);
    const bool moved = store_.database.run([&](soci::session& sql) {
        if (!advanceUpload(sql, row_, added.bytes, store_.clock())) {
            return false;
        }
        addPiece(sql, *row_.content, added, sealed);
        return true;
    });
    if (!moved) {
        refuseOffset();
    }
    if (bodyDigest_) {
        bodyDigest_->update(bytes);
    }
    if (digesting_) {
        whole_.update(bytes);
    }
    reader_.extend(added, bytes);
    // Its beginning tells what it is: what can be no material need not come to its end.
    if (added.begin < material::Source::rangeBytes && row_.arrived >= material::Source::rangeBytes) {
        inspect();
    }
}

std::string Upload::inspect()
{
    material::Inspection inspection(row_.name, row_.bytes, item_.limits);
    for (auto range = inspection.wants(); range && range->offset + range->length <= row_.arrived;
         range = inspection.wants()) {
        inspection.give(storage::bytesOf(reader_.read(*range)));
    }
    if (inspection.wants()) {
        return {};
    }
    if (blocks(inspection.result().errors)) {
        Errors errors = inspection.result().errors;
        for (Error& error : errors) {
            error.pointer = item_.pattern;
        }
        giveUp(status::unprocessable, std::move(errors));
    }
    return inspection.result().type;
}

void Upload::giveUp(unsigned status, Errors errors)
{
    store_.database.run([&](soci::session& sql) { removeUpload(sql, row_); });
    throw Refused(status, std::move(errors));
}

void Upload::refuseOffset()
{
    const auto now = store_.database.run([&](soci::session& sql) { return findUpload(sql, row_.id); });
    if (!now) {
        throw Refused(status::notFound, "upload.unknown");
    }
    throw Refused(status::conflict, "upload.offset", {},
                  {{"expected-offset", now->complete() ? now->bytes : now->arrived}, {"provided-offset", began_}});
}

void Upload::demandContentDigest()
{
    if (!bodyDigest_ || bodyDigest_->finish().sha256 == *body_.sha256) {
        return;
    }
    const bool moved =
        store_.database.run([&](soci::session& sql) { return retreatUpload(sql, row_, began_, store_.clock()); });
    if (!moved) {
        refuseOffset();
    }
    throw Refused(status::badRequest, "upload.content_digest");
}

material::Entry Upload::conclude()
{
    const std::string type = inspect();
    if (type.empty()) {
        throw std::logic_error("an inspection wants more than the whole file");
    }
    digestKept();
    const auto digests = whole_.finish();
    if (digest::hex(digests.sha256) != row_.sha256) {
        giveUp(status::unprocessable,
               {Error{"upload.repr_digest", item_.pattern, Severity::error, json::Value::object()}});
    }
    return {item_.id, row_.name, type, row_.bytes, digest::hex(digests.sm3), row_.sha256};
}

http::Answer Upload::finish()
{
    demandContentDigest();
    if (!body_.last) {
        http::Answer answer = http::nothing();
        if (body_.first) {
            answer.status = 201;
            answer.headers.emplace_back("Location", pathOf(row_));
        }
        addState(answer, row_);
        return answer;
    }
    if (row_.arrived != row_.bytes) {
        throw Refused(status::badRequest, "upload.incomplete", {}, {{"length", row_.bytes}, {"arrived", row_.arrived}});
    }
    const material::Entry entry = conclude();
    const long long own = *row_.content;
    const bool moved = store_.database.run([&](soci::session& sql) {
        const auto now = findUpload(sql, row_.id);
        if (!now || now->content != row_.content || now->arrived != row_.arrived) {
            return false;
        }
        filings::demandDraft(sql, row_.filing);
        const long long content = settleContent(sql, own, entry.sha256);
        keep(sql, row_.filing, entry, content);
        completeUpload(sql, row_.id, store_.clock());
        return true;
    });
    if (!moved) {
        refuseOffset();
    }
    row_.content.reset();
    http::Answer answer = http::reply(200, material::toJson(entry));
    addState(answer, row_);
    return answer;
}

} // namespace ekey::portal::materials
