#include "core/signature/message_digest.h"
#include "native-host/signing/algorithm_identifier.h"
#include "native-host/signing/envelope.h"

namespace ekey::signing {

namespace {

using signature::CmsPtr;

CmsPtr withContent(std::optional<std::string_view> content)
{
    CmsPtr cms(CMS_sign(nullptr, nullptr, nullptr, nullptr, CMS_PARTIAL | CMS_BINARY | CMS_DETACHED));
    ASN1_OCTET_STRING** slot = cms ? CMS_get0_content(cms.get()) : nullptr;
    if (!slot) {
        return nullptr;
    }
    ASN1_OCTET_STRING_free(*slot);
    *slot = nullptr;
    if (!content) {
        return cms;
    }
    *slot = ASN1_OCTET_STRING_new();
    const bool set = *slot && ASN1_OCTET_STRING_set(*slot, reinterpret_cast<const unsigned char*>(content->data()),
                                                    static_cast<int>(content->size())) == 1;
    return set ? std::move(cms) : nullptr;
}

bool addChain(CMS_ContentInfo* cms, const EnvelopeParts& parts)
{
    for (const Certificate& certificate : parts.chain) {
        if (X509_cmp(certificate.native(), parts.signer.native()) != 0 &&
            CMS_add1_cert(cms, certificate.native()) != 1) {
            return false;
        }
    }
    return true;
}

bool setAlgorithms(CMS_SignerInfo* info, signature::Scheme scheme)
{
    X509_ALGOR* signatureAlgorithm = nullptr;
    CMS_SignerInfo_get0_algs(info, nullptr, nullptr, nullptr, &signatureAlgorithm);
    return setAlgorithm(signatureAlgorithm, scheme);
}

bool addAttributes(CMS_SignerInfo* info, const EnvelopeParts& parts)
{
    const OwnedAttributes attributes = signedAttributes(
        {OBJ_nid2obj(NID_pkcs7_data), parts.messageDigest, parts.signingTime, parts.signer, parts.scheme.hash});
    for (int i = 0; attributes && i < sk_X509_ATTRIBUTE_num(attributes.get()); ++i) {
        if (CMS_signed_add1_attr(info, sk_X509_ATTRIBUTE_value(attributes.get(), i)) != 1) {
            return false;
        }
    }
    return attributes != nullptr;
}

class CmsEnvelope final : public Envelope {
public:
    CmsEnvelope(CmsPtr cms, CMS_SignerInfo* info) : cms_(std::move(cms)), info_(info) {}

    std::string signedAttributes() const override { return attributesDer(info_); }

    Der finish(const Der& value) override
    {
        ASN1_OCTET_STRING* slot = CMS_SignerInfo_get0_signature(info_);
        return ASN1_STRING_set(slot, value.data(), static_cast<int>(value.size())) == 1
                   ? signature::encode<const CMS_ContentInfo>(cms_.get(), i2d_CMS_ContentInfo)
                   : Der{};
    }

private:
    CmsPtr cms_;
    CMS_SignerInfo* info_;
};

} // namespace

std::unique_ptr<Envelope> cmsEnvelope(const EnvelopeParts& parts)
{
    CmsPtr cms = withContent(parts.content);
    // OpenSSL wants a key beside the certificate; the certificate's own public key will do, since nothing is signed
    // with it.
    CMS_SignerInfo* info =
        cms ? CMS_add1_signer(cms.get(), parts.signer.native(), X509_get0_pubkey(parts.signer.native()),
                              signature::messageDigest(parts.scheme.hash), CMS_PARTIAL | CMS_BINARY | CMS_NOSMIMECAP)
            : nullptr;
    if (!info || !addChain(cms.get(), parts) || !setAlgorithms(info, parts.scheme) || !addAttributes(info, parts)) {
        return nullptr;
    }
    return std::make_unique<CmsEnvelope>(std::move(cms), info);
}

} // namespace ekey::signing
