// X.509 certificates (RFC 5280) as this project sees them: whose, for what, until when, from whom; and chains.
#pragma once

#include "core/error.h"

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

struct x509_st; // OpenSSL's X509, for the sources that include OpenSSL

namespace ekey::signature {

using Der = std::vector<std::uint8_t>;
using Time = std::int64_t; ///< seconds since 1970-01-01T00:00:00Z

inline constexpr std::size_t certificateMost = 12 * 1024; ///< bytes of DER; its base64 fits the protocol's 16 KiB
inline constexpr int rsaLeast = 2048;                     ///< bits of a key
inline constexpr int rsaMost = 8192;                      ///< bits; beyond it one verification costs too much
inline constexpr int intermediatesMost = 6;               ///< between a leaf and its anchor

/// An immutable certificate; cheap to copy.
class Certificate {
public:
    /// Exactly one certificate in DER, with readable extensions and times. Error: certificate.malformed.
    static Result<Certificate> read(std::span<const std::uint8_t> der);

    Der der() const;
    std::string subject() const; ///< RFC 4514 text, UTF-8
    std::string issuer() const;  ///< RFC 4514 text
    /// Names are empty where there is none, where there are several, or where one holds control characters.
    std::string commonName() const; ///< of the subject; the enterprise's name
    std::string issuerName() const; ///< common name of the issuer
    std::string serial() const;     ///< upper-case hexadecimal
    Time notBefore() const;
    Time notAfter() const;
    std::string fingerprint() const; ///< SHA-256 of the DER, lower-case hexadecimal
    /// JWA name of the key's usual signature: ES256, ES384, RS256; "" where ekey has no use for the key.
    std::string algorithm() const;
    bool mayAuthenticate() const; ///< keyUsage digitalSignature, not a CA; a certificate without keyUsage may nothing
    bool maySign() const;         ///< keyUsage digitalSignature or nonRepudiation, not a CA
    bool isAuthority() const;
    bool isDemonstration() const; ///< carries demonstrationPolicy
    /// The enterprise's 统一社会信用代码: from organizationIdentifier (2.5.4.97) "NTRCN-<code>" (ETSI EN 319
    /// 412-1, 5.1.4). Empty when there is none, or several. Its check digits are the authority's affair.
    std::string uscc() const;
    std::string email() const; ///< first rfc822Name of subjectAltName

    x509_st* native() const { return certificate.get(); }

private:
    explicit Certificate(std::shared_ptr<x509_st> x509) : certificate(std::move(x509)) {}
    std::shared_ptr<x509_st> certificate;
};

/// certificatePolicies entry that marks everything made for demonstrations. A portal trusts an anchor that carries it
/// only with a database made for demonstrations.
inline constexpr const char* demonstrationPolicy = "2.25.224396106285935312487013545331372214391";

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

/// Builds and checks the chain from `leaf` over `intermediates` to an anchor, at the given time.
/// Errors: certificate.expired {notAfter}, certificate.not_yet_valid {notBefore} (RFC 3339, UTC; both ends are still
/// valid), certificate.issuer_unknown, certificate.use (a CA, or not for signing), certificate.signature,
/// certificate.algorithm (weak or unknown), certificate.chain {reason: authority_expired, authority_not_yet_valid,
/// not_an_authority, path_length, too_long, name_constraints, critical_extension, other {number}}. Revocation is not
/// looked at.
Status checkChain(const Certificate& leaf, const std::vector<Certificate>& intermediates, const Anchors& anchors,
                  Time now);

} // namespace ekey::signature
