// Materials in the database: files in pieces, never whole in memory.
//
// An upload is one arrival of a file. It becomes the material of an item of a filing when it is whole and fit; an
// earlier one of that item goes in the same transaction. What never became a material is removed when its sink goes, or
// at the next start.
#pragma once

#include "core/material/material.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace soci {
class session;
}

namespace ekey::portal::materials {

long long beginUpload(soci::session& sql, const std::string& filing);
void addPiece(soci::session& sql, long long upload, int number, std::span<const std::uint8_t> bytes);
/// The bytes of a piece from `from`, at most `length`.
std::string readPiece(soci::session& sql, long long upload, int number, std::int64_t from, std::int64_t length);
void abandonUpload(soci::session& sql, long long upload);
/// The upload becomes the material `entry.item` of the filing.
void keepUpload(soci::session& sql, long long upload, const std::string& filing, const material::Entry& entry);

/// Ordered by item.
std::vector<material::Entry> list(soci::session& sql, const std::string& filing);

/// Removes what a stopped portal left half uploaded; only before the server starts.
void removeAbandoned(soci::session& sql);

} // namespace ekey::portal::materials
