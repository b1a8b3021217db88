#include "core/signature/signed_structure.h"

#include <openssl/asn1t.h>

#include <algorithm>

namespace ekey::signature {

namespace {

// clang-format off
ASN1_SEQUENCE(SignerStructure) = {
    ASN1_SIMPLE(SignerStructure, version, ASN1_INTEGER),
    ASN1_OPT(SignerStructure, issuerAndSerial, PKCS7_ISSUER_AND_SERIAL),
    ASN1_IMP_OPT(SignerStructure, keyIdentifier, ASN1_OCTET_STRING, 0),
    ASN1_SIMPLE(SignerStructure, digestAlgorithm, X509_ALGOR),
    ASN1_IMP_SET_OF_OPT(SignerStructure, signedAttributes, X509_ATTRIBUTE, 0),
    ASN1_SIMPLE(SignerStructure, signatureAlgorithm, X509_ALGOR),
    ASN1_SIMPLE(SignerStructure, signature, ASN1_OCTET_STRING),
    ASN1_IMP_SET_OF_OPT(SignerStructure, unsignedAttributes, X509_ATTRIBUTE, 1)};
static_ASN1_SEQUENCE_END(SignerStructure)

ASN1_SEQUENCE(ContentStructure) = {
    ASN1_SIMPLE(ContentStructure, type, ASN1_OBJECT),
    ASN1_EXP_OPT(ContentStructure, octets, ASN1_OCTET_STRING, 0)};
static_ASN1_SEQUENCE_END(ContentStructure)

ASN1_SEQUENCE(SignedStructure) = {
    ASN1_SIMPLE(SignedStructure, version, ASN1_INTEGER),
    ASN1_SET_OF(SignedStructure, digestAlgorithms, X509_ALGOR),
    ASN1_SIMPLE(SignedStructure, content, ContentStructure),
    ASN1_IMP_SEQUENCE_OF_OPT(SignedStructure, certificates, ASN1_ANY, 0),
    ASN1_IMP_SET_OF_OPT(SignedStructure, lists, X509_CRL, 1),
    ASN1_SET_OF(SignedStructure, signers, SignerStructure)};
static_ASN1_SEQUENCE_END(SignedStructure)

ASN1_SEQUENCE(SignedContentInfo) = {
    ASN1_SIMPLE(SignedContentInfo, type, ASN1_OBJECT),
    ASN1_EXP(SignedContentInfo, data, SignedStructure, 0)};
static_ASN1_SEQUENCE_END(SignedContentInfo)
    // clang-format on

    void freeInfo(SignedContentInfo* info)
{
    ASN1_item_free(reinterpret_cast<ASN1_VALUE*>(info), ASN1_ITEM_rptr(SignedContentInfo));
}

int encodeInfo(const SignedContentInfo* info, unsigned char** out)
{
    return ASN1_item_i2d(reinterpret_cast<const ASN1_VALUE*>(info), out, ASN1_ITEM_rptr(SignedContentInfo));
}

} // namespace

std::shared_ptr<const SignedContentInfo> readStructure(std::span<const std::uint8_t> der)
{
    const unsigned char* in = der.data();
    const std::shared_ptr<const SignedContentInfo> info(
        reinterpret_cast<SignedContentInfo*>(
            ASN1_item_d2i(nullptr, &in, static_cast<long>(der.size()), ASN1_ITEM_rptr(SignedContentInfo))),
        freeInfo);
    const std::vector<std::uint8_t> again =
        info ? encode<const SignedContentInfo>(info.get(), encodeInfo) : std::vector<std::uint8_t>{};
    return info && std::equal(again.begin(), again.end(), der.begin(), der.end()) ? info : nullptr;
}

} // namespace ekey::signature
