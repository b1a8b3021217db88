// The database's tables of phones.
#pragma once

namespace ekey::portal::phones {

inline constexpr const char* tables[] = {
    // 一次性验证码 of a filing for a mobile authorisation. mobile: to which the last code went. code: its digest; empty
    // once it was used or is void. proven: the number that a code has proven; empty where none has.
    "CREATE TABLE phone_codes (filing TEXT PRIMARY KEY REFERENCES filings (id) ON DELETE CASCADE, mobile TEXT NOT NULL,"
    " code TEXT NOT NULL, until INTEGER NOT NULL, tries INTEGER NOT NULL, proven TEXT NOT NULL)",

    // 手机授权, from the submission on. mobile: masked. permissions: JSON. until: the last day, in China. withdrawn: 0
    // as long as it is not.
    "CREATE TABLE phones (id TEXT PRIMARY KEY, filing TEXT NOT NULL UNIQUE REFERENCES filings (id),"
    " name TEXT NOT NULL, mobile TEXT NOT NULL, permissions TEXT NOT NULL, since INTEGER NOT NULL,"
    " until TEXT NOT NULL, withdrawn INTEGER NOT NULL)",
};

} // namespace ekey::portal::phones
