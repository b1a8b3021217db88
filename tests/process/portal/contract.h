// The portal's answers held against protocol/portal.v1.openapi.json.
#pragma once

#include "tests/process/portal/http_client.h"

#include <vector>

namespace ekey::test {

/// Where the answer is not what the contract says of that call ("get", "/filings/{filing}"): pointers into it, each
/// with what is wrong. Knows what of JSON Schema the contract uses.
std::vector<std::string> breaches(const std::string& method, const std::string& path, const Response& response);

} // namespace ekey::test
