// What Identity::revocationList() makes of an authority of test_pki.h.
#pragma once

#include "tests/support/test_pki.h"

namespace ekey::test {

struct Revoked {
    signature::Certificate certificate;
    signature::Time since = testTime - day;
    int reason = 0; ///< RFC 5280 §5.3.1; 1: keyCompromise
};

struct RevocationProfile {
    std::vector<Revoked> revoked{};
    signature::Time thisUpdate = testTime - day;
    signature::Time nextUpdate = testTime + day;
    std::vector<std::pair<int, std::string>> extensions{}; ///< NID and value as in openssl.cnf
};

} // namespace ekey::test
