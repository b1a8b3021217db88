// The database's tables of materials.
#pragma once

namespace ekey::portal::materials {

inline constexpr const char* tables[] = {
    // An upload is one arrival of a file, in pieces; a material is the last whole arrival for an item of a filing.
    "CREATE TABLE uploads (id INTEGER PRIMARY KEY AUTOINCREMENT,"
    " filing TEXT NOT NULL REFERENCES filings (id) ON DELETE CASCADE, complete INTEGER NOT NULL)",
    "CREATE INDEX uploads_filing ON uploads (filing)",
    "CREATE TABLE pieces (upload INTEGER NOT NULL REFERENCES uploads (id) ON DELETE CASCADE, number INTEGER NOT NULL,"
    " bytes BLOB NOT NULL, PRIMARY KEY (upload, number))",
    "CREATE TABLE materials (filing TEXT NOT NULL REFERENCES filings (id) ON DELETE CASCADE, item TEXT NOT NULL,"
    " name TEXT NOT NULL, type TEXT NOT NULL, bytes INTEGER NOT NULL, sm3 TEXT NOT NULL, sha256 TEXT NOT NULL,"
    " upload INTEGER NOT NULL REFERENCES uploads (id), PRIMARY KEY (filing, item))",
    // SQLite looks here for every upload that is removed: the reference has no index of itself.
    "CREATE INDEX materials_upload ON materials (upload)",
};

} // namespace ekey::portal::materials
