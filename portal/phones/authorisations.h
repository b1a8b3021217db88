// Mobile authorisations (手机授权) that were submitted: listed, withdrawn, and over after their last day.
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
struct Filing;
}

namespace ekey::portal::phones {

inline constexpr std::string_view business = "mobileAuthorisation";

/// Refused (422): submission.phone where that business's filing has no number that a code has proven. `facts`: its own.
void demandProven(const filings::Filing& filing, const json::Value& facts);
/// A submission of that business was accepted; of others nothing happens.
void authorise(soci::session& sql, const filings::Filing& filing, const form::Submission& submission, Time now);

/// Of the caller's filings, and after them with the key of those of the enterprise's accounts; newest first, listedMost
/// at most:
/// [{"phone", "filing", "number", "name", "mobile", "permissions", "since", "until", "state"}].
json::Value list(soci::session& sql, const Caller& caller, Time now);
/// One of these. Refused: phone.unknown (404), phone.ended (409). It as it is then.
json::Value withdraw(soci::session& sql, const Caller& caller, const std::string& id, Time now);

} // namespace ekey::portal::phones
