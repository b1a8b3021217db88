// The database's tables of materials.
#pragma once

namespace ekey::portal::materials {

inline constexpr const char* tables[] = {
    // Bytes, in sealed pieces, each once however many materials have them. sha256: null until they are whole.
    "CREATE TABLE contents (id INTEGER PRIMARY KEY AUTOINCREMENT, bytes INTEGER NOT NULL, sha256 TEXT UNIQUE)",
    // begin: where it stands in the whole; bytes: before sealing.
    "CREATE TABLE pieces (content INTEGER NOT NULL REFERENCES contents (id) ON DELETE CASCADE, number INTEGER NOT NULL,"
    " begin INTEGER NOT NULL, bytes INTEGER NOT NULL, sealed BLOB NOT NULL, PRIMARY KEY (content, number))",

    // A file on its way in for an item of a filing, one at a time. bytes, sha256: as its sender declared. content: null
    // once it has become the material of its item.
    "CREATE TABLE uploads (id TEXT PRIMARY KEY, filing TEXT NOT NULL REFERENCES filings (id) ON DELETE CASCADE,"
    " item TEXT NOT NULL, name TEXT NOT NULL, bytes INTEGER NOT NULL, sha256 TEXT NOT NULL,"
    " content INTEGER REFERENCES contents (id), arrived INTEGER NOT NULL, pieces INTEGER NOT NULL,"
    " changed INTEGER NOT NULL, UNIQUE (filing, item))",
    "CREATE INDEX uploads_content ON uploads (content)",
    "CREATE INDEX uploads_changed ON uploads (changed)",

    "CREATE TABLE materials (filing TEXT NOT NULL REFERENCES filings (id) ON DELETE CASCADE, item TEXT NOT NULL,"
    " name TEXT NOT NULL, type TEXT NOT NULL, bytes INTEGER NOT NULL, sm3 TEXT NOT NULL, sha256 TEXT NOT NULL,"
    " content INTEGER NOT NULL REFERENCES contents (id), PRIMARY KEY (filing, item))",
    // SQLite looks here for every content that is removed: the reference has no index of itself.
    "CREATE INDEX materials_content ON materials (content)",

    // What a submission named stays with it as evidence, also where a later one of the filing names another file.
    "CREATE TABLE submitted_contents (filing TEXT NOT NULL REFERENCES filings (id),"
    " content INTEGER NOT NULL REFERENCES contents (id), PRIMARY KEY (filing, content))",
    "CREATE INDEX submitted_contents_content ON submitted_contents (content)",

    // Which key the pieces are sealed with: MaterialKey::check().
    "CREATE TABLE material_keys (check_value TEXT PRIMARY KEY)",
};

} // namespace ekey::portal::materials
