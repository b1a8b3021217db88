// X.509 certificates (RFC 5280) as this project sees them: whose, for what, until when, from whom.
#pragma once

#include "core/error.h"

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

struct x509_st;     // OpenSSL's X509, for the sources that include OpenSSL
struct evp_pkey_st; // OpenSSL's EVP_PKEY

namespace ekey::signature {

using Der = std::vector<std::uint8_t>;
using Time = std::int64_t; ///< seconds since 1970-01-01T00:00:00Z

inline constexpr std::size_t certificateMost = 12 * 1024; ///< bytes of DER; its base64 fits the protocol's 16 KiB
inline constexpr int rsaLeast = 2048;                     ///< bits of a key
inline constexpr int rsaMost = 8192;                      ///< bits; beyond it one verification costs too much

/// An immutable certificate; cheap to copy.
class Certificate {
public:
    /// Exactly one certificate in DER, with readable extensions and times. Error: certificate.malformed.
    static Result<Certificate> read(std::span<const std::uint8_t> der);

    /// One that was decoded as part of something larger, whose encoding was looked at as a whole; shared from now on.
    /// Decoding a public key once more costs as much as half a verification. Error: certificate.malformed.
    static Result<Certificate> share(x509_st* decoded);

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
    std::string algorithm() const;   ///< algorithmOf() its key
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

/// Name of the usual signature of a public key (digital_signature.h): ES256, ES384, RS256, SM2; "" where ekey has no
/// use for the key.
std::string algorithmOf(const evp_pkey_st* key);

/// certificatePolicies entry that marks everything made for demonstrations. A portal trusts an anchor that carries it
/// only with a database made for demonstrations.
inline constexpr const char* demonstrationPolicy = "2.25.224396106285935312487013545331372214391";

} // namespace ekey::signature
