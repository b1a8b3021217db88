// The windows in which a person changes a key's PIN: the present one, the new one, and the new one again.
#pragma once

#include "core/text/messages.h"
#include "native-host/host/policy.h"
#include "native-host/host/tokens.h"
#include "native-host/platform/prompt.h"

#include <string_view>

namespace ekey::host {

enum class PinStep { present, fresh, again };

/// `complaint`: a text of the catalogue about what was typed before, or empty. A token with its own pad gets only the
/// first, which then asks for consent alone.
platform::Window pinChangeWindow(const Grant& site, const Plugged& key, PinStep step, std::string_view complaint,
                                 const text::Messages& messages);

} // namespace ekey::host
