// From a certificate over the authorities above it to one that is trusted (RFC 5280 §6).
#pragma once

#include "core/signature/certificate.h"

#include <deque>
#include <map>
#include <mutex>
#include <optional>

namespace ekey::signature {

inline constexpr int intermediatesMost = 6; ///< between a leaf and its anchor

/// The authorities whose certificates are accepted. Each is trusted for itself: an issuing authority may be added
/// without its root, and is then where chains end.
class Anchors {
public:
    void add(const Certificate& authority);
    bool empty() const { return authorities.empty(); }
    const std::vector<Certificate>& all() const { return authorities; }

private:
    std::vector<Certificate> authorities;
};

/// A leaf first, each certificate's issuer after it, an anchor last.
using Chain = std::vector<Certificate>;

/// Builds and checks the chain from `leaf` over `intermediates` to an anchor, at the given time.
/// Errors: certificate.expired {notAfter}, certificate.not_yet_valid {notBefore} (RFC 3339, UTC; both ends are still
/// valid), certificate.issuer_unknown, certificate.use (a CA, or not for signing), certificate.signature,
/// certificate.algorithm (weak or unknown), certificate.chain {reason: authority_expired, authority_not_yet_valid,
/// not_an_authority, path_length, too_long, name_constraints, critical_extension, other {number}}. Revocation is not
/// looked at: see revocation.h.
Result<Chain> buildChain(const Certificate& leaf, const std::vector<Certificate>& intermediates, const Anchors& anchors,
                         Time now);

/// The same, where the chain itself is not wanted.
Status checkChain(const Certificate& leaf, const std::vector<Certificate>& intermediates, const Anchors& anchors,
                  Time now);

/// Chains that were built before, so that the signatures in them are verified once. Times are looked at every time. May
/// be used by several threads.
class ChainMemory {
public:
    static constexpr std::size_t most = 4096; ///< chains remembered; the oldest makes room

    explicit ChainMemory(Anchors anchors);

    /// As buildChain() with the anchors given.
    Result<Chain> build(const Certificate& leaf, const std::vector<Certificate>& intermediates, Time now);

    /// As Certificate::read(), without decoding one that stands in a remembered chain.
    Result<Certificate> read(std::span<const std::uint8_t> der);

private:
    /// None: not known, or not valid now.
    std::optional<Chain> find(const std::string& fingerprint, Time now);
    void keep(const std::string& fingerprint, const Chain& chain);
    /// Under the lock.
    void forget(const std::string& fingerprint);

    const Anchors anchors_;
    std::mutex mutex_;
    std::map<std::string, Chain> chains_;                             ///< by the leaf's fingerprint
    std::deque<std::string> order_;                                   ///< of arrival
    std::map<std::string, std::pair<Certificate, int>> certificates_; ///< by fingerprint; in how many of the chains
};

} // namespace ekey::signature
