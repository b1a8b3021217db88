#pragma once

#include "native-host/host/operations/operation.h"

namespace ekey::host {

/// A content that the host does not see: what the page says of it.
struct UnseenContent {
    Der digest;
    std::string algorithm; ///< of the digest, as the protocol names it
    std::string name;      ///< the site's claim
};

/// `base64` as a digest of that algorithm. Error: digest.data {expected}.
Result<Der> readDigest(const std::string& base64, const std::string& algorithm);

/// Detached SignedData. Errors beside those of sign(): digest.algorithm {expected}.
Result<Made<Der>> signDigest(const Operation& operation, const std::optional<std::string>& fingerprint,
                             const UnseenContent& content, Cancellation& cancellation);

} // namespace ekey::host
