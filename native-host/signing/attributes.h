// The signed attributes that every signature of ours carries (RFC 5652 §11, RFC 5035).
#pragma once

#include "core/signature/openssl_ptr.h"
#include "native-host/signing/raw_signer.h"

namespace ekey::signing {

struct AttributesDeleter {
    void operator()(STACK_OF(X509_ATTRIBUTE) * list) const { sk_X509_ATTRIBUTE_pop_free(list, X509_ATTRIBUTE_free); }
};
using OwnedAttributes = std::unique_ptr<STACK_OF(X509_ATTRIBUTE), AttributesDeleter>;

struct AttributeValues {
    const ASN1_OBJECT* contentType; ///< data, by the form's identifier
    std::string_view messageDigest;
    signature::Time signingTime; ///< UTCTime until 2049, then GeneralizedTime (RFC 5652 §11.3)
    const Certificate& signer;   ///< named by signingCertificateV2
    signature::Hash hash;        ///< by which it is named
};

/// In the order of DER; null when they cannot be made.
OwnedAttributes signedAttributes(const AttributeValues& values);

/// The bytes that are signed of a signer that OpenSSL builds; empty when they cannot be encoded.
std::string attributesDer(const CMS_SignerInfo* signer);

} // namespace ekey::signing
