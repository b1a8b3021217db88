// Holds what a host says against protocol/ekey.v1.openrpc.json, from which both sides' types are generated.
#pragma once

#include "core/json/value.h"

#include <string>

namespace ekey::test {

/// Where a message of the host is not what the protocol says; empty: it is. `method`: the one that it answers, empty
/// where that is not known, in which case the result is not looked at.
std::string protocolFault(const json::Value& message, const std::string& method);

} // namespace ekey::test
