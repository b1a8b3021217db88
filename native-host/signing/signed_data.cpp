#include "native-host/signing/signed_data.h"

#include "core/signature/digital_signature.h"
#include "core/signature/openssl_ptr.h"
#include "core/signature/signed_attributes.h"
#include "core/signature/signed_data.h"

#include <openssl/ess.h>

namespace ekey::signing {

namespace {

using signature::CmsPtr;
using signature::Owner;

/// Signing without a private key has no other cause of failure than a certificate OpenSSL cannot put into CMS.
Error unbuildable() { return {"signature.algorithm", {}}; }

const EVP_MD* md(signature::Hash hash) { return hash == signature::Hash::sha384 ? EVP_sha384() : EVP_sha256(); }

CmsPtr withContent(std::string_view content)
{
    CmsPtr cms(CMS_sign(nullptr, nullptr, nullptr, nullptr, CMS_PARTIAL | CMS_BINARY | CMS_DETACHED));
    ASN1_OCTET_STRING** slot = cms ? CMS_get0_content(cms.get()) : nullptr;
    if (!slot) {
        return nullptr;
    }
    ASN1_OCTET_STRING_free(*slot);
    *slot = ASN1_OCTET_STRING_new();
    const bool set = *slot && ASN1_OCTET_STRING_set(*slot, reinterpret_cast<const unsigned char*>(content.data()),
                                                    static_cast<int>(content.size())) == 1;
    return set ? std::move(cms) : nullptr;
}

bool addSigningCertificate(CMS_SignerInfo* info, const Certificate& signer, const EVP_MD* hash)
{
    const Owner<ESS_SIGNING_CERT_V2, ESS_SIGNING_CERT_V2_free> value(
        OSSL_ESS_signing_cert_v2_new_init(hash, signer.native(), nullptr, 1));
    if (!value) {
        return false;
    }
    const Der der = signature::encode<const ESS_SIGNING_CERT_V2>(value.get(), i2d_ESS_SIGNING_CERT_V2);
    const Owner<ASN1_STRING, ASN1_STRING_free> sequence(ASN1_STRING_new());
    return sequence && ASN1_STRING_set(sequence.get(), der.data(), static_cast<int>(der.size())) == 1 &&
           CMS_signed_add1_attr_by_NID(info, NID_id_smime_aa_signingCertificateV2, V_ASN1_SEQUENCE, sequence.get(),
                                       -1) == 1;
}

bool addAttributes(CMS_SignerInfo* info, std::string_view contentDigest, const Certificate& signer, const EVP_MD* hash,
                   signature::Time now)
{
    // X509_gmtime_adj would read the clock; a UTCTime until 2049, then a GeneralizedTime (RFC 5652 §11.3).
    const Owner<ASN1_TIME, ASN1_TIME_free> time(ASN1_TIME_set(nullptr, static_cast<time_t>(now)));
    return time &&
           CMS_signed_add1_attr_by_NID(info, NID_pkcs9_contentType, V_ASN1_OBJECT, OBJ_nid2obj(NID_pkcs7_data), -1) ==
               1 &&
           CMS_signed_add1_attr_by_NID(info, NID_pkcs9_messageDigest, V_ASN1_OCTET_STRING, contentDigest.data(),
                                       static_cast<int>(contentDigest.size())) == 1 &&
           CMS_signed_add1_attr_by_NID(info, NID_pkcs9_signingTime, time->type, time.get(), -1) == 1 &&
           addSigningCertificate(info, signer, hash);
}

bool setAlgorithm(CMS_SignerInfo* info, std::string_view algorithm)
{
    X509_ALGOR* signatureAlgorithm = nullptr;
    CMS_SignerInfo_get0_algs(info, nullptr, nullptr, nullptr, &signatureAlgorithm);
    const int nid = algorithm == "RS256"   ? NID_sha256WithRSAEncryption
                    : algorithm == "ES384" ? NID_ecdsa_with_SHA384
                                           : NID_ecdsa_with_SHA256;
    // RFC 5754 §3.2, §3.3: parameters NULL for RSA, absent for ECDSA.
    const int parameters = nid == NID_sha256WithRSAEncryption ? V_ASN1_NULL : V_ASN1_UNDEF;
    return X509_ALGOR_set0(signatureAlgorithm, OBJ_nid2obj(nid), parameters, nullptr) == 1;
}

bool addChain(CMS_ContentInfo* cms, const Certificate& signer, const std::vector<Certificate>& chain)
{
    for (const Certificate& certificate : chain) {
        if (X509_cmp(certificate.native(), signer.native()) != 0 && CMS_add1_cert(cms, certificate.native()) != 1) {
            return false;
        }
    }
    return true;
}

} // namespace

Result<Der> signedData(std::string_view content, const Certificate& signer, const std::vector<Certificate>& chain,
                       signature::Time now, const RawSigner& sign)
{
    const signature::ErrorQueueGuard guard;
    if (content.size() > signature::contentMost) {
        return Error{"signature.size", {}, Severity::error, {{"limit", signature::contentMost}}};
    }
    const std::string algorithm = signer.algorithm();
    const auto scheme = signature::schemeOf(algorithm);
    if (!scheme) {
        return Error{"signature.algorithm", {}};
    }
    if (!signer.maySign()) { // before anybody is asked for a PIN
        return Error{"certificate.use", {}};
    }
    const EVP_MD* hash = md(scheme->hash);
    const CmsPtr cms = withContent(content);
    // OpenSSL wants a key beside the certificate; the certificate's own public key will do, since nothing is signed
    // with it.
    CMS_SignerInfo* info = cms ? CMS_add1_signer(cms.get(), signer.native(), X509_get0_pubkey(signer.native()), hash,
                                                 CMS_PARTIAL | CMS_BINARY | CMS_NOSMIMECAP)
                               : nullptr;
    if (!info || !addChain(cms.get(), signer, chain) || !setAlgorithm(info, algorithm) ||
        !addAttributes(info, signature::digest(scheme->hash, content), signer, hash, now)) {
        return unbuildable();
    }
    const std::string hashed = signature::digest(scheme->hash, signature::signedAttributesDer(info));
    Result<Der> raw = sign(algorithm, {reinterpret_cast<const std::uint8_t*>(hashed.data()), hashed.size()});
    if (!raw) {
        return raw.error();
    }
    const Error wrong{"driver.signature", {}};
    const Der value =
        scheme->padding == signature::Padding::none ? signature::ecdsaDer(algorithm, *raw) : *std::move(raw);
    if (value.empty() ||
        ASN1_STRING_set(CMS_SignerInfo_get0_signature(info), value.data(), static_cast<int>(value.size())) != 1) {
        return wrong;
    }
    Der der = signature::encode<const CMS_ContentInfo>(cms.get(), i2d_CMS_ContentInfo);
    const auto verified = signature::verifySignedData(der);
    if (!verified || verified->content != content || verified->signer.fingerprint() != signer.fingerprint()) {
        return wrong;
    }
    return der;
}

} // namespace ekey::signing
