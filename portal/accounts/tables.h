// The database's tables of accounts and sessions.
#pragma once

namespace ekey::portal::accounts {

inline constexpr const char* tables[] = {
    // 账户. password: empty for staff until they have activated theirs; an enterprise's account is made by its
    // activation. uscc, enterprise and licence_kind are empty for staff. language: that of the mails. An enterprise's
    // account is named by its code and the log-in name together.
    "CREATE TABLE accounts (id TEXT PRIMARY KEY, role TEXT NOT NULL, uscc TEXT NOT NULL, enterprise TEXT NOT NULL,"
    " licence_kind TEXT NOT NULL, login TEXT NOT NULL, user_name TEXT NOT NULL, email TEXT NOT NULL,"
    " mobile TEXT NOT NULL, language TEXT NOT NULL, password TEXT NOT NULL, created INTEGER NOT NULL,"
    " activated INTEGER NOT NULL, UNIQUE (uscc, login))",
    "CREATE INDEX accounts_created ON accounts (password, created)",

    // Registrations that wait for their activation. Each holds what its own mail would activate, and takes no name: who
    // registers first cannot keep anybody out, nor change what another's mail activates. id: SHA-256 of the token.
    "CREATE TABLE registrations (id TEXT PRIMARY KEY, uscc TEXT NOT NULL, enterprise TEXT NOT NULL,"
    " licence_kind TEXT NOT NULL, login TEXT NOT NULL, user_name TEXT NOT NULL, email TEXT NOT NULL,"
    " mobile TEXT NOT NULL, language TEXT NOT NULL, created INTEGER NOT NULL)",
    "CREATE INDEX registrations_created ON registrations (created)",
    "CREATE INDEX registrations_name ON registrations (uscc, login)",

    // What a mail lets its reader do, once. id: SHA-256 of the token in the mail. purpose: "activation" or "reset".
    "CREATE TABLE account_tokens (id TEXT PRIMARY KEY, account TEXT NOT NULL REFERENCES accounts (id) ON DELETE "
    "CASCADE,"
    " purpose TEXT NOT NULL, until INTEGER NOT NULL)",
    "CREATE INDEX account_tokens_account ON account_tokens (account)",
    "CREATE INDEX account_tokens_until ON account_tokens (until)",

    // Proofs of work (验证码) that have been used. id: SHA-256 of the challenge.
    "CREATE TABLE proofs (id TEXT PRIMARY KEY, until INTEGER NOT NULL)",
    "CREATE INDEX proofs_until ON proofs (until)",

    // How often something was tried within a window of time. subject: "login:…", "address:…", hashed.
    "CREATE TABLE attempts (subject TEXT PRIMARY KEY, since INTEGER NOT NULL, count INTEGER NOT NULL)",
    "CREATE INDEX attempts_since ON attempts (since)",

    // id: SHA-256 of the cookie. account and certificate: null until somebody has logged in, one of them after. A nonce
    // is
    // single-use: taken by setting it to ''. agent, address: of the browser that logged in, for the list of sessions.
    "CREATE TABLE sessions (id TEXT PRIMARY KEY, created INTEGER NOT NULL, seen INTEGER NOT NULL,"
    " nonce TEXT NOT NULL, nonce_until INTEGER NOT NULL, certificate BLOB,"
    " account TEXT REFERENCES accounts (id) ON DELETE CASCADE, owner TEXT NOT NULL DEFAULT '',"
    " agent TEXT NOT NULL DEFAULT '', address TEXT NOT NULL DEFAULT '')",
    "CREATE INDEX sessions_created ON sessions (created)",
    "CREATE INDEX sessions_account ON sessions (account) WHERE account IS NOT NULL",
    "CREATE INDEX sessions_owner ON sessions (owner)",
    "CREATE INDEX sessions_anonymous ON sessions (seen) WHERE certificate IS NULL AND account IS NULL",
};

} // namespace ekey::portal::accounts
