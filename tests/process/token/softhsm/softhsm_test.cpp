// The real thing, in software: a SoftHSM2 token with a key and a certificate of a demonstration authority.
#include "tests/process/token/softhsm/token.h"

#include <filesystem>
#include <thread>

namespace ekey::token {
namespace {

using test::Bytes;
using test::SoftHsm;

const Bytes hash(32, 0x5a);

bool verifies(const TokenCertificate& certificate, Mechanism mechanism, const Outcome<Bytes>& outcome)
{
    const auto key = test::keyOfCertificate(certificate.der);
    const Bytes& signature = std::get<Bytes>(outcome);
    EXPECT_FALSE(test::verifies(key, mechanism, Bytes(32, 0x5b), signature));
    return test::verifies(key, mechanism, hash, signature);
}

TEST(SoftHsm, inventory_showsTheEnterprisesCertificateWithItsKeyAndTheIssuersWithout)
{
    SoftHsm demonstration("ec");
    const Inventory inventory = demonstration.inventory();
    ASSERT_EQ(inventory.tokens.size(), 1U);
    EXPECT_EQ(inventory.tokens[0].label, "ekey 演示钥匙");
    EXPECT_EQ(inventory.tokens[0].pin, PinState::ok);
    EXPECT_EQ(inventory.tokens[0].pinLeast, 4U);
    EXPECT_TRUE(inventory.tokens[0].writable);
    EXPECT_FALSE(inventory.tokens[0].pinToBeChanged);
    ASSERT_EQ(inventory.certificates.size(), 2U);
    for (const TokenCertificate& certificate : inventory.certificates) {
        const std::string name = certificate.hasKey ? "enterprise" : "issuing";
        const std::string der = test::readFile(demonstration.folder().path() / "pki" / (name + ".der"));
        EXPECT_EQ(certificate.der, Bytes(der.begin(), der.end())) << name;
        EXPECT_EQ(certificate.label, name);
        EXPECT_EQ(certificate.token, inventory.tokens[0].serial);
    }
    EXPECT_NE(inventory.certificates[0].hasKey, inventory.certificates[1].hasKey);
}

TEST(SoftHsm, signature_verifiesWithTheCertificate)
{
    SoftHsm ec("ec");
    const TokenCertificate ecCertificate = ec.enterprise();
    const auto ecdsa = ec.sign(ecCertificate, Mechanism::ecdsa, hash);
    ASSERT_EQ(failureOf(ecdsa), Failure{});
    EXPECT_TRUE(verifies(ecCertificate, Mechanism::ecdsa, ecdsa));

    SoftHsm rsa("rsa");
    const TokenCertificate rsaCertificate = rsa.enterprise();
    const auto block = rsa.sign(rsaCertificate, Mechanism::rsaPkcs1, test::digestInfo(hash));
    ASSERT_EQ(failureOf(block), Failure{});
    EXPECT_TRUE(verifies(rsaCertificate, Mechanism::rsaPkcs1, block));
}

TEST(SoftHsm, wrongPin_lowersTheCounterUntilTheRightOne)
{
    SoftHsm demonstration("ec");
    const TokenCertificate certificate = demonstration.enterprise();
    const Failure expected{"pin.incorrect", PinState::low};
    EXPECT_EQ(failureOf(demonstration.sign(certificate, Mechanism::ecdsa, hash, "818182")), expected);
    EXPECT_EQ(demonstration.inventory().tokens.at(0).pin, PinState::low);
    EXPECT_EQ(failureOf(demonstration.sign(certificate, Mechanism::ecdsa, hash)), Failure{});
    EXPECT_EQ(demonstration.inventory().tokens.at(0).pin, PinState::ok);
}

TEST(SoftHsm, pinOfAnImpossibleLength_costsNoTry)
{
    SoftHsm demonstration("ec");
    const TokenCertificate certificate = demonstration.enterprise();
    for (const std::string& pin : {std::string("818"), std::string(256, '8'), std::string()}) {
        EXPECT_EQ(failureOf(demonstration.sign(certificate, Mechanism::ecdsa, hash, pin)), Failure{"pin.length"});
    }
    EXPECT_EQ(demonstration.inventory().tokens.at(0).pin, PinState::ok);
    EXPECT_EQ(failureOf(demonstration.sign(certificate, Mechanism::ecdsa, hash, "8181")).code, "pin.incorrect");
}

TEST(SoftHsm, unknownTokenAndUnknownKey_areTold)
{
    SoftHsm demonstration("ec");
    TokenCertificate certificate = demonstration.enterprise();
    TokenCertificate elsewhere = certificate;
    elsewhere.token = "0000000000000000";
    EXPECT_EQ(failureOf(demonstration.sign(elsewhere, Mechanism::ecdsa, hash)), Failure{"token.removed"});
    certificate.id = {0x99};
    EXPECT_EQ(failureOf(demonstration.sign(certificate, Mechanism::ecdsa, hash)), Failure{"token.none"});
    certificate.id = {};
    EXPECT_EQ(failureOf(demonstration.sign(certificate, Mechanism::ecdsa, hash)), Failure{"token.none"});
}

TEST(SoftHsm, mechanismThatTheKeyDoesNotKnow_isTheDriversFault)
{
    SoftHsm demonstration("ec");
    const Failure failure =
        failureOf(demonstration.sign(demonstration.enterprise(), Mechanism::rsaPkcs1, test::digestInfo(hash)));
    EXPECT_EQ(failure.code, "driver.fault"); // SoftHSM2 finds out when it signs
    EXPECT_EQ(failure.function, "C_Sign");
    EXPECT_EQ(failureOf(demonstration.sign(demonstration.enterprise(), Mechanism::ecdsa, hash)), Failure{});
}

TEST(SoftHsm, tokenTakenAway_isRemoved)
{
    SoftHsm demonstration("ec");
    const TokenCertificate certificate = demonstration.enterprise();
    std::filesystem::remove_all(demonstration.folder() / "tokens");
    std::filesystem::create_directory(demonstration.folder() / "tokens");
    demonstration.restart(); // SoftHSM2 itself looks for its folders only once
    EXPECT_TRUE(demonstration.inventory().tokens.empty());
    EXPECT_EQ(failureOf(demonstration.sign(certificate, Mechanism::ecdsa, hash)).code, "token.removed");
}

TEST(SoftHsm, twoWorkersSignAtOnce)
{
    SoftHsm first("ec");
    SoftHsm second("rsa");
    const TokenCertificate ec = first.enterprise();
    const TokenCertificate rsa = second.enterprise();
    Outcome<Bytes> rsaOutcome;
    std::thread other([&] { rsaOutcome = second.sign(rsa, Mechanism::rsaPkcs1, test::digestInfo(hash)); });
    const auto ecOutcome = first.sign(ec, Mechanism::ecdsa, hash);
    other.join();
    ASSERT_EQ(failureOf(ecOutcome), Failure{});
    ASSERT_EQ(failureOf(rsaOutcome), Failure{});
    EXPECT_TRUE(verifies(ec, Mechanism::ecdsa, ecOutcome));
    EXPECT_TRUE(verifies(rsa, Mechanism::rsaPkcs1, rsaOutcome));
}

TEST(SoftHsm, changes_areToldOnceByALibraryWithEvents)
{
    SoftHsm demonstration;
    auto first = demonstration.client().changes();
    ASSERT_EQ(failureOf(first), Failure{});
    EXPECT_TRUE(std::get<0>(first)->changed);
    ASSERT_EQ(std::get<0>(first)->tokens.size(), 1U);
    EXPECT_EQ(std::get<0>(first)->tokens[0].label, "empty");
    EXPECT_EQ(std::get<0>(demonstration.client().changes()), Changes{});
}

} // namespace
} // namespace ekey::token
