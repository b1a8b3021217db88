// Uploads (上传) in the database: what is known of a file that is on its way in.
#pragma once

#include "portal/clock.h"

#include <cstdint>
#include <optional>
#include <string>

namespace soci {
class session;
}

namespace ekey::portal::materials {

struct UploadRow {
    std::string id;
    std::string filing;
    std::string item;
    std::string name;
    std::int64_t bytes = 0;           ///< of the whole file, as declared
    std::string sha256;               ///< of the whole file, as declared; hexadecimal
    std::optional<long long> content; ///< contents.h; none once it is complete
    std::int64_t arrived = 0;
    int pieces = 0; ///< that were ever added
    Time changed = 0;

    bool complete() const { return !content; }
};

std::optional<UploadRow> findUpload(soci::session& sql, const std::string& id);
/// The one of an item, complete or not.
std::optional<UploadRow> findUpload(soci::session& sql, const std::string& filing, const std::string& item);

/// Begins one; an earlier one of the item is given up. `row.id` and `row.content` are given here. Refused (413):
/// upload.owner_full {limit}.
void beginUpload(soci::session& sql, UploadRow& row, const std::string& owner, Time now);
/// Moves it on from where `row` stands, to which a piece was added. False: another request has moved it meanwhile.
bool advanceUpload(soci::session& sql, UploadRow& row, std::int64_t bytes, Time now);
/// Takes back what arrived from there on. False: another request has moved it meanwhile.
bool retreatUpload(soci::session& sql, UploadRow& row, std::int64_t to, Time now);
void renameUpload(soci::session& sql, UploadRow& row, const std::string& name);
/// Its content has gone to a material.
void completeUpload(soci::session& sql, const std::string& id, Time now);
/// Gives it up, with what arrived.
void removeUpload(soci::session& sql, const UploadRow& row);
/// Gives up all of a filing.
void removeUploads(soci::session& sql, const std::string& filing);
/// Gives up those that nothing was added to for uploadKeptSeconds.
void removeStaleUploads(soci::session& sql, Time now);

} // namespace ekey::portal::materials
