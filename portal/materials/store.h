// Materials in the database: which file answers which item of a filing.
#pragma once

#include "core/material/material.h"

#include <optional>
#include <string>
#include <vector>

namespace soci {
class session;
}

namespace ekey::portal::materials {

struct Kept {
    material::Entry entry;
    long long content = 0; ///< contents.h
};

/// Ordered by item.
std::vector<material::Entry> list(soci::session& sql, const std::string& filing);
std::optional<Kept> find(soci::session& sql, const std::string& filing, const std::string& item);

/// The content becomes the material `entry.item`; an earlier one goes.
void keep(soci::session& sql, const std::string& filing, const material::Entry& entry, long long content);
/// False: there is none.
bool remove(soci::session& sql, const std::string& filing, const std::string& item);
/// All that a filing has, what is on its way included.
void removeAll(soci::session& sql, const std::string& filing);
/// A submission names them all: their bytes stay with the filing.
void keepAsSubmitted(soci::session& sql, const std::string& filing);

} // namespace ekey::portal::materials
