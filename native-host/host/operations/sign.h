#pragma once

#include "core/form/submission.h"
#include "native-host/host/operations/operation.h"

#include <string_view>

namespace ekey::host {

/// Reads a content as a submission that is meant for this site. Errors: submission.malformed {code, pointer},
/// submission.audience {audience}.
Result<form::Submission> readFor(const Grant& site, std::string_view content);

/// SignedData around a submission, with the authorities found on the tokens as its chain. Other errors: as readFor.
Result<Der> sign(const Operation& operation, const std::string& content, Cancellation& cancellation);

} // namespace ekey::host
