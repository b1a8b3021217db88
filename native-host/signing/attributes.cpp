#include "native-host/signing/attributes.h"

#include "core/signature/message_digest.h"
#include "core/signature/signed_attributes.h"

#include <openssl/ess.h>
#include <openssl/pkcs7.h>

namespace ekey::signing {

namespace {

using signature::Owner;

/// `length` −1: `value` is an object of OpenSSL's of that type.
bool add(OwnedAttributes& list, int nid, int type, const void* value, int length)
{
    Owner<X509_ATTRIBUTE, X509_ATTRIBUTE_free> attribute(
        X509_ATTRIBUTE_create_by_NID(nullptr, nid, type, value, length));
    if (!list || !attribute || sk_X509_ATTRIBUTE_push(list.get(), attribute.get()) == 0) {
        return false;
    }
    attribute.release(); // now the list's
    return true;
}

Owner<ASN1_STRING, ASN1_STRING_free> signingCertificate(const Certificate& signer, signature::Hash hash)
{
    const Owner<ESS_SIGNING_CERT_V2, ESS_SIGNING_CERT_V2_free> value(
        OSSL_ESS_signing_cert_v2_new_init(signature::messageDigest(hash), signer.native(), nullptr, 1));
    Owner<ASN1_STRING, ASN1_STRING_free> sequence(ASN1_STRING_new());
    const Der der = value ? signature::encode<const ESS_SIGNING_CERT_V2>(value.get(), i2d_ESS_SIGNING_CERT_V2) : Der{};
    const bool made =
        sequence && !der.empty() && ASN1_STRING_set(sequence.get(), der.data(), static_cast<int>(der.size())) == 1;
    return made ? std::move(sequence) : nullptr;
}

/// DER sorts the elements of a SET OF by their encoding (X.690 §11.6).
OwnedAttributes sorted(const OwnedAttributes& list)
{
    const std::string der = signature::attributesDer(list.get());
    const auto* in = reinterpret_cast<const unsigned char*>(der.data());
    return OwnedAttributes(reinterpret_cast<STACK_OF(X509_ATTRIBUTE)*>(
        ASN1_item_d2i(nullptr, &in, static_cast<long>(der.size()), ASN1_ITEM_rptr(PKCS7_ATTR_SIGN))));
}

} // namespace

OwnedAttributes signedAttributes(const AttributeValues& values)
{
    // X509_gmtime_adj would read the clock.
    const Owner<ASN1_TIME, ASN1_TIME_free> time(ASN1_TIME_set(nullptr, static_cast<time_t>(values.signingTime)));
    const auto certificate = signingCertificate(values.signer, values.hash);
    OwnedAttributes list(sk_X509_ATTRIBUTE_new_null());
    const bool made = time && certificate && add(list, NID_pkcs9_contentType, V_ASN1_OBJECT, values.contentType, -1) &&
                      add(list, NID_pkcs9_messageDigest, V_ASN1_OCTET_STRING, values.messageDigest.data(),
                          static_cast<int>(values.messageDigest.size())) &&
                      add(list, NID_pkcs9_signingTime, time->type, time.get(), -1) &&
                      add(list, NID_id_smime_aa_signingCertificateV2, V_ASN1_SEQUENCE, certificate.get(), -1);
    return made ? sorted(list) : nullptr;
}

std::string attributesDer(const CMS_SignerInfo* signer)
{
    OwnedAttributes list(sk_X509_ATTRIBUTE_new_null());
    for (int i = 0; i < CMS_signed_get_attr_count(signer); ++i) {
        Owner<X509_ATTRIBUTE, X509_ATTRIBUTE_free> copy(X509_ATTRIBUTE_dup(CMS_signed_get_attr(signer, i)));
        if (!list || !copy || sk_X509_ATTRIBUTE_push(list.get(), copy.get()) == 0) {
            return {};
        }
        copy.release(); // now the list's
    }
    return list ? signature::attributesDer(list.get()) : std::string{};
}

} // namespace ekey::signing
