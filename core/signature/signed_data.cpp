#include "core/signature/signed_data.h"

#include "core/signature/digital_signature.h"
#include "core/signature/openssl_ptr.h"
#include "core/signature/signature_algorithm.h"
#include "core/signature/signed_attributes.h"

namespace ekey::signature {

namespace {

Error error(const char* code) { return {code, {}}; }

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
CmsPtr parse(std::span<const std::uint8_t> der)
{
    const unsigned char* in = der.data();
    CmsPtr cms(d2i_CMS_ContentInfo(nullptr, &in, static_cast<long>(der.size())));
    if (!cms || OBJ_obj2nid(CMS_get0_type(cms.get())) != NID_pkcs7_signed ||
        encode<const CMS_ContentInfo>(cms.get(), i2d_CMS_ContentInfo) != Der(der.begin(), der.end())) {
        return nullptr;
    }
    const ASN1_OBJECT* type = CMS_get0_eContentType(cms.get());
    return type && OBJ_obj2nid(type) == NID_pkcs7_data ? std::move(cms) : nullptr;
}

Result<std::vector<Certificate>> certificatesOf(CMS_ContentInfo* cms)
{
    std::vector<Certificate> certificates;
    const CertificateStackPtr stack(CMS_get1_certs(cms));
    for (int i = 0; stack && i < sk_X509_num(stack.get()); ++i) {
        if (certificates.size() == certificatesMost) {
            return error("signature.malformed");
        }
        auto certificate = Certificate::read(encode<const X509>(sk_X509_value(stack.get(), i), i2d_X509));
        if (!certificate) {
            return error("signature.malformed");
        }
        certificates.push_back(*std::move(certificate));
    }
    return certificates;
}

Result<std::string> contentOf(CMS_ContentInfo* cms, std::optional<std::string_view> detached)
{
    ASN1_OCTET_STRING** slot = CMS_get0_content(cms);
    const ASN1_OCTET_STRING* inside = slot ? *slot : nullptr;
    if (inside && detached) {
        return error("signature.malformed"); // which of the two was meant?
    }
    if (detached) {
        return std::string(*detached);
    }
    if (!inside) {
        return error("signature.no_content");
    }
    return std::string(reinterpret_cast<const char*>(ASN1_STRING_get0_data(inside)),
                       static_cast<std::size_t>(ASN1_STRING_length(inside)));
}

/// The certificate that both the signer's identifier and the signed attribute name.
Result<Certificate> signerOf(CMS_SignerInfo* info, const Der& signingCertificate,
                             const std::vector<Certificate>& certificates)
{
    for (const Certificate& certificate : certificates) {
        if (CMS_SignerInfo_cert_cmp(info, certificate.native()) != 0) {
            continue;
        }
        const std::optional<bool> named = names(signingCertificate, certificate);
        if (!named) {
            return Error{"signature.attribute", {}, Severity::error, {{"name", "signingCertificateV2"}}};
        }
        if (*named) {
            return certificate;
        }
    }
    return error("signature.signer_certificate");
}

} // namespace

Result<Verified> verifySignedData(std::span<const std::uint8_t> der, std::optional<std::string_view> detached)
{
    const ErrorQueueGuard guard;
    if (der.size() > signedDataMost || (detached && detached->size() > contentMost)) {
        return Error{"signature.size", {}, Severity::error, {{"limit", contentMost}}};
    }
    const CmsPtr cms = parse(der);
    if (!cms) {
        return error("signature.malformed");
    }
    STACK_OF(CMS_SignerInfo)* signers = CMS_get0_SignerInfos(cms.get());
    if (!signers || sk_CMS_SignerInfo_num(signers) != 1) {
        return error("signature.signers");
    }
    CMS_SignerInfo* info = sk_CMS_SignerInfo_value(signers, 0);
    if (!versionsFit(der, info)) {
        return error("signature.malformed");
    }
    const std::optional<Scheme> scheme = schemeOf(info);
    if (!scheme) {
        return error("signature.algorithm");
    }
    const Result<SignedAttributes> attributes = signedAttributes(info);
    if (!attributes) {
        return attributes.error();
    }
    Result<std::string> content = contentOf(cms.get(), detached);
    if (!content) {
        return content.error();
    }
    if (content->size() > contentMost) {
        return Error{"signature.size", {}, Severity::error, {{"limit", contentMost}}};
    }
    if (digest(scheme->hash, *content) != attributes->messageDigest) {
        return error("signature.digest");
    }
    Result<std::vector<Certificate>> certificates = certificatesOf(cms.get());
    if (!certificates) {
        return certificates.error();
    }
    Result<Certificate> signer = signerOf(info, attributes->signingCertificate, *certificates);
    if (!signer) {
        return signer.error();
    }
    if (signer->algorithm().empty() || (signer->algorithm() == "RS256") != (scheme->padding != Padding::none)) {
        return error("signature.algorithm");
    }
    const ASN1_OCTET_STRING* signature = CMS_SignerInfo_get0_signature(info);
    if (!verifies(*signer, *scheme, attributes->der,
                  {ASN1_STRING_get0_data(signature), static_cast<std::size_t>(ASN1_STRING_length(signature))})) {
        return error("signature.wrong");
    }
    return Verified{*std::move(signer), *std::move(certificates), *std::move(content), attributes->signingTime};
}

} // namespace ekey::signature
