// SignedData of GB/T 35275-2017 §8: the structure is that of PKCS #7 1.5 (RFC 2315 §9), which OpenSSL knows under other
// object identifiers.
#include "core/signature/chain.h"
#include "core/signature/signed_document.h"

#include <openssl/asn1t.h>
#include <openssl/pkcs7.h>

namespace ekey::signature {

namespace {

/// OpenSSL's PKCS7_SIGNED, but with its certificates as they are: decoding the key of one costs a third of verifying a
/// signature, and most of them are known.
struct SignedContent {
    ASN1_INTEGER* version;
    STACK_OF(X509_ALGOR) * digestAlgorithms;
    PKCS7* content;
    STACK_OF(ASN1_TYPE) * certificates;
    STACK_OF(X509_CRL) * lists;
    STACK_OF(PKCS7_SIGNER_INFO) * signers;
};

ASN1_SEQUENCE(SignedContent) = {ASN1_SIMPLE(SignedContent, version, ASN1_INTEGER),
                                ASN1_SET_OF(SignedContent, digestAlgorithms, X509_ALGOR),
                                ASN1_SIMPLE(SignedContent, content, PKCS7),
                                ASN1_IMP_SEQUENCE_OF_OPT(SignedContent, certificates, ASN1_ANY, 0),
                                ASN1_IMP_SET_OF_OPT(SignedContent, lists, X509_CRL, 1),
                                ASN1_SET_OF(SignedContent, signers, PKCS7_SIGNER_INFO)};
static_ASN1_SEQUENCE_END(SignedContent)

    void freeSigned(SignedContent* data)
{
    ASN1_item_free(reinterpret_cast<ASN1_VALUE*>(data), ASN1_ITEM_rptr(SignedContent));
}

int encodeSigned(const SignedContent* data, unsigned char** out)
{
    return ASN1_item_i2d(reinterpret_cast<const ASN1_VALUE*>(data), out, ASN1_ITEM_rptr(SignedContent));
}

using SignedPtr = Owner<SignedContent, freeSigned>;
using ContentInfoPtr = Owner<PKCS7, PKCS7_free>;

/// Only DER, as for RFC 5652.
std::shared_ptr<SignedContent> parse(std::span<const std::uint8_t> der)
{
    const unsigned char* in = der.data();
    const ContentInfoPtr outer(d2i_PKCS7(nullptr, &in, static_cast<long>(der.size())));
    if (!outer || dotted(outer->type) != gbtSignedData || !outer->d.other || outer->d.other->type != V_ASN1_SEQUENCE ||
        encode<const PKCS7>(outer.get(), i2d_PKCS7) != Der(der.begin(), der.end())) {
        return nullptr;
    }
    const ASN1_STRING* sequence = outer->d.other->value.sequence;
    const unsigned char* body = ASN1_STRING_get0_data(sequence);
    const long size = ASN1_STRING_length(sequence);
    in = body;
    SignedPtr data(reinterpret_cast<SignedContent*>(ASN1_item_d2i(nullptr, &in, size, ASN1_ITEM_rptr(SignedContent))));
    if (!data || encode<const SignedContent>(data.get(), encodeSigned) != Der(body, body + size)) {
        return nullptr;
    }
    return {std::move(data)};
}

/// The inner content, which is of type data by this standard's identifier or by PKCS #7's own. False: of another type.
bool readContent(const PKCS7* inner, std::optional<std::string>& content)
{
    const ASN1_STRING* octets = nullptr;
    if (OBJ_obj2nid(inner->type) == NID_pkcs7_data) {
        octets = inner->d.data;
    } else if (dotted(inner->type) != gbtData) {
        return false;
    } else if (inner->d.other) {
        if (inner->d.other->type != V_ASN1_OCTET_STRING) {
            return false;
        }
        octets = inner->d.other->value.octet_string;
    }
    if (octets) {
        content.emplace(reinterpret_cast<const char*>(ASN1_STRING_get0_data(octets)),
                        static_cast<std::size_t>(ASN1_STRING_length(octets)));
    }
    return true;
}

/// A copy of the list only. Empty when its order is not that of DER (X.690 §11.6), which OpenSSL's structure keeps as
/// it finds it.
AttributesPtr sortedAttributes(const STACK_OF(X509_ATTRIBUTE) * found)
{
    unsigned char* sorted = nullptr;
    unsigned char* asFound = nullptr;
    const auto* value = reinterpret_cast<const ASN1_VALUE*>(found);
    const int size = ASN1_item_i2d(value, &sorted, ASN1_ITEM_rptr(PKCS7_ATTR_SIGN));
    const int sizeAsFound = ASN1_item_i2d(value, &asFound, ASN1_ITEM_rptr(PKCS7_ATTR_VERIFY));
    const bool same = size > 0 && size == sizeAsFound && std::equal(sorted, sorted + size, asFound);
    OPENSSL_free(sorted);
    OPENSSL_free(asFound);
    return AttributesPtr(same ? sk_X509_ATTRIBUTE_dup(found) : nullptr);
}

Result<std::vector<Certificate>> certificatesOf(const STACK_OF(ASN1_TYPE) * stack, ChainMemory* known)
{
    std::vector<Certificate> certificates;
    for (int i = 0; stack && i < sk_ASN1_TYPE_num(stack); ++i) {
        const ASN1_TYPE* value = sk_ASN1_TYPE_value(stack, i);
        if (certificates.size() == certificatesMost || value->type != V_ASN1_SEQUENCE) {
            return Error{"signature.malformed"};
        }
        const std::span<const std::uint8_t> der(ASN1_STRING_get0_data(value->value.sequence),
                                                static_cast<std::size_t>(ASN1_STRING_length(value->value.sequence)));
        auto certificate = known ? known->read(der) : Certificate::read(der);
        if (!certificate) {
            return Error{"signature.malformed"};
        }
        certificates.push_back(*std::move(certificate));
    }
    return certificates;
}

bool isOf(const PKCS7_ISSUER_AND_SERIAL* name, const Certificate& certificate)
{
    return X509_NAME_cmp(name->issuer, X509_get_issuer_name(certificate.native())) == 0 &&
           ASN1_INTEGER_cmp(name->serial, X509_get0_serialNumber(certificate.native())) == 0;
}

} // namespace

Result<SignedDocument> readGbt35275(std::span<const std::uint8_t> der, ChainMemory* known)
{
    const std::shared_ptr<SignedContent> data = parse(der);
    SignedDocument document;
    if (!data || ASN1_INTEGER_get(data->version) != 1 || !readContent(data->content, document.content)) {
        return Error{"signature.malformed"};
    }
    if (sk_PKCS7_SIGNER_INFO_num(data->signers) != 1) {
        return Error{"signature.signers"};
    }
    const PKCS7_SIGNER_INFO* info = sk_PKCS7_SIGNER_INFO_value(data->signers, 0);
    if (sk_X509_ATTRIBUTE_num(info->auth_attr) > 0) {
        document.attributes = sortedAttributes(info->auth_attr);
    }
    if (ASN1_INTEGER_get(info->version) != 1 || (info->auth_attr && !document.attributes)) {
        return Error{"signature.malformed"};
    }
    auto certificates = certificatesOf(data->certificates, known);
    if (!certificates) {
        return certificates.error();
    }
    document.form = Form::gbt35275;
    document.certificates = *std::move(certificates);
    document.digestAlgorithm = info->digest_alg;
    document.signatureAlgorithm = info->digest_enc_alg;
    document.signature = {ASN1_STRING_get0_data(info->enc_digest),
                          static_cast<std::size_t>(ASN1_STRING_length(info->enc_digest))};
    document.isSigner = [name = info->issuer_and_serial](const Certificate& certificate) {
        return isOf(name, certificate);
    };
    document.structure = data;
    return document;
}

} // namespace ekey::signature
