// What a window says: who asks, for what, with whose key; as fact only what the host itself has read.
#pragma once

#include "core/form/submission.h"
#include "core/text/messages.h"
#include "native-host/host/policy.h"
#include "native-host/host/tokens.h"
#include "native-host/platform/prompt.h"

#include <string>
#include <variant>
#include <vector>

namespace ekey::host {

struct LoginConsent {};
struct SubmissionConsent {
    const form::Submission& submission;
};
/// A content that the host has not seen, under the name that the site gives it.
struct DigestConsent {
    const std::string& name;
    const std::string& algorithm; ///< of the digest
    std::span<const std::uint8_t> digest;
};
using Consent = std::variant<LoginConsent, SubmissionConsent, DigestConsent>;

/// One window, or as many as it takes to show everything; the PIN is asked for with the last one.
std::vector<platform::Window> consentWindows(const Grant& site, const Held& key, const Consent& consent,
                                             const text::Messages& messages);

/// A window for each page; `accept` is the last one's button.
std::vector<platform::Window> windowsOf(const std::vector<std::string>& pages, const Held& key,
                                        const text::Messages& messages, const std::string& accept);

/// The name of a submission's business, or the site's word for it.
std::string businessName(const form::Submission& submission, const text::Messages& messages);
/// A member of a submission's answers that is a text; empty otherwise.
std::string answerText(const form::Submission& submission, const char* pointer);

} // namespace ekey::host
