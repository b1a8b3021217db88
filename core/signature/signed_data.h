// SignedData (RFC 5652): the one verifier, used by the host before anything leaves it and by the portal.
#pragma once

#include "core/signature/certificate.h"

#include <optional>

namespace ekey::signature {

inline constexpr std::size_t contentMost = 1 << 20;                     ///< bytes of what is signed
inline constexpr std::size_t signedDataMost = contentMost + 128 * 1024; ///< bytes of the whole
inline constexpr std::size_t certificatesMost = 8;                      ///< that come with it

struct Verified {
    Certificate signer;
    std::vector<Certificate> certificates; ///< all that came with it, signer included
    std::string content;                   ///< what was signed: encapsulated, or the detached content given
    Time signingTime = 0;                  ///< the signer's claim
};

/// Verifies exactly one signer and demands the signed attributes contentType (data), messageDigest, signingTime and
/// signingCertificateV2 (RFC 5035, naming the signer's certificate alone). Only DER is read, and nothing may follow it;
/// a detached content is given exactly where none is inside. The chain is not looked at: see checkChain. Errors:
/// signature.size {limit}, signature.malformed, signature.signers (none or several), signature.no_attributes,
/// signature.attribute {name}, signature.no_content, signature.digest (content altered), signature.signer_certificate
/// (missing or another one), signature.algorithm, signature.wrong.
Result<Verified> verifySignedData(std::span<const std::uint8_t> der,
                                  std::optional<std::string_view> detached = std::nullopt);

} // namespace ekey::signature
