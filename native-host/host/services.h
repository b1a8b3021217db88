// What the whole host has once. Set up before the first connection; operations use it one at a time.
#pragma once

#include "core/text/messages.h"
#include "native-host/host/log.h"
#include "native-host/host/policy/policy_store.h"
#include "native-host/host/ration.h"
#include "native-host/host/refusal_log.h"
#include "native-host/host/tokens.h"
#include "native-host/platform/prompt.h"

namespace ekey::host {

inline constexpr const char* programName = "ekey-host";
inline constexpr const char* programVersion = EKEY_VERSION;

struct Services {
    PolicyStore& policies;
    const text::Messages& messages;
    const platform::PromptSettings prompt;
    Tokens& tokens;
    Log& log;
    Ration ration{};          ///< of windows; used by the running operation only
    RefusalLog refusals{log}; ///< on the thread of the connections
};

} // namespace ekey::host
