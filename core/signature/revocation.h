// Lists of revoked certificates (RFC 5280 §5).
#pragma once

#include "core/signature/chain.h"

#include <optional>

struct X509_crl_st; // OpenSSL's X509_CRL

namespace ekey::signature {

inline constexpr std::size_t revocationListMost = 32 << 20; ///< bytes of DER

/// An immutable list; cheap to copy.
class RevocationList {
public:
    /// Exactly one list in DER. Errors: crl.malformed; crl.unsupported: a delta, an indirect list, one of some reasons
    /// only, or one with a critical extension that is not understood.
    static Result<RevocationList> read(std::span<const std::uint8_t> der);

    std::string issuer() const; ///< RFC 4514 text
    Time thisUpdate() const;
    Time nextUpdate() const; ///< without one (RFC 5280 demands it) a list is refused as malformed

    X509_crl_st* native() const { return list.get(); }

private:
    explicit RevocationList(std::shared_ptr<X509_crl_st> crl) : list(std::move(crl)) {}
    std::shared_ptr<X509_crl_st> list;
};

/// What the lists say of a chain at that time. The leaf must stand under a list of its issuer, signed by it (SM2 with
/// sm2UserId) and current; authorities between are looked up where there is a list of theirs. Errors:
/// certificate.revoked {at, reason, serial, subject}, crl.missing {issuer}, crl.stale {issuer, nextUpdate},
/// crl.not_yet_valid {issuer, thisUpdate}, crl.signature {issuer}. A leaf that was revoked after that time is
/// certificate.revoked_later {at, reason}, a warning; except for a compromised key, which makes every claim of time
/// worthless.
Errors checkRevocation(const Chain& chain, const std::vector<RevocationList>& lists, Time at);

} // namespace ekey::signature
