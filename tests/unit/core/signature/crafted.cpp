#include "crafted.h"

#include "core/signature/digital_signature.h"
#include "core/signature/openssl_ptr.h"
#include "native-host/signing/attributes.h"
#include "tests/support/process.h"
#include "tests/support/temp_folder.h"

#include <gtest/gtest.h>
#include <openssl/ess.h>

namespace ekey::test {

using namespace signature;

void removeAttribute(CMS_SignerInfo* info, int nid)
{
    X509_ATTRIBUTE_free(CMS_signed_delete_attr(info, CMS_signed_get_attr_by_NID(info, nid, -1)));
}

void addAttribute(CMS_SignerInfo* info, int nid, int type, std::string_view bytes)
{
    const Owner<X509_ATTRIBUTE, X509_ATTRIBUTE_free> attribute(
        X509_ATTRIBUTE_create_by_NID(nullptr, nid, type, bytes.data(), static_cast<int>(bytes.size())));
    ASSERT_EQ(CMS_signed_add1_attr(info, attribute.get()), 1);
}

void setAttribute(CMS_SignerInfo* info, int nid, int type, const std::vector<std::string>& values)
{
    removeAttribute(info, nid);
    const Owner<X509_ATTRIBUTE, X509_ATTRIBUTE_free> attribute(X509_ATTRIBUTE_new());
    ASSERT_EQ(X509_ATTRIBUTE_set1_object(attribute.get(), OBJ_nid2obj(nid)), 1);
    for (const std::string& value : values) {
        ASSERT_EQ(X509_ATTRIBUTE_set1_data(attribute.get(), type, value.data(), static_cast<int>(value.size())), 1);
    }
    ASSERT_EQ(CMS_signed_add1_attr(info, attribute.get()), 1);
}

std::string signingCertificate(const Certificate& certificate)
{
    const Owner<ESS_SIGNING_CERT_V2, ESS_SIGNING_CERT_V2_free> value(
        OSSL_ESS_signing_cert_v2_new_init(EVP_sha256(), certificate.native(), nullptr, 0));
    const Der der = encode<const ESS_SIGNING_CERT_V2>(value.get(), i2d_ESS_SIGNING_CERT_V2);
    return {der.begin(), der.end()};
}

Der craft(const Identity& signer, const Recipe& recipe)
{
    const CmsPtr cms(CMS_sign(nullptr, nullptr, nullptr, nullptr, CMS_PARTIAL | CMS_BINARY | CMS_DETACHED));
    ASN1_OCTET_STRING** slot = CMS_get0_content(cms.get());
    *slot = ASN1_OCTET_STRING_new();
    ASN1_OCTET_STRING_set(*slot, reinterpret_cast<const unsigned char*>(recipe.content.data()),
                          static_cast<int>(recipe.content.size()));
    CMS_SignerInfo* info = CMS_add1_signer(cms.get(), signer.certificate().native(), signer.key(), EVP_sha256(),
                                           CMS_PARTIAL | CMS_BINARY | CMS_NOSMIMECAP |
                                               (recipe.withCertificate ? 0U : unsigned{CMS_NOCERTS}));
    CMS_signed_add1_attr_by_NID(info, NID_pkcs9_contentType, V_ASN1_OBJECT, OBJ_nid2obj(NID_pkcs7_data), -1);
    addAttribute(info, NID_pkcs9_messageDigest, V_ASN1_OCTET_STRING, digest(Hash::sha256, recipe.content));
    addAttribute(info, NID_pkcs9_signingTime, V_ASN1_UTCTIME, "261123080000Z");
    addAttribute(info, NID_id_smime_aa_signingCertificateV2, V_ASN1_SEQUENCE, signingCertificate(signer.certificate()));
    if (recipe.beforeSigning) {
        recipe.beforeSigning(info);
    }
    const std::string algorithm = signer.certificate().algorithm();
    const std::string hashed = digest(Hash::sha256, signing::attributesDer(info));
    auto raw = signer.signer()(algorithm, {reinterpret_cast<const std::uint8_t*>(hashed.data()), hashed.size()});
    const Der value = algorithm == "RS256" ? *raw : ecdsaDer(algorithm, *raw);
    ASN1_STRING_set(CMS_SignerInfo_get0_signature(info), value.data(), static_cast<int>(value.size()));
    if (recipe.afterSigning) {
        recipe.afterSigning(cms.get());
    }
    return encode<const CMS_ContentInfo>(cms.get(), i2d_CMS_ContentInfo);
}

Der opensslSigned(const Identity& signer, std::string_view content, const std::vector<std::string>& arguments)
{
    const TempFolder folder;
    writeFile(folder / "content", content);
    writeFile(folder / "certificate.pem", signer.certificatePem());
    writeFile(folder / "key.pem", signer.keyPem());
    std::vector<std::string> all{"cms",
                                 "-sign",
                                 "-binary",
                                 "-in",
                                 (folder / "content").string(),
                                 "-out",
                                 (folder / "signed").string(),
                                 "-outform",
                                 "DER",
                                 "-signer",
                                 (folder / "certificate.pem").string(),
                                 "-inkey",
                                 (folder / "key.pem").string()};
    all.insert(all.end(), arguments.begin(), arguments.end());
    run(EKEY_OPENSSL, all);
    const std::string der = readFile(folder / "signed");
    return {der.begin(), der.end()};
}

} // namespace ekey::test
