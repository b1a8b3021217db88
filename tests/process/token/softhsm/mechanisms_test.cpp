// Each kind of key with each mechanism that it has, made by the token, verified by OpenSSL.
#include "tests/process/token/softhsm/token.h"

namespace ekey::token {
namespace {

using test::Bytes;
using test::SoftHsm;

const Bytes id(20, 0x4b);

struct Made {
    const char* name;
    KeyKind kind;
    int bits;
    bool elliptic;
};

class Mechanisms : public testing::TestWithParam<Made> {
protected:
    Mechanisms()
    {
        auto written = hsm.client().generateKeyPair(serial, GetParam().kind, id, "签名", Secret(test::softHsmPin));
        EXPECT_EQ(failureOf(written.outcome), Failure{});
        if (const auto* parts = std::get_if<PublicKey>(&written.outcome)) key = test::keyOf(*parts);
    }

    void expectSigns(Mechanism mechanism, const Bytes& hash)
    {
        const Bytes input = mechanism == Mechanism::rsaPkcs1 ? test::digestInfo(hash) : hash;
        const auto outcome = hsm.client().sign(serial, id, mechanism, Secret(test::softHsmPin), input);
        ASSERT_EQ(failureOf(outcome), Failure{});
        const Bytes& signature = std::get<Bytes>(outcome);
        EXPECT_TRUE(test::verifies(key, mechanism, hash, signature)) << hash.size();
        EXPECT_FALSE(test::verifies(key, mechanism, Bytes(hash.size(), 0), signature)) << hash.size();
    }

    SoftHsm hsm;
    const std::string serial = hsm.serial();
    test::PublicKeyPtr key;
};

TEST_P(Mechanisms, signaturesOfEveryHash_verify)
{
    ASSERT_TRUE(key);
    EXPECT_EQ(test::bits(key), GetParam().bits);
    const Bytes sha256(32, 0x5a);
    const Bytes sha384(48, 0x5a);
    const Bytes sha512(64, 0x5a);
    if (GetParam().elliptic) {
        for (const Bytes& hash : {sha256, sha384, sha512}) {
            expectSigns(Mechanism::ecdsa, hash);
        }
        return;
    }
    for (const Bytes& hash : {sha256, sha384, sha512}) {
        expectSigns(Mechanism::rsaPkcs1, hash);
    }
    expectSigns(Mechanism::rsaPssSha256, sha256);
    expectSigns(Mechanism::rsaPssSha384, sha384);
    expectSigns(Mechanism::rsaPssSha512, sha512);
}

TEST_P(Mechanisms, hundredSignaturesUnderOnePin_verify)
{
    ASSERT_TRUE(key);
    const Mechanism mechanism = GetParam().elliptic ? Mechanism::ecdsa : Mechanism::rsaPssSha256;
    std::vector<Bytes> inputs;
    for (std::uint8_t i = 0; i < 100; ++i) {
        inputs.emplace_back(32, i);
    }
    const auto outcome = hsm.client().signBatch(serial, id, mechanism, Secret(test::softHsmPin), inputs);
    ASSERT_EQ(failureOf(outcome), Failure{});
    const auto& signatures = std::get<std::vector<Bytes>>(outcome);
    ASSERT_EQ(signatures.size(), inputs.size());
    for (std::size_t i = 0; i < inputs.size(); ++i) {
        EXPECT_TRUE(test::verifies(key, mechanism, inputs[i], signatures[i])) << i;
    }
}

INSTANTIATE_TEST_SUITE_P(SoftHsm, Mechanisms,
                         testing::Values(Made{"rsa2048", KeyKind::rsa2048, 2048, false},
                                         Made{"rsa3072", KeyKind::rsa3072, 3072, false},
                                         Made{"p256", KeyKind::p256, 256, true},
                                         Made{"p384", KeyKind::p384, 384, true}),
                         [](const auto& made) { return made.param.name; });

} // namespace
} // namespace ekey::token
