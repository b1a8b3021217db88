// Key pairs, certificates and their end, on a token that does as it likes.
#include "native-host/token/limits.h"
#include "tests/process/token/clients.h"
#include "tests/process/token/fifo.h"

#include <gmock/gmock.h>
#include <thread>

namespace ekey::token {
namespace {

using namespace std::chrono_literals;
using Bytes = WorkerClient::Bytes;

const Bytes newId(20, 0x4b);
/// The outermost shape of a certificate, and no more.
const Bytes der{0x30, 0x14, 0x30, 0x0d, 0x02, 0x01, 0x07, 0x30, 0x00, 0x30, 0x00,
                0x30, 0x00, 0x30, 0x00, 0x30, 0x00, 0x30, 0x00, 0x03, 0x01, 0x00};

Credential pin() { return Secret(fakePin); }

Outcome<PublicKey> generate(WorkerClient& client, KeyKind kind = KeyKind::p256, const Bytes& id = newId)
{
    return client.generateKeyPair("SERIAL", kind, id, "label", pin()).outcome;
}

Failure fault(const char* function) { return {"driver.fault", PinState::unknown, 0, function}; }

TEST(Writes, publicKey_isGivenWithoutItsWrapping)
{
    Bytes point(65, 0x11);
    point[0] = 0x04;
    for (const char* driver : {"plain", "point.bare"}) {
        auto client = fakeClient(driver);
        EXPECT_EQ(std::get<0>(generate(client)), (PublicKey{.point = point})) << driver;
    }
    for (const char* driver : {"plain", "modulus.zeros"}) {
        auto client = fakeClient(driver);
        EXPECT_EQ(std::get<0>(generate(client, KeyKind::rsa2048)),
                  (PublicKey{.modulus = Bytes(256, 0xab), .exponent = {1, 0, 1}}))
            << driver;
    }
}

TEST(Writes, publicKeyThatIsNone_isNamedAndTheKeyPairDeletedAgain)
{
    struct Case {
        const char* driver;
        KeyKind kind;
    };
    for (const auto& [driver, kind] :
         {Case{"point.short", KeyKind::p256}, Case{"point.compressed", KeyKind::p256},
          Case{"point.none", KeyKind::p256}, Case{"plain", KeyKind::p384}, Case{"modulus.even", KeyKind::rsa2048},
          Case{"modulus.short", KeyKind::rsa2048}, Case{"plain", KeyKind::rsa3072}}) {
        auto client = fakeClient(driver);
        EXPECT_EQ(failureOf(generate(client, kind)), fault("C_GenerateKeyPair")) << driver;
        EXPECT_EQ(failureOf(client.deleteContainer("SERIAL", newId, pin()).outcome), Failure{"token.none"}) << driver;
    }
}

TEST(Writes, tokenThatDoesNotTakeIt_saysWhy)
{
    auto full = fakeClient("full");
    EXPECT_EQ(failureOf(generate(full)), (Failure{"token.full", PinState::unknown, 0x31, "C_GenerateKeyPair"}));
    EXPECT_EQ(failureOf(full.installCertificate("SERIAL", fakeId, "label", der, pin()).outcome),
              (Failure{"token.full", PinState::unknown, 0x31, "C_CreateObject"}));
    auto small = fakeClient("too.large");
    EXPECT_EQ(failureOf(generate(small, KeyKind::rsa3072)),
              (Failure{"token.unsupported", PinState::unknown, 0x62, "C_GenerateKeyPair"}));
}

TEST(Writes, writeProtectedToken_isPresentedNoPin)
{
    std::vector<std::string> calls;
    auto client = fakeClient("readonly", {}, {}, [&](const Call& call) { calls.push_back(call.function); });
    EXPECT_EQ(failureOf(generate(client)), Failure{"token.readonly"});
    EXPECT_EQ(failureOf(client.deleteContainer("SERIAL", fakeId, pin()).outcome), Failure{"token.readonly"});
    EXPECT_THAT(calls, testing::Not(testing::Contains("C_Login")));
    EXPECT_EQ(failureOf(signWith(client)), Failure{});
}

TEST(Writes, wrongPin_isTold)
{
    auto client = fakeClient("wrong.low");
    const auto written = client.deleteContainer("SERIAL", fakeId, Secret("000000"));
    EXPECT_EQ(failureOf(written.outcome), (Failure{"pin.incorrect", PinState::low}));
}

TEST(Writes, removal_reportsWhatTheTokenKept)
{
    auto client = fakeClient("destroy.refused");
    const auto written = client.deleteContainer("SERIAL", fakeId, pin());
    ASSERT_EQ(failureOf(written.outcome), Failure{});
    const Failure why{"token.readonly", PinState::unknown, 0x1b, "C_DestroyObject"};
    EXPECT_EQ(std::get<0>(written.outcome), (Removal{.removed = {1, 0, 1}, .left = {0, 1, 0}, .why = why}));
}

TEST(Writes, ids_areTakenAtTheLimitAndNeitherEmptyNorOneByteLonger)
{
    auto client = fakeClient("plain");
    EXPECT_EQ(failureOf(generate(client, KeyKind::p256, Bytes(limits::idBytes, 1))), Failure{});
    EXPECT_EQ(failureOf(generate(client, KeyKind::p256, Bytes(limits::idBytes + 1, 1))), fault("worker.request"));
    EXPECT_EQ(failureOf(generate(client, KeyKind::p256, {})), fault("worker.request"));
    EXPECT_EQ(failureOf(client.installCertificate("SERIAL", {}, "", der, pin()).outcome), fault("worker.request"));
    EXPECT_EQ(failureOf(client.deleteContainer("SERIAL", {}, pin()).outcome), Failure{"token.none"});
}

TEST(Writes, certificateThatIsNone_isNotSent)
{
    auto client = fakeClient("plain");
    Bytes longer = der;
    longer.push_back(0);
    for (const Bytes& bad : {Bytes{}, Bytes{0x30, 0x00}, longer, Bytes(der.begin(), der.end() - 1)}) {
        EXPECT_EQ(failureOf(client.installCertificate("SERIAL", fakeId, "label", bad, pin()).outcome),
                  fault("worker.request"));
    }
    EXPECT_EQ(failureOf(client.installCertificate("SERIAL", fakeId, "label", der, pin()).outcome), Failure{});
}

TEST(Writes, writeThatHangs_isUnknownAndReadAgain)
{
    auto client = fakeClient("hang.write", {.write = 1s});
    const auto written = client.generateKeyPair("SERIAL", KeyKind::p256, newId, "label", pin());
    const Failure expected{"token.state_unknown", PinState::unknown, 0, "C_GenerateKeyPair", "driver.timeout"};
    EXPECT_EQ(failureOf(written.outcome), expected);
    ASSERT_TRUE(written.after);
    EXPECT_EQ(written.after->certificates.size(), 1U);
}

TEST(Writes, writeThatIsCancelled_isUnknownAndReadAgain)
{
    const test::Fifo fifo;
    auto client = fakeClient("hang.write", {}, {{"EKEY_FAKE_FIFO", fifo.path()}});
    Written<Removal> written;
    std::thread caller([&] { written = client.deleteContainer("SERIAL", fakeId, pin()); });
    EXPECT_EQ(fifo.next(), 'W');
    client.cancel();
    caller.join();
    EXPECT_EQ(failureOf(written.outcome), (Failure{"token.state_unknown", PinState::unknown, 0, "", "user.cancelled"}));
    EXPECT_TRUE(written.after);
}

TEST(Writes, writeThatWasNotBegun_isOnlyCancelled)
{
    auto client = fakeClient("plain");
    const auto written = client.deleteContainer("SERIAL", fakeId, pin(), [] { return true; });
    EXPECT_EQ(failureOf(written.outcome), Failure{"user.cancelled"});
    EXPECT_FALSE(written.after);
}

} // namespace
} // namespace ekey::token
