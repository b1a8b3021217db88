// Writing to a real token: what it then holds is read by another program too.
#include "tests/process/token/softhsm/token.h"
#include "tests/support/process.h"

#include <gmock/gmock.h>

namespace ekey::token {
namespace {

using test::Bytes;
using test::SoftHsm;

const Bytes id(20, 0x4b);
const Bytes hash(32, 0x5a);

Credential pin() { return Secret(test::softHsmPin); }

class SoftHsmWrites : public testing::Test {
protected:
    PublicKey generate()
    {
        auto written = hsm.client().generateKeyPair(serial, KeyKind::p256, id, "renewal", pin());
        EXPECT_EQ(failureOf(written.outcome), Failure{});
        return std::get<PublicKey>(written.outcome);
    }

    std::string listing()
    {
        const std::string out = hsm.folder() / "listing";
        test::run("/usr/bin/pkcs11-tool",
                  {"--module", test::softHsm, "--login", "--pin", test::softHsmPin, "--list-objects"},
                  {.environment = {{"SOFTHSM2_CONF", hsm.folder() / "softhsm2.conf"}}, .output = out});
        return test::readFile(out);
    }

    SoftHsm hsm;
    const std::string serial = hsm.serial();
};

TEST_F(SoftHsmWrites, privateKey_signsAndStaysInTheToken)
{
    generate();
    const std::string objects = listing();
    const std::string mine = objects.substr(objects.find("Private Key Object"));
    EXPECT_THAT(mine, testing::HasSubstr("Usage:      sign\n"));
    EXPECT_THAT(mine, testing::HasSubstr("Access:     sensitive, always sensitive, never extractable, local"));
}

TEST_F(SoftHsmWrites, keyPairAndCertificate_areOneContainerUntilItIsDeleted)
{
    const auto key = test::keyOf(generate());
    const Bytes der = test::certificateOf(key);
    for (int times = 0; times < 2; ++times) { // the second time there is nothing to do
        const auto installed = hsm.client().installCertificate(serial, id, "延期更新", der, pin());
        ASSERT_EQ(failureOf(installed.outcome), Failure{});
    }
    const Inventory inventory = hsm.inventory();
    EXPECT_EQ(
        inventory.certificates,
        (std::vector<TokenCertificate>{{.token = serial, .id = id, .der = der, .hasKey = true, .label = "延期更新"}}));
    const auto signature = hsm.sign(inventory.certificates.at(0), Mechanism::ecdsa, hash);
    ASSERT_EQ(failureOf(signature), Failure{});
    EXPECT_TRUE(test::verifies(key, Mechanism::ecdsa, hash, std::get<Bytes>(signature)));

    const auto removal = hsm.client().deleteContainer(serial, id, pin());
    ASSERT_EQ(failureOf(removal.outcome), Failure{});
    EXPECT_EQ(std::get<Removal>(removal.outcome), (Removal{.removed = {1, 1, 1}}));
    EXPECT_TRUE(hsm.inventory().certificates.empty());
    EXPECT_EQ(listing().find("Key Object"), std::string::npos);
    EXPECT_EQ(failureOf(hsm.client().deleteContainer(serial, id, pin()).outcome), Failure{"token.none"});
}

TEST_F(SoftHsmWrites, secondKeyOfOneId_isNotMade)
{
    generate();
    const Failure expected{"driver.fault", PinState::unknown, 0, "worker.exists"};
    EXPECT_EQ(failureOf(hsm.client().generateKeyPair(serial, KeyKind::p384, id, "again", pin()).outcome), expected);
}

TEST_F(SoftHsmWrites, certificateWithoutItsKey_isNotInstalled)
{
    const Bytes der = test::certificateOf(test::keyOf(generate()));
    const auto elsewhere = hsm.client().installCertificate(serial, Bytes{1}, "stray", der, pin());
    EXPECT_EQ(failureOf(elsewhere.outcome), Failure{"token.none"});
    EXPECT_TRUE(hsm.inventory().certificates.empty());
}

TEST_F(SoftHsmWrites, newPin_isTheOneThatSigns)
{
    generate();
    WorkerClient& client = hsm.client();
    EXPECT_EQ(failureOf(client.changePin(serial, pin(), Secret("19283746")).outcome), Failure{});
    EXPECT_EQ(failureOf(client.sign(serial, id, Mechanism::ecdsa, pin(), hash)).code, "pin.incorrect");
    EXPECT_EQ(failureOf(client.sign(serial, id, Mechanism::ecdsa, Secret("19283746"), hash)), Failure{});
}

TEST_F(SoftHsmWrites, wrongOldPin_changesNothingAndIsTold)
{
    generate();
    WorkerClient& client = hsm.client();
    const Failure expected{"pin.incorrect", PinState::low};
    EXPECT_EQ(failureOf(client.changePin(serial, Secret("000000"), Secret("19283746")).outcome), expected);
    EXPECT_EQ(failureOf(client.sign(serial, id, Mechanism::ecdsa, pin(), hash)), Failure{});
}

} // namespace
} // namespace ekey::token
