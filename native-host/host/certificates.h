// Which certificate an operation uses, and what a page may know of it before a person has consented.
#pragma once

#include "native-host/host/tokens.h"
#include "protocol/protocol.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace ekey::host {

enum class Use { authenticate, sign };

/// The one with that fingerprint, or without one the only one that would do. Errors: token.none, token.removed,
/// certificate.several, certificate.use, certificate.expired {notAfter}, certificate.not_yet_valid {notBefore}.
Result<Held> choose(const std::vector<Held>& held, const std::optional<std::string>& fingerprint, Use use,
                    signature::Time now);

/// The handles of one connection: the same certificate keeps its handle, and no other connection can use it.
class Handles {
public:
    std::string of(const Certificate& certificate);
    /// The fingerprint. Error: certificate.unknown.
    Result<std::string> find(const std::string& handle) const;

private:
    std::map<std::string, std::string> fingerprints_; ///< by handle
};

/// Nothing that tells whose it is.
protocol::CertificateSummary summary(const Certificate& certificate, std::string handle);

} // namespace ekey::host
