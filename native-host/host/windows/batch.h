// The windows of a batch: its submissions in pages, and the PIN with the last of them.
#pragma once

#include "core/form/submission.h"
#include "core/text/messages.h"
#include "native-host/host/policy.h"
#include "native-host/host/tokens.h"
#include "native-host/platform/prompt.h"

#include <string>
#include <vector>

namespace ekey::host {

/// What a window says of one of them; each text is somebody else's, cut and cleaned.
struct BatchEntry {
    std::string business;
    std::string uscc;
    std::string filing;
    std::size_t materials = 0;
};
BatchEntry batchEntry(const form::Submission& submission, const text::Messages& messages);

/// At most limits::batchPage submissions a page, fewer where their texts are long: nothing of a page is ever cut. Every
/// page names the site, the key, and where in the batch it stands; consent to a page leads to the next one.
/// `batch`: at least two.
std::vector<platform::Window> batchWindows(const Grant& site, const Held& key, const std::vector<BatchEntry>& batch,
                                           const text::Messages& messages);

} // namespace ekey::host
