#include "core/json/canonical.h"
#include "core/json/reader.h"
#include "core/signature/login_token.h"
#include "core/signature/openssl_ptr.h"
#include "core/text/base64.h"
#include "native-host/signing/login_token.h"
#include "tests/support/temp_folder.h"
#include "tests/support/test_pki.h"

#include <gtest/gtest.h>
#include <openssl/rsa.h>

namespace {

using namespace ekey;
using namespace ekey::signature;
using test::Identity;
using test::KeyKind;

const std::string origin = "https://ekey.example";
const std::string nonce(nonceLeast, 'n');

const Identity& enterprise(KeyKind kind = KeyKind::p256)
{
    static const Identity root = Identity::authority({});
    static const Identity p256 = root.issue({});
    static const Identity p384 = root.issue({.key = KeyKind::p384});
    static const Identity rsa = root.issue({.key = KeyKind::rsa2048});
    return kind == KeyKind::p384 ? p384 : kind == KeyKind::rsa2048 ? rsa : p256;
}

LoginToken made(const Identity& identity = enterprise())
{
    auto token = signing::loginToken(identity.certificate(), origin, nonce, "ekey-host/1", identity.signer());
    EXPECT_TRUE(token);
    return *std::move(token);
}

std::string codeOf(const Status& status) { return status ? "" : status.error().code; }

Error errorOf(const json::Value& value)
{
    const auto token = readLoginToken(value);
    return token ? Error{} : token.error();
}

/// The published tokens: neither their keys nor their making are ours.
struct Published {
    std::string origin, nonce;
    std::vector<LoginToken> tokens;
};

Published published()
{
    const std::string text = test::readFile(EKEY_SOURCE_DIR "/tests/unit/core/signature/web_eid_tokens.json");
    const auto file = json::read(text);
    Published result{file->at("origin").get<std::string>(), file->at("nonce").get<std::string>(), {}};
    for (const auto& value : file->at("tokens")) {
        auto token = readLoginToken(value);
        EXPECT_TRUE(token);
        result.tokens.push_back(*std::move(token));
    }
    return result;
}

TEST(LoginToken, publishedTokens_verify)
{
    const Published given = published();
    ASSERT_EQ(given.tokens.size(), 2U);
    for (const LoginToken& token : given.tokens) {
        EXPECT_EQ(codeOf(verifyLoginToken(token, given.origin, given.nonce)), "") << token.algorithm;
    }
}

TEST(LoginToken, publishedTokensForAnotherOriginOrNonce_wrong)
{
    const Published given = published();
    std::string next = given.nonce;
    std::string previous = given.nonce;
    ++next.back();
    --previous.back();
    for (const LoginToken& token : given.tokens) {
        for (const char* other :
             {"https://ria.ee/", "https://ria.ee:443", "http://ria.ee", "HTTPS://RIA.EE", "https://Ria.ee",
              "https://ria.ee.", "https://www.ria.ee", "https://ria.e", "https://ria.eee", "ria.ee", ""}) {
            EXPECT_EQ(codeOf(verifyLoginToken(token, other, given.nonce)), "token.signature") << other;
        }
        for (const std::string& other : {next, previous, given.nonce + "0", given.nonce.substr(1), std::string{}}) {
            EXPECT_EQ(codeOf(verifyLoginToken(token, given.origin, other)), "token.signature") << other;
        }
        // The same bytes in a row, cut elsewhere.
        EXPECT_EQ(codeOf(verifyLoginToken(token, given.origin + given.nonce[0], given.nonce.substr(1))),
                  "token.signature");
        EXPECT_EQ(codeOf(verifyLoginToken(token, given.nonce, given.origin)), "token.signature");
    }
}

TEST(LoginToken, anyBitOfTheSignatureFlipped_wrong)
{
    const Published given = published();
    for (LoginToken token : given.tokens) {
        for (std::size_t i = 0; i < token.signature.size() * 8; ++i) {
            token.signature[i / 8] ^= static_cast<std::uint8_t>(1U << (i % 8));
            ASSERT_EQ(codeOf(verifyLoginToken(token, given.origin, given.nonce)), "token.signature") << i;
            token.signature[i / 8] ^= static_cast<std::uint8_t>(1U << (i % 8));
        }
    }
}

TEST(LoginToken, signatureOfAnotherLength_wrong)
{
    const Published given = published();
    for (LoginToken token : given.tokens) {
        token.signature.push_back(0);
        EXPECT_EQ(codeOf(verifyLoginToken(token, given.origin, given.nonce)), "token.signature");
        token.signature.resize(token.signature.size() - 2);
        EXPECT_EQ(codeOf(verifyLoginToken(token, given.origin, given.nonce)), "token.signature");
        token.signature.clear();
        EXPECT_EQ(codeOf(verifyLoginToken(token, given.origin, given.nonce)), "token.signature");
    }
}

TEST(LoginToken, ecdsaSignatureAsDer_wrong)
{
    // One signature, one form: web-eid's is r ‖ s.
    LoginToken token = made();
    const EcdsaSigPtr pair(ECDSA_SIG_new());
    ASSERT_EQ(ECDSA_SIG_set0(pair.get(), BN_bin2bn(token.signature.data(), 32, nullptr),
                             BN_bin2bn(token.signature.data() + 32, 32, nullptr)),
              1);
    token.signature = encode<const ECDSA_SIG>(pair.get(), i2d_ECDSA_SIG);
    EXPECT_EQ(codeOf(verifyLoginToken(token, origin, nonce)), "token.signature");
}

TEST(LoginToken, certificateSwapped_wrong)
{
    const LoginToken genuine = made();
    const Identity other = Identity::authority({}).issue({});
    const LoginToken swapped{other.certificate(), genuine.algorithm, genuine.signature, genuine.appVersion};
    EXPECT_EQ(codeOf(verifyLoginToken(swapped, origin, nonce)), "token.signature");
}

TEST(LoginToken, everyAlgorithm_verifies)
{
    for (const KeyKind kind : {KeyKind::p256, KeyKind::p384, KeyKind::rsa2048}) {
        EXPECT_EQ(codeOf(verifyLoginToken(made(enterprise(kind)), origin, nonce)), "");
    }
}

TEST(LoginToken, rsaPss_verifies)
{
    const Identity& identity = enterprise(KeyKind::rsa2048);
    const std::string message = loginMessage("PS256", origin, nonce);
    const DigestContextPtr context(EVP_MD_CTX_new());
    EVP_PKEY_CTX* keyContext = nullptr;
    ASSERT_EQ(EVP_DigestSignInit(context.get(), &keyContext, EVP_sha256(), nullptr, identity.key()), 1);
    ASSERT_EQ(EVP_PKEY_CTX_set_rsa_padding(keyContext, RSA_PKCS1_PSS_PADDING), 1);
    ASSERT_EQ(EVP_PKEY_CTX_set_rsa_pss_saltlen(keyContext, RSA_PSS_SALTLEN_DIGEST), 1);
    std::size_t size = 256;
    Der signature(size);
    ASSERT_EQ(EVP_DigestSign(context.get(), signature.data(), &size,
                             reinterpret_cast<const unsigned char*>(message.data()), message.size()),
              1);

    EXPECT_EQ(codeOf(verifyLoginToken({identity.certificate(), "PS256", signature, ""}, origin, nonce)), "");
    EXPECT_EQ(codeOf(verifyLoginToken({identity.certificate(), "RS256", signature, ""}, origin, nonce)),
              "token.signature");
}

TEST(LoginToken, algorithmOfAnotherKey_refused)
{
    const LoginToken ec = made();
    const LoginToken rsa = made(enterprise(KeyKind::rsa2048));
    for (const char* algorithm : {"ES384", "RS256", "PS256", "none", "HS256", "ES512", "", "es256"}) {
        const LoginToken token{ec.certificate, algorithm, ec.signature, ""};
        EXPECT_EQ(codeOf(verifyLoginToken(token, origin, nonce)), "token.algorithm") << algorithm;
    }
    EXPECT_EQ(codeOf(verifyLoginToken({rsa.certificate, "ES256", rsa.signature, ""}, origin, nonce)),
              "token.algorithm");
}

TEST(LoginToken, certificateNotForLogins_refused)
{
    for (const char* keyUsage : {"critical,nonRepudiation", "critical,keyEncipherment", ""}) {
        const Identity identity = Identity::authority({}).issue({.keyUsage = keyUsage});
        const LoginToken token{identity.certificate(), "ES256", Der(64, 1), ""};
        EXPECT_EQ(codeOf(verifyLoginToken(token, origin, nonce)), "certificate.use") << keyUsage;
    }
}

TEST(LoginMessage, hashesWithTheHashOfTheAlgorithm)
{
    EXPECT_EQ(loginMessage("ES256", origin, nonce).size(), 64U);
    EXPECT_EQ(loginMessage("RS256", origin, nonce).size(), 64U);
    EXPECT_EQ(loginMessage("ES384", origin, nonce).size(), 96U);
    EXPECT_EQ(loginMessage("none", origin, nonce), "");
}

TEST(LoginTokenJson, writtenAndReadAgain_isTheSame)
{
    const LoginToken token = made();
    const auto again = readLoginToken(toJson(token));
    ASSERT_TRUE(again);
    EXPECT_EQ(again->certificate.fingerprint(), token.certificate.fingerprint());
    EXPECT_EQ(again->algorithm, token.algorithm);
    EXPECT_EQ(again->signature, token.signature);
    EXPECT_EQ(again->appVersion, token.appVersion);
}

TEST(LoginTokenJson, memberMissingUnknownOrOfAnotherType_malformed)
{
    const json::Value good = toJson(made());
    for (const auto& [key, value] : good.items()) {
        json::Value without = good;
        without.erase(key);
        EXPECT_EQ(errorOf(without), (Error{"token.malformed", "/" + key}));
        json::Value number = good;
        number[key] = 1;
        EXPECT_EQ(errorOf(number), (Error{"token.malformed", "/" + key}));
    }
    json::Value more = good;
    more["nonce"] = nonce;
    EXPECT_EQ(errorOf(more), (Error{"token.malformed", "/nonce"}));
    EXPECT_EQ(errorOf(json::Value::array()).code, "token.malformed");
    EXPECT_EQ(errorOf(nullptr).code, "token.malformed");
}

TEST(LoginTokenJson, anotherFormat_refusedByName)
{
    for (const char* format : {"web-eid:1", "web-eid:1.1", "web-eid:2.0", "WEB-EID:1.0", "ekey-auth:2", ""}) {
        json::Value value = toJson(made());
        value["format"] = format;
        EXPECT_EQ(errorOf(value), (Error{"token.format", "/format", Severity::error, {{"found", format}}}));
    }
}

TEST(LoginTokenJson, formatOfTheOtherKind_refusesTheAlgorithm)
{
    json::Value value = toJson(made());
    value["format"] = "ekey-auth:1";
    EXPECT_EQ(errorOf(value).code, "token.algorithm");
    value = toJson(made());
    value["algorithm"] = "SM2";
    EXPECT_EQ(errorOf(value).code, "token.algorithm");
}

TEST(LoginTokenJson, anotherAlgorithm_refusedByName)
{
    json::Value value = toJson(made());
    value["algorithm"] = "none";
    EXPECT_EQ(errorOf(value), (Error{"token.algorithm", "/algorithm", Severity::error, {{"found", "none"}}}));
}

TEST(LoginTokenJson, badBase64OrCertificate_refused)
{
    json::Value value = toJson(made());
    value["signature"] = "AAA";
    EXPECT_EQ(errorOf(value), (Error{"token.malformed", "/signature"}));
    value["signature"] = "";
    EXPECT_EQ(errorOf(value), (Error{"token.malformed", "/signature"}));
    value = toJson(made());
    value["unverifiedCertificate"] = "*";
    EXPECT_EQ(errorOf(value), (Error{"token.malformed", "/unverifiedCertificate"}));
    value["unverifiedCertificate"] = "AAAA";
    EXPECT_EQ(errorOf(value).code, "certificate.malformed");
}

TEST(LoginTokenJson, lengths_haveLimits)
{
    struct Case {
        const char* key;
        std::size_t most;
    };
    for (const Case& c : {Case{"appVersion", 200}, Case{"signature", 2048}, Case{"unverifiedCertificate", 16384}}) {
        json::Value value = toJson(made());
        value[c.key] = std::string(c.most, 'A');
        EXPECT_NE(errorOf(value).code, "token.malformed") << c.key;
        value[c.key] = std::string(c.most + 4, 'A');
        EXPECT_EQ(errorOf(value), (Error{"token.malformed", std::string("/") + c.key}));
    }
}

} // namespace
