// SignedData (RFC 5652, GB/T 35275): the one verifier, used by the host before anything leaves it, by the portal, by
// ekey-check and by pages.
#pragma once

#include "core/signature/certificate.h"
#include "core/signature/form.h"

#include <optional>

namespace ekey::signature {

class ChainMemory;

inline constexpr std::size_t contentMost = 1 << 20;                     ///< bytes of what is signed
inline constexpr std::size_t signedDataMost = contentMost + 128 * 1024; ///< bytes of the whole

/// What must be signed beside the content.
enum class Attributes {
    demanded, ///< contentType, messageDigest, signingTime, signingCertificateV2: for log-ins and submissions
    optional  ///< what is missing is a warning: legacy forms. Without any, 64 bytes of content could be a log-in token
};

struct Verified {
    Form form;
    Certificate signer;
    std::vector<Certificate> certificates; ///< all that came with it, signer included
    std::string content;                   ///< what was signed: encapsulated, or the detached content given
    bool detached = false;
    std::string algorithm;           ///< "SM2-SM3", "ECDSA-SHA256", "RSA-SHA256", "RSAPSS-SHA256", …
    std::optional<Time> signingTime; ///< the signer's claim; there with Attributes::demanded
    Errors warnings;                 ///< signature.no_attributes, signature.attribute {name}
};

/// Verifies exactly one signer. Only DER is read, and nothing may follow it; a detached content is given exactly where
/// none is inside. Of the signed attributes contentType must be data, and signingCertificateV2 (RFC 5035) must name the
/// signer's certificate alone. The chain is not looked at: see verification.h. Errors:
/// signature.size {limit}, signature.malformed, signature.signers (none or several), signature.no_attributes,
/// signature.attribute {name}, signature.no_content, signature.digest (content altered), signature.signer_certificate
/// (missing or another one), signature.algorithm, signature.wrong. `known`: certificates of the chains in it are not
/// decoded once more.
Result<Verified> verifySignedData(std::span<const std::uint8_t> der,
                                  std::optional<std::string_view> detached = std::nullopt,
                                  Attributes attributes = Attributes::demanded, ChainMemory* known = nullptr);

} // namespace ekey::signature
