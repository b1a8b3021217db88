// Filings (申报) in the database.
#pragma once

#include "core/form/submission.h"
#include "portal/clock.h"

#include <optional>
#include <string>

namespace soci {
class session;
}

namespace ekey::portal::filings {

inline constexpr Time filingNonceSeconds = 2 * 60 * 60; ///< a filing must be submitted within this
inline constexpr Time draftKeptSeconds = 24 * 60 * 60;  ///< how long a draft past that is told from one that never was
inline constexpr int draftsPerEnterprise = 20;          ///< that can still be submitted

struct Filing {
    std::string id;
    std::string business;   ///< "renewal"
    std::string state;      ///< "draft", "submitted"
    std::string session;    ///< id of the session that began it
    std::string uscc;       ///< whose it is
    std::string enterprise; ///< its name
    std::string nonce;
    Time nonceUntil = 0;
    form::FormReference form;
    std::string facts; ///< canonical JSON: what the form was filled from
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
/// Of this enterprise; refused (404): filing.unknown, also where it is another's.
Filing require(soci::session& sql, const std::string& id, const std::string& uscc);
/// Refused: filing.unknown (404), filing.submitted (409).
void demandDraft(soci::session& sql, const std::string& id);
/// Drafts of the enterprise that can still be submitted.
int countDrafts(soci::session& sql, const std::string& uscc, Time now);
/// Removes drafts that ran out long ago, with their materials.
void purgeDrafts(soci::session& sql, Time now);

std::optional<Accepted> findAccepted(soci::session& sql, const std::string& filing);
/// The filing's state becomes "submitted", its nonce is used up, and the signed document is kept as evidence.
void accept(soci::session& sql, const std::string& filing, const Accepted& accepted, const std::string& body);

} // namespace ekey::portal::filings
