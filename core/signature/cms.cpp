// SignedData of RFC 5652 by OpenSSL's reader.
#include "core/signature/signed_document.h"

namespace ekey::signature {

namespace {

struct AnyDeleter {
    void operator()(ASN1_SEQUENCE_ANY* elements) const { sk_ASN1_TYPE_pop_free(elements, ASN1_TYPE_free); }
};
using Elements = std::unique_ptr<ASN1_SEQUENCE_ANY, AnyDeleter>;

Elements elementsOf(const ASN1_TYPE* value, decltype(&d2i_ASN1_SEQUENCE_ANY) d2i)
{
    const unsigned char* in = ASN1_STRING_get0_data(value->value.asn1_string);
    return Elements(d2i(nullptr, &in, ASN1_STRING_length(value->value.asn1_string)));
}

/// The INTEGER that a SEQUENCE begins with; -1 where there is none.
std::int64_t versionOf(const Elements& sequence)
{
    const ASN1_TYPE* first =
        sequence && sk_ASN1_TYPE_num(sequence.get()) > 0 ? sk_ASN1_TYPE_value(sequence.get(), 0) : nullptr;
    return first && first->type == V_ASN1_INTEGER ? ASN1_INTEGER_get(first->value.integer) : -1;
}

/// OpenSSL reads versions without judging them and has no getter, so they are looked up in the DER: SignedData is
/// version 1, or 3 where its one signer is, and SignerInfo is 1 where it names issuer and serial, 3 where the subject
/// key (RFC 5652 §5.1, §5.3). `der` was parsed before, so its shape is known.
bool versionsFit(std::span<const std::uint8_t> der, CMS_SignerInfo* signer)
{
    const unsigned char* in = der.data();
    const Elements outer(d2i_ASN1_SEQUENCE_ANY(nullptr, &in, static_cast<long>(der.size())));
    const ASN1_STRING* wrapped = sk_ASN1_TYPE_value(outer.get(), 1)->value.asn1_string; // [0] EXPLICIT
    in = ASN1_STRING_get0_data(wrapped);
    long length = 0;
    int tag = 0;
    int kind = 0;
    ASN1_get_object(&in, &length, &tag, &kind, ASN1_STRING_length(wrapped));
    const Elements data(d2i_ASN1_SEQUENCE_ANY(nullptr, &in, length));
    const int last = data ? sk_ASN1_TYPE_num(data.get()) - 1 : -1;
    if (last < 0 || sk_ASN1_TYPE_value(data.get(), last)->type != V_ASN1_SET) {
        return false;
    }
    const Elements signers = elementsOf(sk_ASN1_TYPE_value(data.get(), last), d2i_ASN1_SET_ANY);
    const Elements info = elementsOf(sk_ASN1_TYPE_value(signers.get(), 0), d2i_ASN1_SEQUENCE_ANY);
    ASN1_OCTET_STRING* keyIdentifier = nullptr;
    CMS_SignerInfo_get0_signer_id(signer, &keyIdentifier, nullptr, nullptr);
    const std::int64_t expected = keyIdentifier ? 3 : 1;
    return versionOf(data) == expected && versionOf(info) == expected;
}

/// Only DER: a second encoding of the same SignedData would be another document with the same meaning.
std::shared_ptr<CMS_ContentInfo> parse(std::span<const std::uint8_t> der)
{
    const unsigned char* in = der.data();
    CmsPtr cms(d2i_CMS_ContentInfo(nullptr, &in, static_cast<long>(der.size())));
    if (!cms || OBJ_obj2nid(CMS_get0_type(cms.get())) != NID_pkcs7_signed ||
        encode<const CMS_ContentInfo>(cms.get(), i2d_CMS_ContentInfo) != Der(der.begin(), der.end())) {
        return nullptr;
    }
    const ASN1_OBJECT* type = CMS_get0_eContentType(cms.get());
    return type && OBJ_obj2nid(type) == NID_pkcs7_data ? std::shared_ptr<CMS_ContentInfo>(std::move(cms)) : nullptr;
}

} // namespace

AttributesPtr attributesOf(const CMS_SignerInfo* signer)
{
    const int count = CMS_signed_get_attr_count(signer);
    AttributesPtr attributes(count > 0 ? sk_X509_ATTRIBUTE_new_null() : nullptr);
    for (int i = 0; i < count; ++i) {
        if (!attributes || sk_X509_ATTRIBUTE_push(attributes.get(), CMS_signed_get_attr(signer, i)) == 0) {
            std::abort(); // out of memory: fewer attributes would be another meaning
        }
    }
    return attributes;
}

Result<SignedDocument> readCms(std::span<const std::uint8_t> der)
{
    const std::shared_ptr<CMS_ContentInfo> cms = parse(der);
    if (!cms) {
        return Error{"signature.malformed"};
    }
    STACK_OF(CMS_SignerInfo)* signers = CMS_get0_SignerInfos(cms.get());
    if (!signers || sk_CMS_SignerInfo_num(signers) != 1) {
        return Error{"signature.signers"};
    }
    CMS_SignerInfo* info = sk_CMS_SignerInfo_value(signers, 0);
    if (!versionsFit(der, info)) {
        return Error{"signature.malformed"};
    }
    const CertificateStackPtr stack(CMS_get1_certs(cms.get()));
    auto certificates = readCertificates(stack.get());
    if (!certificates) {
        return certificates.error();
    }
    SignedDocument document;
    document.form = Form::cms;
    document.certificates = *std::move(certificates);
    if (ASN1_OCTET_STRING** slot = CMS_get0_content(cms.get()); slot && *slot) {
        document.content.emplace(reinterpret_cast<const char*>(ASN1_STRING_get0_data(*slot)),
                                 static_cast<std::size_t>(ASN1_STRING_length(*slot)));
    }
    X509_ALGOR* digestAlgorithm = nullptr;
    X509_ALGOR* signatureAlgorithm = nullptr;
    CMS_SignerInfo_get0_algs(info, nullptr, nullptr, &digestAlgorithm, &signatureAlgorithm);
    document.digestAlgorithm = digestAlgorithm;
    document.signatureAlgorithm = signatureAlgorithm;
    document.attributes = attributesOf(info);
    const ASN1_OCTET_STRING* signature = CMS_SignerInfo_get0_signature(info);
    document.signature = {ASN1_STRING_get0_data(signature), static_cast<std::size_t>(ASN1_STRING_length(signature))};
    document.isSigner = [info](const Certificate& certificate) {
        return CMS_SignerInfo_cert_cmp(info, certificate.native()) == 0;
    };
    document.structure = cms;
    return document;
}

} // namespace ekey::signature
