#include "native-host/signing/login_token.h"
#include "tests/support/test_pki.h"

#include <gtest/gtest.h>

namespace {

using namespace ekey;
using namespace ekey::signing;
using test::Identity;
using test::KeyKind;

const std::string origin = "https://ekey.example";
const std::string nonce(signature::nonceLeast, 'n');

const Identity& root()
{
    static const Identity identity = Identity::authority({});
    return identity;
}

std::string codeWith(const Identity& identity, const RawSigner& sign)
{
    const auto token = loginToken(identity.certificate(), origin, nonce, "ekey-host/1", sign);
    return token ? "" : token.error().code;
}

TEST(LoginToken, everyKey_makesATokenThatVerifies)
{
    for (const auto& [kind, name] : {std::pair{KeyKind::p256, "ES256"}, std::pair{KeyKind::p384, "ES384"},
                                     std::pair{KeyKind::rsa2048, "RS256"}, std::pair{KeyKind::sm2, "SM2"}}) {
        const Identity identity = root().issue({.key = kind});
        const auto token = loginToken(identity.certificate(), origin, nonce, "ekey-host/1", identity.signer());
        ASSERT_TRUE(token) << name;
        EXPECT_EQ(token->algorithm, name);
        EXPECT_EQ(token->appVersion, "ekey-host/1");
        EXPECT_TRUE(signature::verifyLoginToken(*token, origin, nonce));
        EXPECT_FALSE(signature::verifyLoginToken(*token, "https://evil.example", nonce));
    }
}

TEST(LoginToken, driverThatAnswersWrongly_isFound)
{
    const Identity identity = root().issue({});
    const auto with = [&](auto change) {
        return codeWith(identity, [&](std::string_view algorithm, std::span<const std::uint8_t> digest) -> Result<Der> {
            Der raw = *identity.signer()(algorithm, digest);
            change(raw);
            return raw;
        });
    };
    EXPECT_EQ(with([](Der& raw) { raw[40] ^= 0x80; }), "driver.signature");
    EXPECT_EQ(with([](Der& raw) { raw.clear(); }), "driver.signature");
    EXPECT_EQ(with([](Der& raw) { raw.push_back(0); }), "driver.signature");
    EXPECT_EQ(codeWith(identity, root().issue({}).signer()), "driver.signature");
}

TEST(LoginToken, errorOfTheSigner_isHandedOn)
{
    EXPECT_EQ(codeWith(root().issue({}),
                       [](auto, auto) -> Result<Der> {
                           return Error{"token.removed", {}};
                       }),
              "token.removed");
}

TEST(LoginToken, certificateThatMayNotLogIn_asksNoSigner)
{
    const RawSigner never = [](auto, auto) -> Result<Der> {
        ADD_FAILURE() << "asked";
        return Der{};
    };
    EXPECT_EQ(codeWith(root().issue({.keyUsage = "critical,nonRepudiation"}), never), "certificate.use");
    EXPECT_EQ(codeWith(root().issue({.key = KeyKind::p521}), never), "token.algorithm");
    EXPECT_EQ(codeWith(root(), never), "certificate.use");
}

} // namespace
