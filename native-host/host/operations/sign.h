#pragma once

#include "core/form/submission.h"
#include "native-host/host/contents.h"
#include "native-host/host/operations/operation.h"

#include <string_view>
#include <vector>

namespace ekey::host {

/// Reads a content as a submission that is meant for this site. Errors: submission.malformed {code, pointer},
/// submission.audience {audience}.
Result<form::Submission> readFor(const Grant& site, std::string_view content);

/// SignedData around each submission, with the authorities found on the tokens as its chain, under one consent and one
/// presentation of the PIN: all of them or none. `contents`: 1 to signing::batchMost. Other errors: as readFor.
Result<Made<std::vector<Der>>> sign(const Operation& operation, const std::optional<std::string>& fingerprint,
                                    const std::vector<Content>& contents, Cancellation& cancellation);

} // namespace ekey::host
