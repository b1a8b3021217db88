// The database's tables, and what it was made for.
#pragma once

#include <string>

namespace ekey::portal::storage {

class Database;

inline constexpr int schemaVersion = 4;

/// Makes a new, empty file that only its owner can read. Refused: database.exists {file}, database.create {file,
/// reason}.
void createFile(const std::string& file);

/// The tables, in a file made by createFile().
void createSchema(Database& database, bool demonstration);

struct Purpose {
    bool demonstration = false; ///< made for demonstrations: trusts demonstration authorities, and only those
};

/// Refused: database.missing {file}. Call it before the file is opened: SQLite would make an empty one.
void demandFile(const std::string& file);
/// Refused: database.foreign (no database of this program), database.version {found, supported}.
Purpose readPurpose(Database& database);

} // namespace ekey::portal::storage
