// The database's tables of filings.
#pragma once

namespace ekey::portal::filings {

inline constexpr const char* tables[] = {
    // 申报. owner: Caller::owner(). number: what a person reads, see receipt.h. session: that which the nonce was given
    // to.
    // facts: what the form is filled from. draft: of the form's session, as the page left it. version: raised with
    // every
    // change, the ETag.
    "CREATE TABLE filings (id TEXT PRIMARY KEY, number TEXT NOT NULL UNIQUE, business TEXT NOT NULL, state TEXT NOT "
    "NULL,"
    " owner TEXT NOT NULL, uscc TEXT NOT NULL, enterprise TEXT NOT NULL, session TEXT NOT NULL, nonce TEXT NOT NULL,"
    " nonce_until INTEGER NOT NULL, form_id TEXT NOT NULL, form_version INTEGER NOT NULL, form_sm3 TEXT NOT NULL,"
    " facts TEXT NOT NULL, draft TEXT NOT NULL, version INTEGER NOT NULL, created INTEGER NOT NULL,"
    " changed INTEGER NOT NULL)",
    "CREATE INDEX filings_owner ON filings (owner, changed)",
    "CREATE INDEX filings_uscc ON filings (uscc, changed)",
    "CREATE INDEX filings_changed ON filings (state, changed)",

    // Every move of a filing, in order. by: the role that made it, or "portal".
    "CREATE TABLE moves (filing TEXT NOT NULL REFERENCES filings (id) ON DELETE CASCADE, number INTEGER NOT NULL,"
    " state TEXT NOT NULL, at INTEGER NOT NULL, by TEXT NOT NULL, PRIMARY KEY (filing, number))",

    // A filing that was returned is submitted again: the last number is the one that counts, the others stay as
    // evidence.
    // body: what arrived: SignedData, or the canonical submission itself where nothing signs it. content: the canonical
    // submission. signer_…: empty where nobody signed.
    "CREATE TABLE submissions (filing TEXT NOT NULL REFERENCES filings (id), number INTEGER NOT NULL,"
    " receipt TEXT NOT NULL, accepted_at INTEGER NOT NULL, body BLOB NOT NULL, body_sha256 TEXT NOT NULL,"
    " content TEXT NOT NULL, digest TEXT NOT NULL, signer_serial TEXT NOT NULL, signer_issuer TEXT NOT NULL,"
    " signer_fingerprint TEXT NOT NULL, PRIMARY KEY (filing, number))",

    "CREATE TABLE receipts (day TEXT PRIMARY KEY, last INTEGER NOT NULL)",

    // Answers to requests that carried an Idempotency-Key. request: SHA-256 of method, path, type and body.
    "CREATE TABLE answered (owner TEXT NOT NULL, key TEXT NOT NULL, request TEXT NOT NULL, status INTEGER NOT NULL,"
    " etag TEXT NOT NULL, body TEXT NOT NULL, until INTEGER NOT NULL, PRIMARY KEY (owner, key))",
    "CREATE INDEX answered_owner ON answered (owner, until)",
    "CREATE INDEX answered_until ON answered (until)",
};

} // namespace ekey::portal::filings
