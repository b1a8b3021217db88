// A body of an upload on its way in: stored piece by piece, and when the file is whole, looked at and digested.
#pragma once

#include "core/digest/digest.h"
#include "core/form/definition.h"
#include "core/material/inspection.h"
#include "portal/clock.h"
#include "portal/http/router.h"
#include "portal/materials/contents.h"
#include "portal/materials/uploads.h"

namespace ekey::portal::materials {

/// Refused: 422 material.name {limit}; see material::isName().
void demandName(const std::string& name);
/// Refused: 422 material.too_large {limit, bytes}.
void demandSize(std::int64_t bytes, const form::Item& item);

/// What it is written with.
struct Store {
    storage::Database& database;
    const MaterialKey& key;
    const Clock& clock;
};

class Upload : public http::BodySink {
public:
    struct Body {
        bool first = false;                  ///< it began the upload, and learns where it is
        bool last = false;                   ///< the file is to be whole with it
        std::optional<digest::Bytes> sha256; ///< Content-Digest: of this body alone
        std::optional<std::uint64_t> length; ///< as declared
    };

    /// Goes on from where `row` stands. Refused (400): upload.too_long.
    Upload(const Store& store, UploadRow row, const form::Item& item, const Body& body);

    /// Committed when it returns. Refused: upload.too_long (400), upload.too_many_pieces (400), upload.offset (409),
    /// and 422 material.… as soon as nothing that follows could change it; then the upload is given up.
    void piece(std::span<const std::uint8_t> bytes) override;
    /// Not the last: 201 with its Location, or 204. The last: 200 the entry {"item", "name", "type", "bytes", "sm3",
    /// "sha256"}. Refused: upload.content_digest (400), of which nothing is kept; upload.incomplete (400);
    /// upload.repr_digest, material.… (422), after which the upload is given up; filing.submitted (409).
    http::Answer finish() override;

private:
    void demandLength(std::uint64_t more) const;
    void digestKept();
    /// Looks at what has arrived, as far as that tells; what it learns is not kept, since many may be on their way. Its
    /// type, where nothing more is wanted.
    std::string inspect();
    void demandContentDigest();
    /// What the whole file is, and its digests.
    material::Entry conclude();
    [[noreturn]] void giveUp(unsigned status, Errors errors);
    [[noreturn]] void refuseOffset();

    Store store_;
    UploadRow row_;
    const form::Item& item_;
    Body body_;
    std::int64_t began_; ///< where this body begins
    ContentReader reader_;
    digest::Dual whole_;
    bool digested_ = false;                  ///< whole_ has what was kept before
    bool digesting_;                         ///< whole_ takes what arrives: the file will be whole with this body
    std::optional<digest::Dual> bodyDigest_; ///< of this body, where one is to be compared
};

/// Upload-Complete, Upload-Offset, Upload-Length and Upload-Limit (draft-ietf-httpbis-resumable-upload).
void addState(http::Answer& answer, const UploadRow& row);
std::string pathOf(const UploadRow& row);

} // namespace ekey::portal::materials
