// The database's tables of mails.
#pragma once

namespace ekey::portal::notices {

inline constexpr const char* tables[] = {
    // 发件箱. subject and text are what is sent; empty once it is ended. occasion: what it is sent for; a second mail
    // of
    // the same occasion is none. due: not tried before this. sent: 0 until the mail server has taken it. ended: 0 as
    // long as it is to be tried, then since when it is not. failed: what the server said, last.
    "CREATE TABLE outbox (id INTEGER PRIMARY KEY AUTOINCREMENT, occasion TEXT NOT NULL UNIQUE, recipient TEXT NOT NULL,"
    " subject TEXT NOT NULL, text TEXT NOT NULL, created INTEGER NOT NULL, due INTEGER NOT NULL,"
    " tries INTEGER NOT NULL DEFAULT 0, sent INTEGER NOT NULL DEFAULT 0, ended INTEGER NOT NULL DEFAULT 0,"
    " failed TEXT NOT NULL DEFAULT '')",
    "CREATE INDEX outbox_due ON outbox (ended, due)",
};

} // namespace ekey::portal::notices
