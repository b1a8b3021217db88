#include "core/signature/signed_attributes.h"

#include "core/signature/time.h"

#include <openssl/ess.h>
#include <openssl/pkcs7.h>

namespace ekey::signature {

namespace {

Error wrongAttribute(const char* name) { return {"signature.attribute", {}, Severity::error, {{"name", name}}}; }

/// How often an attribute stands there, and its value where both it and its value are the only ones.
struct Found {
    int count = 0;
    const ASN1_TYPE* value = nullptr;
};

Found find(const STACK_OF(X509_ATTRIBUTE) * attributes, int nid)
{
    Found found;
    for (int i = 0; i < sk_X509_ATTRIBUTE_num(attributes); ++i) {
        X509_ATTRIBUTE* attribute = sk_X509_ATTRIBUTE_value(attributes, i);
        if (OBJ_obj2nid(X509_ATTRIBUTE_get0_object(attribute)) != nid) {
            continue;
        }
        const bool only = ++found.count == 1 && X509_ATTRIBUTE_count(attribute) == 1;
        found.value = only ? X509_ATTRIBUTE_get0_type(attribute, 0) : nullptr;
    }
    return found;
}

std::optional<Time> time(const ASN1_TYPE* value)
{
    if (!value || (value->type != V_ASN1_UTCTIME && value->type != V_ASN1_GENERALIZEDTIME)) {
        return std::nullopt;
    }
    return fromAsn1(value->value.asn1_string);
}

} // namespace

std::string attributesDer(const STACK_OF(X509_ATTRIBUTE) * attributes)
{
    unsigned char* der = nullptr;
    // The item is a plain SET OF Attribute, and sorts as DER demands.
    const int size =
        ASN1_item_i2d(reinterpret_cast<const ASN1_VALUE*>(attributes), &der, ASN1_ITEM_rptr(PKCS7_ATTR_SIGN));
    if (size <= 0) {
        return {};
    }
    std::string text(reinterpret_cast<const char*>(der), static_cast<std::size_t>(size));
    OPENSSL_free(der);
    return text;
}

Result<SignedAttributes> signedAttributes(const SignedDocument& document)
{
    const STACK_OF(X509_ATTRIBUTE)* list = document.attributes;
    if (sk_X509_ATTRIBUTE_num(list) > signedAttributesMost) {
        return wrongAttribute("");
    }
    const ASN1_TYPE* type = find(list, NID_pkcs9_contentType).value;
    if (!type || type->type != V_ASN1_OBJECT || !isData(type->value.object, document.form)) {
        return wrongAttribute("contentType");
    }
    SignedAttributes attributes;
    const ASN1_TYPE* value = find(list, NID_pkcs9_messageDigest).value;
    if (!value || value->type != V_ASN1_OCTET_STRING) {
        return wrongAttribute("messageDigest");
    }
    const ASN1_STRING* digest = value->value.octet_string;
    attributes.messageDigest.assign(reinterpret_cast<const char*>(ASN1_STRING_get0_data(digest)),
                                    static_cast<std::size_t>(ASN1_STRING_length(digest)));

    const Found claimed = find(list, NID_pkcs9_signingTime);
    attributes.signingTime = time(claimed.value);
    if (claimed.count > 0 && !attributes.signingTime) {
        return wrongAttribute("signingTime");
    }
    const Found certificate = find(list, NID_id_smime_aa_signingCertificateV2);
    if (certificate.count > 0) {
        if (!certificate.value || certificate.value->type != V_ASN1_SEQUENCE) {
            return wrongAttribute("signingCertificateV2");
        }
        const ASN1_STRING* sequence = certificate.value->value.sequence;
        const unsigned char* bytes = ASN1_STRING_get0_data(sequence);
        attributes.signingCertificate.emplace(bytes, bytes + ASN1_STRING_length(sequence));
    }
    attributes.der = attributesDer(list);
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
