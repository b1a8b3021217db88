// SignedData as ASN.1 has it. RFC 5652 §5 grew out of PKCS #7 1.5 (RFC 2315 §9), which GB/T 35275-2017 §8 takes over
// under object identifiers of its own: one structure is read for both.
#pragma once

#include "core/signature/openssl_ptr.h"

#include <openssl/pkcs7.h>

#include <span>

namespace ekey::signature {

/// SignerInfo. Exactly one of its two names stands in what is right; both can be read.
struct SignerStructure {
    ASN1_INTEGER* version;
    PKCS7_ISSUER_AND_SERIAL* issuerAndSerial;
    ASN1_OCTET_STRING* keyIdentifier;
    X509_ALGOR* digestAlgorithm;
    STACK_OF(X509_ATTRIBUTE) * signedAttributes; ///< null: none
    X509_ALGOR* signatureAlgorithm;
    ASN1_OCTET_STRING* signature;
    STACK_OF(X509_ATTRIBUTE) * unsignedAttributes;
};
DEFINE_STACK_OF(SignerStructure)

/// EncapsulatedContentInfo.
struct ContentStructure {
    ASN1_OBJECT* type;
    ASN1_OCTET_STRING* octets; ///< null: detached
};

struct SignedStructure {
    ASN1_INTEGER* version;
    STACK_OF(X509_ALGOR) * digestAlgorithms;
    ContentStructure* content;
    /// Each as it is: decoding the key of one costs a third of verifying a signature, and most of them are known. In
    /// the order in which they stand, which only RFC 5652 wants to be that of DER.
    STACK_OF(ASN1_TYPE) * certificates;
    STACK_OF(X509_CRL) * lists;
    STACK_OF(SignerStructure) * signers;
};

/// ContentInfo.
struct SignedContentInfo {
    ASN1_OBJECT* type;
    SignedStructure* data;
};

/// Null unless it is DER, and nothing follows: a second encoding of the same SignedData would be another document with
/// the same meaning. What is inside of a certificate is not looked at.
std::shared_ptr<const SignedContentInfo> readStructure(std::span<const std::uint8_t> der);

} // namespace ekey::signature
