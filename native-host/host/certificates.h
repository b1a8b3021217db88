// Which certificate an operation uses, and what a page may know of it before a person has consented.
#pragma once

#include "native-host/host/tokens.h"
#include "protocol/protocol.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace ekey::host {

enum class Use { authenticate, sign, signUnseen };

/// The one with that fingerprint, or without one the only one that would do. One that has expired does where no valid
/// one is there and the host sees what it is for: it renews itself, and its window says so. Errors: token.none,
/// token.removed, certificate.several, certificate.use, certificate.expired {notAfter}, certificate.not_yet_valid
/// {notBefore}.
Result<Held> choose(const std::vector<Held>& held, const std::optional<std::string>& fingerprint, Use use,
                    signature::Time now);

/// The handles of one connection for things of one kind: the same thing keeps its handle, and no other connection can
/// use it.
class Handles {
public:
    explicit Handles(char kind) : kind_(kind) {}
    /// `name` tells the things apart: a certificate's fingerprint, a token's serial number.
    std::string of(const std::string& name);
    /// Nothing for a handle that was not given out here.
    std::optional<std::string> find(const std::string& handle) const;

private:
    char kind_;
    std::map<std::string, std::string> names_; ///< by handle
};

/// What tells tokens apart over all modules.
std::string tokenName(const Plugged& token);

/// Nothing that tells whose it is, unless its use was `consented` to.
protocol::CertificateSummary summary(const Certificate& certificate, std::string handle, bool consented);

} // namespace ekey::host
