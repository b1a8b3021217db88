// The real thing, in software: a SoftHSM2 token with a key and a certificate of a demonstration authority.
#include "native-host/token/worker_client.h"
#include "tests/process/token/clients.h"
#include "tests/support/process.h"
#include "tests/support/temp_folder.h"

#include <algorithm>
#include <filesystem>
#include <memory>
#include <openssl/bn.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>
#include <thread>

namespace ekey::token {
namespace {

using Bytes = std::vector<std::uint8_t>;
constexpr const char* module = "/usr/lib/softhsm/libsofthsm2.so";

/// DigestInfo of SHA-256 (RFC 8017 §9.2, note 1).
Bytes digestInfo(const Bytes& hash)
{
    Bytes info{0x30, 0x31, 0x30, 0x0d, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01,
               0x65, 0x03, 0x04, 0x02, 0x01, 0x05, 0x00, 0x04, 0x20};
    info.insert(info.end(), hash.begin(), hash.end());
    return info;
}

/// r ‖ s as the DER that OpenSSL verifies.
Bytes ecdsaDer(const Bytes& raw)
{
    const int half = static_cast<int>(raw.size() / 2);
    std::unique_ptr<ECDSA_SIG, decltype(&ECDSA_SIG_free)> signature(ECDSA_SIG_new(), ECDSA_SIG_free);
    ECDSA_SIG_set0(signature.get(), BN_bin2bn(raw.data(), half, nullptr), BN_bin2bn(raw.data() + half, half, nullptr));
    Bytes der(static_cast<std::size_t>(i2d_ECDSA_SIG(signature.get(), nullptr)));
    unsigned char* out = der.data();
    i2d_ECDSA_SIG(signature.get(), &out);
    return der;
}

bool verifies(const Bytes& certificate, const Bytes& hash, const Bytes& raw)
{
    const unsigned char* in = certificate.data();
    std::unique_ptr<X509, decltype(&X509_free)> x509(d2i_X509(nullptr, &in, static_cast<long>(certificate.size())),
                                                     X509_free);
    EVP_PKEY* key = X509_get0_pubkey(x509.get());
    std::unique_ptr<EVP_PKEY_CTX, decltype(&EVP_PKEY_CTX_free)> context(EVP_PKEY_CTX_new(key, nullptr),
                                                                        EVP_PKEY_CTX_free);
    EVP_PKEY_verify_init(context.get());
    EVP_PKEY_CTX_set_signature_md(context.get(), EVP_sha256());
    const Bytes signature = EVP_PKEY_get_base_id(key) == EVP_PKEY_EC ? ecdsaDer(raw) : raw;
    return EVP_PKEY_verify(context.get(), signature.data(), signature.size(), hash.data(), hash.size()) == 1;
}

/// A fresh token and its client.
struct Demonstration {
    explicit Demonstration(const char* kind)
    {
        const std::string script = EKEY_SOURCE_DIR "/scripts/make-token.sh";
        test::run("/bin/bash", {script, folder.path(), kind}, {.environment = {}, .output = folder / "log"});
        start();
    }

    void start()
    {
        client = std::make_unique<WorkerClient>(
            EKEY_TOKEN, module, TimeLimits{},
            std::map<std::string, std::string>{{"SOFTHSM2_CONF", folder / "softhsm2.conf"}});
    }

    Inventory inventory()
    {
        auto outcome = client->inventory();
        EXPECT_EQ(failureOf(outcome), Failure{});
        return std::get<Inventory>(outcome);
    }
    TokenCertificate enterprise()
    {
        const Inventory all = inventory();
        const auto found = std::find_if(all.certificates.begin(), all.certificates.end(),
                                        [](const TokenCertificate& certificate) { return certificate.hasKey; });
        return found == all.certificates.end() ? TokenCertificate{} : *found;
    }
    Outcome<Bytes> sign(const TokenCertificate& certificate, Mechanism mechanism, const Bytes& input,
                        std::string_view pin = "818181")
    {
        return client->sign(certificate.token, certificate.id, mechanism, Secret(pin), input);
    }

    test::TempFolder folder;
    std::unique_ptr<WorkerClient> client;
};

const Bytes hash(32, 0x5a);

TEST(SoftHsm, inventory_showsTheEnterprisesCertificateWithItsKeyAndTheIssuersWithout)
{
    Demonstration demonstration("ec");
    const Inventory inventory = demonstration.inventory();
    ASSERT_EQ(inventory.tokens.size(), 1U);
    EXPECT_EQ(inventory.tokens[0].label, "ekey 演示钥匙");
    EXPECT_EQ(inventory.tokens[0].pin, PinState::ok);
    EXPECT_EQ(inventory.tokens[0].pinLeast, 4U);
    ASSERT_EQ(inventory.certificates.size(), 2U);
    for (const TokenCertificate& certificate : inventory.certificates) {
        const std::string name = certificate.hasKey ? "enterprise" : "issuing";
        const std::string der = test::readFile(demonstration.folder.path() / "pki" / (name + ".der"));
        EXPECT_EQ(certificate.der, Bytes(der.begin(), der.end())) << name;
        EXPECT_EQ(certificate.token, inventory.tokens[0].serial);
    }
    EXPECT_NE(inventory.certificates[0].hasKey, inventory.certificates[1].hasKey);
}

TEST(SoftHsm, ecdsaSignature_verifiesWithTheCertificate)
{
    Demonstration demonstration("ec");
    const TokenCertificate certificate = demonstration.enterprise();
    const auto outcome = demonstration.sign(certificate, Mechanism::ecdsa, hash);
    ASSERT_EQ(failureOf(outcome), Failure{});
    EXPECT_TRUE(verifies(certificate.der, hash, std::get<Bytes>(outcome)));
    EXPECT_FALSE(verifies(certificate.der, Bytes(32, 0x5b), std::get<Bytes>(outcome)));
}

TEST(SoftHsm, rsaSignature_verifiesWithTheCertificate)
{
    Demonstration demonstration("rsa");
    const TokenCertificate certificate = demonstration.enterprise();
    const auto outcome = demonstration.sign(certificate, Mechanism::rsaPkcs1, digestInfo(hash));
    ASSERT_EQ(failureOf(outcome), Failure{});
    EXPECT_TRUE(verifies(certificate.der, hash, std::get<Bytes>(outcome)));
    EXPECT_FALSE(verifies(certificate.der, Bytes(32, 0x5b), std::get<Bytes>(outcome)));
}

TEST(SoftHsm, wrongPin_lowersTheCounterUntilTheRightOne)
{
    Demonstration demonstration("ec");
    const TokenCertificate certificate = demonstration.enterprise();
    const Failure expected{"pin.incorrect", PinState::low};
    EXPECT_EQ(failureOf(demonstration.sign(certificate, Mechanism::ecdsa, hash, "818182")), expected);
    EXPECT_EQ(demonstration.inventory().tokens.at(0).pin, PinState::low);
    EXPECT_EQ(failureOf(demonstration.sign(certificate, Mechanism::ecdsa, hash)), Failure{});
    EXPECT_EQ(demonstration.inventory().tokens.at(0).pin, PinState::ok);
}

TEST(SoftHsm, pinOfAnImpossibleLength_costsNoTry)
{
    Demonstration demonstration("ec");
    const TokenCertificate certificate = demonstration.enterprise();
    for (const std::string& pin : {std::string("818"), std::string(256, '8'), std::string()}) {
        EXPECT_EQ(failureOf(demonstration.sign(certificate, Mechanism::ecdsa, hash, pin)), Failure{"pin.length"});
    }
    EXPECT_EQ(demonstration.inventory().tokens.at(0).pin, PinState::ok);
    EXPECT_EQ(failureOf(demonstration.sign(certificate, Mechanism::ecdsa, hash, "8181")).code, "pin.incorrect");
}

TEST(SoftHsm, unknownTokenAndUnknownKey_areTold)
{
    Demonstration demonstration("ec");
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
    Demonstration demonstration("ec");
    const Failure failure =
        failureOf(demonstration.sign(demonstration.enterprise(), Mechanism::rsaPkcs1, digestInfo(hash)));
    EXPECT_EQ(failure.code, "driver.fault");
    EXPECT_TRUE(failure.function == "C_SignInit" || failure.function == "C_Sign") << failure.function;
    EXPECT_EQ(failureOf(demonstration.sign(demonstration.enterprise(), Mechanism::ecdsa, hash)), Failure{});
}

TEST(SoftHsm, tokenTakenAway_isRemoved)
{
    Demonstration demonstration("ec");
    const TokenCertificate certificate = demonstration.enterprise();
    std::filesystem::remove_all(demonstration.folder / "tokens");
    std::filesystem::create_directory(demonstration.folder / "tokens");
    demonstration.start(); // SoftHSM2 itself looks for its folders only once
    EXPECT_TRUE(demonstration.inventory().tokens.empty());
    EXPECT_EQ(failureOf(demonstration.sign(certificate, Mechanism::ecdsa, hash)).code, "token.removed");
}

TEST(SoftHsm, twoWorkersSignAtOnce)
{
    Demonstration first("ec");
    Demonstration second("rsa");
    const TokenCertificate ec = first.enterprise();
    const TokenCertificate rsa = second.enterprise();
    Outcome<Bytes> rsaOutcome;
    std::thread other([&] { rsaOutcome = second.sign(rsa, Mechanism::rsaPkcs1, digestInfo(hash)); });
    const auto ecOutcome = first.sign(ec, Mechanism::ecdsa, hash);
    other.join();
    ASSERT_EQ(failureOf(ecOutcome), Failure{});
    ASSERT_EQ(failureOf(rsaOutcome), Failure{});
    EXPECT_TRUE(verifies(ec.der, hash, std::get<Bytes>(ecOutcome)));
    EXPECT_TRUE(verifies(rsa.der, hash, std::get<Bytes>(rsaOutcome)));
}

} // namespace
} // namespace ekey::token
