// The verdict on a signature: is it right, whose is it, may that certificate be believed, was it revoked. One function
// for the command line, the portal and pages.
#pragma once

#include "core/signature/revocation.h"
#include "core/signature/signed_data.h"

namespace ekey::signature {

struct VerificationRequest {
    std::span<const std::uint8_t> der;
    std::optional<std::string_view> detached{}; ///< the content, where it is not inside
    const std::vector<RevocationList>& lists;   ///< empty: revocation is not looked at
    Time at = 0;                                ///< at which the certificate must be valid
};

struct Verification {
    std::optional<Verified> signedData; ///< none: the signature itself is not right
    Chain chain;                        ///< empty: none was found
    bool revocationChecked = false;
    /// Of severity error: why it is not valid, all that is known; warnings: signature.no_attributes,
    /// signature.attribute (legacy forms), certificate.revoked_later, signature.time {signingTime}: by its own claim
    /// made outside of its certificate's time.
    Errors errors;

    bool valid() const { return !blocks(errors); }
};

/// Never fails: what is wrong is in the answer. The codes are those of verifySignedData (Attributes::optional),
/// buildChain and checkRevocation.
Verification verify(const VerificationRequest& request, ChainMemory& trusted);

/// {"valid", "form"?, "algorithm"?, "detached"?, "signingTime"?, "signer"?: {…}, "chain"?: [{…}], "revocation":
/// "checked" | "unchecked", "errors"}; a certificate as toJson() below.
json::Value toJson(const Verification& verification);

/// {"subject", "commonName", "uscc"?, "email"?, "issuer", "issuerName", "serial", "notBefore", "notAfter", "algorithm",
/// "uses": ["authenticate", "sign", "authority"], "fingerprint", "demonstration"?: true}; times RFC 3339, UTC.
json::Value toJson(const Certificate& certificate);

} // namespace ekey::signature
