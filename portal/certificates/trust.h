// The authorities (签发机构) whose certificates this portal accepts. They live in the database, put there by
// `ekey-portal init`.
#pragma once

#include "core/signature/chain.h"

#include <string>
#include <vector>

namespace ekey::portal::storage {
class Database;
}

namespace ekey::portal::certificates {

inline constexpr std::size_t pemBytes = 1 << 20;    ///< the largest file of authorities
inline constexpr std::size_t authoritiesMost = 100; ///< in one database

/// All certificates of PEM files. Refused: trust.file {file}, trust.empty {file}, trust.too_many {limit},
/// certificate.malformed.
std::vector<signature::Certificate> readPem(const std::vector<std::string>& files);

/// Refused: trust.none, trust.not_authority {subject}, trust.demonstration {subject} (a demonstration authority for a
/// database not made for it), trust.not_demonstration {subject} (a real authority for a database of demonstrations).
void demandFit(const std::vector<signature::Certificate>& authorities, bool demonstration);

void store(storage::Database& database, const std::vector<signature::Certificate>& authorities);
/// As stored, checked again by demandFit(): the file may have been changed by other hands.
signature::Anchors load(storage::Database& database, bool demonstration);

} // namespace ekey::portal::certificates
