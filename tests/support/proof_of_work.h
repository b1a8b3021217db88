// What a browser does for a 验证码: finds the number.
#pragma once

#include "core/digest/digest.h"
#include "core/json/canonical.h"
#include "core/text/base64.h"

#include <string>

namespace ekey::test {

/// ALTCHA's payload for a challenge of GET /proof; empty where no number solves it.
inline std::string solveProof(const json::Value& challenge)
{
    const auto salt = challenge.at("salt").get<std::string>();
    const auto wanted = challenge.at("challenge").get<std::string>();
    const auto most = challenge.at("maxnumber").get<std::int64_t>();
    for (std::int64_t number = 0; number <= most; ++number) {
        if (digest::hex(digest::sha256(salt + std::to_string(number))) != wanted) continue;
        json::Value payload = {
            {"algorithm", challenge.at("algorithm")}, {"challenge", wanted}, {"number", number}, {"salt", salt},
            {"signature", challenge.at("signature")}, {"took", 731}};
        return text::base64(json::canonical(payload));
    }
    return {};
}

} // namespace ekey::test
