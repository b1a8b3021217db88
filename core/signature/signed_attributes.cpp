#include "core/signature/signed_attributes.h"

#include "core/signature/openssl_ptr.h"
#include "core/signature/time.h"

#include <openssl/ess.h>
#include <openssl/pkcs7.h>

namespace ekey::signature {

namespace {

Error attributeError(const char* name) { return {"signature.attribute", {}, Severity::error, {{"name", name}}}; }

/// The one value of the one attribute of that kind; nullptr otherwise.
const ASN1_TYPE* onlyValue(const CMS_SignerInfo* signer, int nid)
{
    const int first = CMS_signed_get_attr_by_NID(signer, nid, -1);
    if (first < 0 || CMS_signed_get_attr_by_NID(signer, nid, first) >= 0) {
        return nullptr;
    }
    X509_ATTRIBUTE* attribute = CMS_signed_get_attr(signer, first);
    return X509_ATTRIBUTE_count(attribute) == 1 ? X509_ATTRIBUTE_get0_type(attribute, 0) : nullptr;
}

bool isData(const ASN1_TYPE* value)
{
    return value && value->type == V_ASN1_OBJECT && OBJ_obj2nid(value->value.object) == NID_pkcs7_data;
}

std::optional<Time> time(const ASN1_TYPE* value)
{
    if (!value || (value->type != V_ASN1_UTCTIME && value->type != V_ASN1_GENERALIZEDTIME)) {
        return std::nullopt;
    }
    return fromAsn1(value->value.asn1_string);
}

} // namespace

std::string signedAttributesDer(const CMS_SignerInfo* signer)
{
    const std::unique_ptr<STACK_OF(X509_ATTRIBUTE), decltype([](STACK_OF(X509_ATTRIBUTE) * stack) {
                              sk_X509_ATTRIBUTE_free(stack); // the attributes stay the signer's
                          })>
        attributes(sk_X509_ATTRIBUTE_new_null());
    for (int i = 0; i < CMS_signed_get_attr_count(signer); ++i) {
        if (!attributes || sk_X509_ATTRIBUTE_push(attributes.get(), CMS_signed_get_attr(signer, i)) == 0) {
            return {};
        }
    }
    unsigned char* der = nullptr;
    // The item is a plain SET OF Attribute, and sorts as DER demands.
    const int size =
        ASN1_item_i2d(reinterpret_cast<ASN1_VALUE*>(attributes.get()), &der, ASN1_ITEM_rptr(PKCS7_ATTR_SIGN));
    if (size <= 0) {
        return {};
    }
    std::string text(reinterpret_cast<const char*>(der), static_cast<std::size_t>(size));
    OPENSSL_free(der);
    return text;
}

Result<SignedAttributes> signedAttributes(const CMS_SignerInfo* signer)
{
    const int count = CMS_signed_get_attr_count(signer);
    if (count <= 0) {
        return Error{"signature.no_attributes", {}};
    }
    if (count > signedAttributesMost) {
        return attributeError("");
    }
    if (!isData(onlyValue(signer, NID_pkcs9_contentType))) {
        return attributeError("contentType");
    }
    SignedAttributes attributes;
    const ASN1_TYPE* value = onlyValue(signer, NID_pkcs9_messageDigest);
    if (!value || value->type != V_ASN1_OCTET_STRING) {
        return attributeError("messageDigest");
    }
    const ASN1_STRING* digest = value->value.octet_string;
    attributes.messageDigest.assign(reinterpret_cast<const char*>(ASN1_STRING_get0_data(digest)),
                                    static_cast<std::size_t>(ASN1_STRING_length(digest)));

    const std::optional<Time> claimed = time(onlyValue(signer, NID_pkcs9_signingTime));
    if (!claimed) {
        return attributeError("signingTime");
    }
    attributes.signingTime = *claimed;

    value = onlyValue(signer, NID_id_smime_aa_signingCertificateV2);
    if (!value || value->type != V_ASN1_SEQUENCE) {
        return attributeError("signingCertificateV2");
    }
    const ASN1_STRING* sequence = value->value.sequence;
    const unsigned char* bytes = ASN1_STRING_get0_data(sequence);
    attributes.signingCertificate.assign(bytes, bytes + ASN1_STRING_length(sequence));

    attributes.der = signedAttributesDer(signer);
    return attributes;
}

std::optional<bool> names(const Der& signingCertificate, const Certificate& certificate)
{
    const unsigned char* in = signingCertificate.data();
    const Owner<ESS_SIGNING_CERT_V2, ESS_SIGNING_CERT_V2_free> value(
        d2i_ESS_SIGNING_CERT_V2(nullptr, &in, static_cast<long>(signingCertificate.size())));
    if (!value || in != signingCertificate.data() + signingCertificate.size()) {
        return std::nullopt;
    }
    // Every certificate that the attribute names must be found, the first in the first place: with one certificate to
    // find them in, an attribute that names any other is refused. Hash and, where present, issuer and serial are
    // compared.
    const CertificateStackPtr only(sk_X509_new_null());
    return only && X509_add_cert(only.get(), certificate.native(), X509_ADD_FLAG_UP_REF) == 1 &&
           OSSL_ESS_check_signing_certs(nullptr, value.get(), only.get(), 1) == 1;
}

} // namespace ekey::signature
