#include "core/signature/signed_attributes.h"
#include "native-host/signing/algorithm_identifier.h"
#include "native-host/signing/envelope.h"

#include <openssl/pkcs7.h>

namespace ekey::signing {

namespace {

using signature::Owner;
using ContentPtr = Owner<PKCS7, PKCS7_free>;
using SignedPtr = Owner<PKCS7_SIGNED, PKCS7_SIGNED_free>;
using ObjectPtr = Owner<ASN1_OBJECT, ASN1_OBJECT_free>;

/// A ContentInfo of a type that OpenSSL has no name for, with a value that it does not interpret.
ContentPtr contentInfo(const char* type, int valueType, std::optional<std::string_view> value)
{
    ContentPtr info(PKCS7_new());
    ObjectPtr object(OBJ_txt2obj(type, 1));
    if (!info || !object) {
        return nullptr;
    }
    info->type = object.release();
    if (!value) {
        return info;
    }
    Owner<ASN1_STRING, ASN1_STRING_free> text(ASN1_STRING_type_new(valueType));
    Owner<ASN1_TYPE, ASN1_TYPE_free> any(ASN1_TYPE_new());
    if (!text || !any || ASN1_STRING_set(text.get(), value->data(), static_cast<int>(value->size())) != 1) {
        return nullptr;
    }
    ASN1_TYPE_set(any.get(), valueType, text.release());
    info->d.other = any.release();
    return info;
}

bool setSigner(PKCS7_SIGNER_INFO* info, const EnvelopeParts& parts)
{
    X509* signer = parts.signer.native();
    ASN1_INTEGER_free(info->issuer_and_serial->serial);
    info->issuer_and_serial->serial = ASN1_INTEGER_dup(X509_get0_serialNumber(signer));
    return ASN1_INTEGER_set(info->version, 1) == 1 && info->issuer_and_serial->serial &&
           X509_NAME_set(&info->issuer_and_serial->issuer, X509_get_issuer_name(signer)) == 1 &&
           setDigestAlgorithm(info->digest_alg, parts.scheme.hash) && setAlgorithm(info->digest_enc_alg, parts.scheme);
}

bool addAttributes(PKCS7_SIGNER_INFO* info, const EnvelopeParts& parts)
{
    const ObjectPtr data(OBJ_txt2obj(signature::gbtData, 1));
    info->auth_attr =
        data ? signedAttributes({data.get(), parts.messageDigest, parts.signingTime, parts.signer, parts.scheme.hash})
                   .release()
             : nullptr;
    return info->auth_attr != nullptr;
}

bool addCertificate(PKCS7_SIGNED* data, const Certificate& certificate)
{
    return X509_add_cert(data->cert, certificate.native(), X509_ADD_FLAG_UP_REF | X509_ADD_FLAG_NO_DUP) == 1;
}

bool addCertificates(PKCS7_SIGNED* data, const EnvelopeParts& parts)
{
    data->cert = sk_X509_new_null();
    bool added = data->cert && addCertificate(data, parts.signer);
    for (const Certificate& certificate : parts.chain) {
        added = added && addCertificate(data, certificate);
    }
    return added;
}

bool addDigestAlgorithm(PKCS7_SIGNED* data, signature::Hash hash)
{
    Owner<X509_ALGOR, X509_ALGOR_free> algorithm(X509_ALGOR_new());
    if (!algorithm || !setDigestAlgorithm(algorithm.get(), hash) ||
        sk_X509_ALGOR_push(data->md_algs, algorithm.get()) == 0) {
        return false;
    }
    algorithm.release(); // now the list's
    return true;
}

class GbtEnvelope final : public Envelope {
public:
    GbtEnvelope(SignedPtr data, PKCS7_SIGNER_INFO* info) : data_(std::move(data)), info_(info) {}

    std::string signedAttributes() const override { return signature::attributesDer(info_->auth_attr); }

    Der finish(const Der& value) override
    {
        if (ASN1_STRING_set(info_->enc_digest, value.data(), static_cast<int>(value.size())) != 1) {
            return {};
        }
        const Der body = signature::encode<const PKCS7_SIGNED>(data_.get(), i2d_PKCS7_SIGNED);
        const ContentPtr outer = contentInfo(signature::gbtSignedData, V_ASN1_SEQUENCE,
                                             std::string_view(reinterpret_cast<const char*>(body.data()), body.size()));
        return outer && !body.empty() ? signature::encode<const PKCS7>(outer.get(), i2d_PKCS7) : Der{};
    }

private:
    SignedPtr data_;
    PKCS7_SIGNER_INFO* info_;
};

} // namespace

std::unique_ptr<Envelope> gbt35275Envelope(const EnvelopeParts& parts)
{
    SignedPtr data(PKCS7_SIGNED_new());
    ContentPtr inner = contentInfo(signature::gbtData, V_ASN1_OCTET_STRING, parts.content);
    Owner<PKCS7_SIGNER_INFO, PKCS7_SIGNER_INFO_free> info(PKCS7_SIGNER_INFO_new());
    if (!data || !inner || !info || ASN1_INTEGER_set(data->version, 1) != 1 ||
        !addDigestAlgorithm(data.get(), parts.scheme.hash) || !addCertificates(data.get(), parts) ||
        !setSigner(info.get(), parts) || !addAttributes(info.get(), parts) ||
        sk_PKCS7_SIGNER_INFO_push(data->signer_info, info.get()) == 0) {
        return nullptr;
    }
    PKCS7_free(data->contents);
    data->contents = inner.release();
    PKCS7_SIGNER_INFO* signer = info.release(); // now the list's
    return std::make_unique<GbtEnvelope>(std::move(data), signer);
}

} // namespace ekey::signing
