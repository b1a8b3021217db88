// The signed attributes of one SignerInfo (RFC 5652 §5.3): what the signature really covers.
#pragma once

#include "core/signature/signed_document.h"

namespace ekey::signature {

inline constexpr int signedAttributesMost = 16;

struct SignedAttributes {
    std::string messageDigest;
    std::optional<Time> signingTime;
    std::optional<Der> signingCertificate; ///< SigningCertificateV2 (RFC 5035), not yet compared with any certificate
    std::string der;                       ///< SET OF Attribute: the bytes that are signed (RFC 5652 §5.4)
};

/// Demands contentType (data) and messageDigest, as RFC 5652 §11 does; signingTime and signingCertificateV2 may be
/// missing. None of the four may stand twice or have several values; others are let be. Error: signature.attribute
/// {name}.
Result<SignedAttributes> signedAttributes(const SignedDocument& document);

/// The bytes that are signed; empty when they cannot be encoded.
std::string attributesDer(const STACK_OF(X509_ATTRIBUTE) * attributes);

/// Whether a SigningCertificateV2 names this certificate and no other. Empty when it cannot be read.
std::optional<bool> names(const Der& signingCertificate, const Certificate& certificate);

} // namespace ekey::signature
