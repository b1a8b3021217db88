// What a window says: who asks, for what, with whose key; as fact only what the host itself has read.
#pragma once

#include "core/form/submission.h"
#include "core/text/messages.h"
#include "native-host/host/policy.h"
#include "native-host/host/tokens.h"
#include "native-host/platform/prompt.h"

namespace ekey::host {

struct Occasion {
    const Grant& site;
    const Held& key;
    const form::Submission* submission = nullptr; ///< null: a log-in
};

platform::Window consentWindow(const Occasion& occasion, const text::Messages& messages);

} // namespace ekey::host
