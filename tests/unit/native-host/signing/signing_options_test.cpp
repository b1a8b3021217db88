// What signedData() does beyond its defaults: other algorithms, detached, a digest alone, batches.
#include "core/signature/signed_data.h"
#include "native-host/signing/signed_data.h"
#include "tests/support/process.h"
#include "tests/support/temp_folder.h"
#include "tests/support/test_pki.h"

#include <gtest/gtest.h>

namespace ekey::signing {
namespace {

using signature::Form;
using test::Identity;
using test::KeyKind;
using test::testTime;

const std::string content = "{\"a\":1}";

const Identity& enterprise(KeyKind kind)
{
    static std::map<KeyKind, Identity> made;
    const auto found = made.find(kind);
    return found != made.end() ? found->second
                               : made.emplace(kind, Identity::authority({}).issue({.key = kind})).first->second;
}

/// Throws when the command refuses.
void verifyByOpenssl(const Der& der, const std::string* detached = nullptr)
{
    const test::TempFolder folder;
    test::writeFile(folder / "signed", std::string(der.begin(), der.end()));
    std::vector<std::string> arguments{"cms",     "-verify",
                                       "-binary", "-noverify",
                                       "-inform", "DER",
                                       "-in",     (folder / "signed").string(),
                                       "-out",    (folder / "content").string()};
    if (detached) {
        test::writeFile(folder / "detached", *detached);
        arguments.insert(arguments.end(), {"-content", (folder / "detached").string()});
    }
    test::run(EKEY_OPENSSL, arguments);
}

TEST(SigningOptions, everyAlgorithmOfRsa_satisfiesTheOpensslCommand)
{
    for (const KeyKind kind : {KeyKind::rsa2048, KeyKind::rsa3072}) {
        const Identity& signer = enterprise(kind);
        for (const char* algorithm : {"RS256", "RS384", "RS512", "PS256", "PS384", "PS512"}) {
            const auto der =
                signedData(content, signer.certificate(), {.now = testTime, .algorithm = algorithm}, signer.signer());
            ASSERT_TRUE(der) << algorithm << ' ' << der.error().code;
            verifyByOpenssl(*der);
        }
    }
}

TEST(SigningOptions, algorithmOfAnotherKey_asksNobody)
{
    for (const auto& [kind, algorithm] :
         {std::pair{KeyKind::p256, "RS256"}, std::pair{KeyKind::rsa2048, "ES256"}, std::pair{KeyKind::p256, "SM2"},
          std::pair{KeyKind::sm2, "ES256"}, std::pair{KeyKind::p256, "none"}}) {
        const auto der = signedData(content, enterprise(kind).certificate(), {.now = testTime, .algorithm = algorithm},
                                    [](auto, auto) -> Result<Der> {
                                        ADD_FAILURE() << "asked";
                                        return Der{};
                                    });
        EXPECT_EQ(der.error().code, "signature.algorithm") << algorithm;
    }
}

TEST(SigningOptions, detached_holdsNoContentAndSatisfiesTheOpensslCommand)
{
    const Identity& signer = enterprise(KeyKind::p256);
    const auto der = signedData(content, signer.certificate(), {.now = testTime, .detached = true}, signer.signer());
    ASSERT_TRUE(der);
    verifyByOpenssl(*der, &content);
    EXPECT_EQ(signature::verifySignedData(*der).error().code, "signature.no_content");
    EXPECT_TRUE(signature::verifySignedData(*der, content));
}

TEST(SigningOptions, digestAlone_isDetachedAndVerifiesWithItsContent)
{
    for (const auto& [kind, form] : {std::pair{KeyKind::p256, Form::cms}, std::pair{KeyKind::rsa2048, Form::cms},
                                     std::pair{KeyKind::sm2, Form::gbt35275}}) {
        const Identity& signer = enterprise(kind);
        const auto hash = signature::schemeOf(signer.certificate().algorithm())->hash;
        const std::string digest = signature::digest(hash, content);
        auto draft = SignedDataDraft::ofDigest({reinterpret_cast<const std::uint8_t*>(digest.data()), digest.size()},
                                               signer.certificate(), {.now = testTime, .form = form});
        ASSERT_TRUE(draft);
        const auto raw = signer.signer()(draft->algorithm(), draft->digest());
        const auto der = (*std::move(draft)).finish(*raw);
        ASSERT_TRUE(der);
        EXPECT_TRUE(signature::verifySignedData(*der, content));
        EXPECT_FALSE(signature::verifySignedData(*der, "other"));
    }
}

TEST(SigningOptions, digestOfAnotherLength_isRefused)
{
    const Certificate& certificate = enterprise(KeyKind::p256).certificate();
    for (const std::size_t size : {std::size_t{0}, std::size_t{31}, std::size_t{33}}) {
        const auto draft = SignedDataDraft::ofDigest(Der(size, 1), certificate, {.now = testTime});
        ASSERT_FALSE(draft);
        EXPECT_EQ(draft.error().code, "signature.digest_length");
        EXPECT_EQ(draft.error().params["expected"], 32);
    }
}

TEST(SigningOptions, wrongSignatureOverADigest_isFound)
{
    const Identity& signer = enterprise(KeyKind::p256);
    auto draft = SignedDataDraft::ofDigest(Der(32, 1), signer.certificate(), {.now = testTime});
    auto raw = signer.signer()(draft->algorithm(), draft->digest());
    (*raw)[9] ^= 1;
    EXPECT_EQ((*std::move(draft)).finish(*raw).error().code, "driver.signature");
}

BatchSigner all(const Identity& signer, int* presentations = nullptr)
{
    return [&signer, presentations](std::string_view algorithm,
                                    const std::vector<Der>& digests) -> Result<std::vector<Der>> {
        if (presentations) {
            ++*presentations;
        }
        std::vector<Der> raw;
        for (const Der& digest : digests) {
            raw.push_back(*signer.signer()(algorithm, digest));
        }
        return raw;
    };
}

TEST(SignedDataBatch, everyContent_isSignedUnderOnePresentation)
{
    const Identity& signer = enterprise(KeyKind::sm2);
    std::vector<std::string> texts;
    for (std::size_t i = 0; i < batchMost; ++i) {
        texts.push_back("{\"n\":" + std::to_string(i) + "}");
    }
    const std::vector<std::string_view> contents(texts.begin(), texts.end());
    int presentations = 0;
    const auto batch = signedDataBatch(contents, signer.certificate(), {.now = testTime, .form = Form::gbt35275},
                                       all(signer, &presentations));
    ASSERT_TRUE(batch);
    ASSERT_EQ(batch->size(), batchMost);
    EXPECT_EQ(presentations, 1);
    for (std::size_t i = 0; i < batchMost; ++i) {
        EXPECT_EQ(signature::verifySignedData((*batch)[i])->content, texts[i]);
    }
}

TEST(SignedDataBatch, noneOrTooMany_askNobody)
{
    const Identity& signer = enterprise(KeyKind::p256);
    for (const std::size_t count : {std::size_t{0}, batchMost + 1}) {
        int presentations = 0;
        const auto batch = signedDataBatch(std::vector<std::string_view>(count, content), signer.certificate(),
                                           {.now = testTime}, all(signer, &presentations));
        EXPECT_EQ(batch.error().code, "signature.batch");
        EXPECT_EQ(presentations, 0);
    }
}

TEST(SignedDataBatch, oneWrongAnswer_givesNothingAway)
{
    const Identity& signer = enterprise(KeyKind::p256);
    const auto with = [&](auto change) {
        const auto batch = signedDataBatch({content, "second"}, signer.certificate(), {.now = testTime},
                                           [&](std::string_view algorithm, const std::vector<Der>& digests) {
                                               auto raw = all(signer)(algorithm, digests);
                                               change(*raw);
                                               return raw;
                                           });
        return batch ? "" : batch.error().code;
    };
    EXPECT_EQ(with([](auto& raw) { raw[1][7] ^= 1; }), "driver.signature");
    EXPECT_EQ(with([](auto& raw) { std::swap(raw[0], raw[1]); }), "driver.signature");
    EXPECT_EQ(with([](auto& raw) { raw.pop_back(); }), "driver.signature");
    EXPECT_EQ(with([](auto& raw) { raw.push_back(raw[0]); }), "driver.signature");
    EXPECT_EQ(with([](auto&) {}), "");
}

} // namespace
} // namespace ekey::signing
