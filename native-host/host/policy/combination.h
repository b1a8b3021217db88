// One policy of several files.
#pragma once

#include "native-host/host/policy/policy_layer.h"

namespace ekey::host {

/// `layers`: those of administrators (or the private one) in the order in which they count, then the user's, if any.
///
/// Among administrators a later file has the last word on an origin, a setting and a limit; what is denied or closed
/// stays so. The user's file may add origins, libraries and a pinentry where that is not closed; it takes away what it
/// likes: of an origin that an administrator lists, the rights that the user's file does not repeat; time and numbers
/// by lower limits; the search for libraries. `source` decides whether that search is on where no file says so.
Policy combine(const std::vector<PolicyLayer>& layers, PolicySource source);

} // namespace ekey::host
