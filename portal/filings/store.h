// Filings (申报) in the database.
#pragma once

#include "core/form/submission.h"
#include "portal/caller.h"

#include <optional>
#include <string>
#include <vector>

namespace soci {
class session;
}

namespace ekey::portal::filings {

inline constexpr Time filingNonceSeconds = 2 * 60 * 60;       ///< a filing must be submitted within this
inline constexpr Time draftKeptSeconds = 90LL * 24 * 60 * 60; ///< since its last change
inline constexpr int draftsPerOwner = 20;
/// Filings that an owner begins within begunSeconds: numbers and room are everybody's.
inline constexpr int begunPerOwner = 100;
inline constexpr Time begunSeconds = 24 * 60 * 60;
inline constexpr int listedMost = 200; ///< filings in a list

struct Filing {
    std::string id;
    std::string number;   ///< what a person reads: receipt.h
    std::string business; ///< id of its form
    std::string state;    ///< states.h
    std::string owner;    ///< Caller::owner() of whoever began it
    std::string uscc;     ///< of the enterprise that it is for; empty where nobody has told
    std::string enterprise;
    std::string session; ///< id of the session that the nonce was given to
    std::string nonce;
    Time nonceUntil = 0;
    form::FormReference form;
    std::string facts;     ///< canonical JSON: what the form is filled from
    std::string draft;     ///< canonical JSON of the form's session, as the page left it; empty at first
    long long version = 1; ///< raised with every change: the ETag
    Time created = 0;
    Time changed = 0;
};

struct Accepted {
    std::string receipt;
    Time acceptedAt = 0;
    std::string bodySha256;
    std::string content;      ///< the canonical submission
    std::string digest;       ///< its SM3
    std::string signerSerial; ///< these are empty where nobody signed: an account's, stamped on paper
    std::string signerIssuer;
    std::string signerFingerprint;
};

/// Facts or draft of a filing, which are not empty.
json::Value readKept(const std::string& text);

void insert(soci::session& sql, const Filing& filing);
std::optional<Filing> find(soci::session& sql, const std::string& id);
/// The caller's own; refused (404): filing.unknown, also where it is another's; (403)
/// session.expired_certificate where it is no renewal and the caller's certificate has expired.
Filing require(soci::session& sql, const std::string& id, const Caller& caller);
/// As that, and with the enterprise's key also those of its accounts, to be read only.
Filing requireReadable(soci::session& sql, const std::string& id, const Caller& caller);
/// Of those that can be read, the last changed, newest first; the caller's own before others' where not all have room.
std::vector<Filing> list(soci::session& sql, const Caller& caller);

/// It can be submitted, and so filled in: a draft, or returned. Refused (409): filing.submitted, filing.closed.
void demandOpen(const Filing& filing);
/// As that; refused (404) besides: filing.unknown.
void demandDraft(soci::session& sql, const std::string& id);
/// Refused (429): filing.too_many_drafts {limit}, filing.too_many_today {limit}.
void demandRoom(soci::session& sql, const Caller& caller, Time now);

/// Draft, form and facts as they stand in `filing`; raises its version.
void keepDraft(soci::session& sql, Filing& filing, Time now);
/// Session, nonce and facts; where `factsChanged`, raises its version.
void bindNonce(soci::session& sql, Filing& filing, bool factsChanged);
/// How many keys its owner has applied for and not yet got.
int countPendingKeys(soci::session& sql, const std::string& owner);

/// The last one.
std::optional<Accepted> findAccepted(soci::session& sql, const std::string& filing);
/// The document is kept as evidence; the move is moves.h's.
void keepAccepted(soci::session& sql, const std::string& filing, const Accepted& accepted, const std::string& body);

} // namespace ekey::portal::filings
