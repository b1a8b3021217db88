// Filings (申报) in the database.
#pragma once

#include "core/form/submission.h"
#include "portal/caller.h"

#include <optional>
#include <string>

namespace soci {
class session;
}

namespace ekey::portal::filings {

inline constexpr Time filingNonceSeconds = 2 * 60 * 60;       ///< a filing must be submitted within this
inline constexpr Time draftKeptSeconds = 90LL * 24 * 60 * 60; ///< since its last change
inline constexpr int draftsPerOwner = 20;

struct Filing {
    std::string id;
    std::string number;   ///< what a person reads: receipt.h
    std::string business; ///< id of its form
    std::string state;    ///< "draft", "submitted"
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
    std::string content; ///< the canonical submission
    std::string digest;  ///< its SM3
    std::string signerSerial;
    std::string signerIssuer;
    std::string signerFingerprint;
};

void insert(soci::session& sql, const Filing& filing);
std::optional<Filing> find(soci::session& sql, const std::string& id);
/// The caller's own; refused (404): filing.unknown, also where it is another's.
Filing require(soci::session& sql, const std::string& id, const Caller& caller);
/// Refused: filing.unknown (404), filing.submitted (409).
void demandDraft(soci::session& sql, const std::string& id);
int countDrafts(soci::session& sql, const std::string& owner);
/// Removes drafts that ran out long ago, with their materials.
void purgeDrafts(soci::session& sql, Time now);

std::optional<Accepted> findAccepted(soci::session& sql, const std::string& filing);
/// The filing's state becomes "submitted", its nonce is used up, and the signed document is kept as evidence.
void accept(soci::session& sql, const std::string& filing, const Accepted& accepted, const std::string& body);

} // namespace ekey::portal::filings
