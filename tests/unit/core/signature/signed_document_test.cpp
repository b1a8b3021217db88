// Where the two forms agree in what they read, and where not.
#include "core/signature/openssl_ptr.h"
#include "core/signature/signed_data.h"
#include "core/signature/signed_document.h"
#include "crafted.h"
#include "native-host/signing/signed_data.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace ekey::signature {
namespace {

using test::Identity;
using test::KeyKind;
using test::testTime;

const std::string content = "{}";

const Identity& root()
{
    static const Identity identity = Identity::authority({.key = KeyKind::sm2});
    return identity;
}

const Identity& enterprise()
{
    static const Identity identity = root().issue({.key = KeyKind::sm2});
    return identity;
}

/// With two certificates in it.
Der signedAs(Form form)
{
    return *signing::signedData(content, enterprise().certificate(),
                                {.now = testTime, .form = form, .chain = {root().certificate()}},
                                enterprise().signer());
}

/// Where the two certificates begin, and how long they are together.
struct Place {
    std::ptrdiff_t first;
    std::ptrdiff_t second;
    std::ptrdiff_t end;
};

Place certificatesIn(const Der& der)
{
    const auto find = [&der](const Identity& whose) {
        const Der certificate = whose.certificate().der();
        const auto at = std::search(der.begin(), der.end(), certificate.begin(), certificate.end()) - der.begin();
        return std::pair(at, at + static_cast<std::ptrdiff_t>(certificate.size()));
    };
    const auto [first, second] = std::minmax({find(enterprise()), find(root())});
    EXPECT_EQ(first.second, second.first);
    return {first.first, second.first, second.second};
}

/// The same structure under another object identifier.
Der relabelled(const Der& der, const char* type)
{
    const unsigned char* in = der.data();
    ASN1_SEQUENCE_ANY* elements = d2i_ASN1_SEQUENCE_ANY(nullptr, &in, static_cast<long>(der.size()));
    ASN1_TYPE_set(sk_ASN1_TYPE_value(elements, 0), V_ASN1_OBJECT, OBJ_txt2obj(type, 1));
    const Der changed = encode<const ASN1_SEQUENCE_ANY>(elements, i2d_ASN1_SEQUENCE_ANY);
    sk_ASN1_TYPE_pop_free(elements, ASN1_TYPE_free);
    return changed;
}

std::string codeOf(const Der& der)
{
    const auto verified = verifySignedData(der);
    return verified ? "" : verified.error().code;
}

TEST(SignedDocument, certificatesInAnotherOrder_areNoDerOfRfc5652)
{
    for (const auto& [form, expected] : {std::pair(Form::cms, "signature.malformed"), {Form::gbt35275, ""}}) {
        Der der = signedAs(form);
        ASSERT_EQ(codeOf(der), "");
        const auto [first, second, end] = certificatesIn(der);
        std::rotate(der.begin() + first, der.begin() + second, der.begin() + end);
        EXPECT_EQ(codeOf(der), expected) << name(form);
    }
}

TEST(SignedDocument, anythingElseAmongTheCertificates_malformed)
{
    constexpr std::uint8_t attributeCertificate = 0xA2; // [2] v2AttrCert, for which version 4 is due
    for (const Form form : {Form::cms, Form::gbt35275}) {
        Der der = signedAs(form);
        der[static_cast<std::size_t>(certificatesIn(der).second)] = attributeCertificate;
        EXPECT_EQ(codeOf(der), "signature.malformed") << name(form);
    }
}

TEST(SignedDocument, emptyListOfAttributes_malformed)
{
    const Identity p256 = root().issue({});
    const Der der = test::craft(p256, {.beforeSigning = [](CMS_SignerInfo* info) {
                                    while (CMS_signed_get_attr_count(info) > 0) {
                                        X509_ATTRIBUTE_free(CMS_signed_delete_attr(info, 0));
                                    }
                                }});
    EXPECT_EQ(codeOf(der), "signature.malformed");
}

TEST(SignedDocument, identifierOfTheOtherForm_isHeldToItsRules)
{
    EXPECT_EQ(codeOf(relabelled(signedAs(Form::cms), gbtSignedData)), ""); // PKCS #7's data is taken there
    EXPECT_EQ(codeOf(relabelled(signedAs(Form::gbt35275), "1.2.840.113549.1.7.2")), "signature.malformed");
    EXPECT_EQ(codeOf(relabelled(signedAs(Form::cms), "1.2.840.113549.1.7.3")), "signature.malformed");
}

TEST(SignedDocument, signerNamedByItsKey_isNoneOfGbt35275)
{
    const Der der = test::opensslSigned(root().issue({}), content, {"-cades", "-nodetach", "-nosmimecap", "-keyid"});
    ASSERT_EQ(codeOf(der), "");
    EXPECT_EQ(codeOf(relabelled(der, gbtSignedData)), "signature.malformed");
}

} // namespace
} // namespace ekey::signature
