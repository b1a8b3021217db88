#include "portal/materials/api.h"

#include "portal/filings/forms.h"
#include "portal/filings/moves.h"
#include "portal/filings/store.h"
#include "portal/http/structured_fields.h"
#include "portal/materials/limits.h"
#include "portal/materials/store.h"
#include "portal/refused.h"
#include "portal/status.h"
#include "portal/storage/database.h"

namespace ekey::portal::materials {
namespace {

using http::Answer;
using http::Request;

constexpr const char* partialType = "application/partial-upload";

const form::Item& requireItem(const Api& api, const std::string& business, const std::string& id)
{
    const form::Item* item = api.forms.of(business).definition->material(id);
    if (!item) {
        throw Refused(status::notFound, "material.unknown_item");
    }
    return *item;
}

/// A header field that must be there and make sense.
template <class Read>
auto require(const Request& request, const char* name, Read read)
{
    const auto value = read(request.field(name));
    if (!value) {
        throw Refused(status::badRequest, "upload.header", {}, {{"header", name}});
    }
    return *value;
}

Upload::Body bodyOf(const Request& request, bool first)
{
    Upload::Body body{.first = first,
                      .last = require(request, "upload-complete", http::readBoolean),
                      .sha256 = {},
                      .length = request.contentLength};
    if (!request.field("content-digest").empty()) {
        body.sha256 = require(request, "content-digest", http::readSha256);
    }
    return body;
}

filings::Filing requireOpen(soci::session& sql, const std::string& filing, const Request& request)
{
    filings::Filing own = filings::require(sql, filing, *request.caller);
    filings::demandOpen(own);
    return own;
}

/// The upload of an own filing; refused (404): upload.unknown.
UploadRow requireUpload(soci::session& sql, const Request& request)
{
    const auto row = findUpload(sql, request.parameters[0]);
    const auto filing = row ? filings::find(sql, row->filing) : std::nullopt;
    if (!filing || filing->owner != request.caller->owner()) {
        throw Refused(status::notFound, "upload.unknown");
    }
    filings::require(sql, row->filing, *request.caller); // what else stands between the two
    return *row;
}

/// One that a body without bytes asks for is gone on with: the same file, after a reload of the page.
std::optional<UploadRow> begunBefore(soci::session& sql, const UploadRow& wanted, const Request& request)
{
    const auto row = findUpload(sql, wanted.filing, wanted.item);
    const bool same = row && !row->complete() && row->sha256 == wanted.sha256 && row->bytes == wanted.bytes;
    return same && request.contentLength == 0 ? row : std::nullopt;
}

std::unique_ptr<http::BodySink> create(const Api& api, const Request& request)
{
    sweep(api);
    const Time now = api.store.clock();
    UploadRow row;
    row.filing = request.parameters[0];
    const auto filing = api.store.database.run([&](soci::session& sql) {
        filings::expire(sql, now);
        return requireOpen(sql, row.filing, request);
    });
    row.item = request.query.at("item");
    row.name = request.query.at("name");
    demandName(row.name);
    row.bytes = require(request, "upload-length", http::readCount);
    row.sha256 = digest::hex(require(request, "repr-digest", http::readSha256));
    const Upload::Body body = bodyOf(request, true);
    const form::Item& item = requireItem(api, filing.business, row.item);
    demandSize(row.bytes, item);
    api.store.database.run([&](soci::session& sql) {
        requireOpen(sql, row.filing, request); // still
        if (const auto before = begunBefore(sql, row, request)) {
            const std::string name = row.name;
            row = *before;
            renameUpload(sql, row, name);
        } else {
            beginUpload(sql, row, filing.owner, now);
        }
    });
    return std::make_unique<Upload>(api.store, row, item, body);
}

Answer show(const Api& api, const Request& request)
{
    const UploadRow row = api.store.database.run([&](soci::session& sql) { return requireUpload(sql, request); });
    Answer answer = http::nothing();
    addState(answer, row);
    return answer;
}

std::unique_ptr<http::BodySink> append(const Api& api, const Request& request)
{
    const std::int64_t offset = require(request, "upload-offset", http::readCount);
    const Upload::Body body = bodyOf(request, false);
    UploadRow row;
    const form::Item* item = nullptr;
    api.store.database.run([&](soci::session& sql) {
        row = requireUpload(sql, request);
        item = &requireItem(api, requireOpen(sql, row.filing, request).business, row.item);
    });
    if (row.complete()) {
        throw Refused(status::badRequest, "upload.completed");
    }
    if (offset != row.arrived) {
        throw Refused(status::conflict, "upload.offset", {},
                      {{"expected-offset", row.arrived}, {"provided-offset", offset}});
    }
    return std::make_unique<Upload>(api.store, row, *item, body);
}

Answer cancel(const Api& api, const Request& request)
{
    api.store.database.run([&](soci::session& sql) { removeUpload(sql, requireUpload(sql, request)); });
    return http::nothing();
}

Answer removeOne(const Api& api, const Request& request)
{
    api.store.database.run([&](soci::session& sql) {
        requireOpen(sql, request.parameters[0], request);
        if (!remove(sql, request.parameters[0], request.parameters[1])) {
            throw Refused(status::notFound, "material.none");
        }
    });
    return http::nothing();
}

/// The name of a file in a header field (RFC 8187).
std::string extended(const std::string& name)
{
    constexpr std::string_view plain = "!#$&+-.^_`|~";
    constexpr const char* digits = "0123456789ABCDEF";
    std::string out = "UTF-8''";
    for (const char c : name) {
        const auto byte = static_cast<unsigned char>(c);
        const bool alphanumeric = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        if (alphanumeric || plain.find(c) != plain.npos) {
            out += c;
        } else {
            out += {'%', digits[byte >> 4], digits[byte & 15]};
        }
    }
    return out;
}

Answer download(const Api& api, const Request& request)
{
    const Kept kept = api.store.database.run([&](soci::session& sql) {
        const auto filing = filings::requireReadable(sql, request.parameters[0], *request.caller);
        // As in its record: what an account has not submitted yet is shown to itself alone.
        const bool shown = filing.owner == request.caller->owner() || filings::findAccepted(sql, filing.id);
        auto found = find(sql, request.parameters[0], request.parameters[1]);
        if (!shown || !found) {
            throw Refused(status::notFound, "material.none");
        }
        return *found;
    });
    const auto reader = std::make_shared<ContentReader>(api.store.database, api.store.key, kept.content);
    if (reader->bytes() != kept.entry.bytes) {
        throw std::runtime_error("a material is not whole");
    }
    Answer answer;
    // Never shown by the browser as a page of this origin.
    answer.headers = {{"Content-Type", "application/octet-stream"},
                      {"Content-Disposition", "attachment; filename*=" + extended(kept.entry.name)},
                      {"Cache-Control", "no-store"}};
    answer.stream =
        http::BodySource{static_cast<std::uint64_t>(kept.entry.bytes), [reader, next = std::size_t{0}]() mutable {
                             return reader->readPiece(reader->pieces().at(next++));
                         }};
    return answer;
}

} // namespace

void sweep(const Api& api)
{
    const Time now = api.store.clock();
    if (now - api.swept.load() < sweepSeconds) {
        return;
    }
    api.swept = now;
    api.store.database.run([now](soci::session& sql) { removeStaleUploads(sql, now); });
    while (api.store.database.run([](soci::session& sql) { return sweepContents(sql); })) {
    }
}

void addRoutes(http::Router& router, const Api& api)
{
    const auto add = [&](const char* method, const char* path, Answer (*handle)(const Api&, const Request&)) {
        router.add({method, path, enterprises, {}, 0, {}, [&api, handle](const Request& request) {
                        return handle(api, request);
                    }});
    };
    using Begin = std::unique_ptr<http::BodySink> (*)(const Api&, const Request&);
    const auto stream = [&api](Begin begin) {
        return http::StreamHandler([&api, begin](const Request& request) { return begin(api, request); });
    };
    router.add({"POST", "/api/v1/filings/{filing}/uploads", enterprises, {}, 0, {"item", "name"}, stream(create)});
    router.add({"PATCH", "/api/v1/uploads/{upload}", enterprises, {partialType}, 0, {}, stream(append)});
    add("HEAD", "/api/v1/uploads/{upload}", show);
    add("DELETE", "/api/v1/uploads/{upload}", cancel);
    add("GET", "/api/v1/filings/{filing}/materials/{item}", download);
    add("DELETE", "/api/v1/filings/{filing}/materials/{item}", removeOne);
}

} // namespace ekey::portal::materials
