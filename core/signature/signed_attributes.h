// The signed attributes of one SignerInfo (RFC 5652 §5.3): what the signature really covers.
#pragma once

#include "core/signature/certificate.h"

#include <optional>

struct CMS_SignerInfo_st;

namespace ekey::signature {

inline constexpr int signedAttributesMost = 16;

struct SignedAttributes {
    std::string messageDigest;
    Time signingTime = 0;
    Der signingCertificate; ///< SigningCertificateV2 (RFC 5035), not yet compared with any certificate
    std::string der;        ///< SET OF Attribute: the bytes that are signed (RFC 5652 §5.4)
};

/// Demands contentType (data), messageDigest, signingTime and signingCertificateV2, each once and with one value;
/// others are let be. Errors: signature.no_attributes, signature.attribute {name}.
Result<SignedAttributes> signedAttributes(const CMS_SignerInfo_st* signer);

/// The bytes that are signed; empty when there are no attributes.
std::string signedAttributesDer(const CMS_SignerInfo_st* signer);

/// Whether a SigningCertificateV2 names this certificate and no other. Empty when it cannot be read.
std::optional<bool> names(const Der& signingCertificate, const Certificate& certificate);

} // namespace ekey::signature
