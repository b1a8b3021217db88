#include "native-host/token/limits.h"
#include "tests/process/token/clients.h"

namespace ekey::token {
namespace {

Inventory inventoryOf(const char* driver)
{
    auto client = fakeClient(driver);
    auto outcome = client.inventory();
    EXPECT_EQ(failureOf(outcome), Failure{});
    const auto* inventory = std::get_if<Inventory>(&outcome);
    return inventory ? *inventory : Inventory{};
}

TEST(Inventory, token_isDescribedWithItsCertificate)
{
    const Inventory inventory = inventoryOf("plain");
    EXPECT_EQ(inventory.tokens, (std::vector<TokenInfo>{{"SERIAL", "label", PinState::ok, false, 6, 8}}));
    EXPECT_EQ(inventory.certificates,
              (std::vector<TokenCertificate>{{"SERIAL", fakeId, {0x30, 0x01, 0x00}, true, false, "signing"}}));
}

TEST(Inventory, pinState_isToldBeforeAnyTry)
{
    EXPECT_EQ(inventoryOf("locked").tokens.at(0).pin, PinState::locked);
    EXPECT_EQ(inventoryOf("final").tokens.at(0).pin, PinState::last);
}

TEST(Inventory, pinLengths_areOpenWhereTheTokenDoesNotTell)
{
    const TokenInfo token = inventoryOf("lengths.unknown").tokens.at(0);
    EXPECT_EQ(token.pinLeast, 0U);
    EXPECT_EQ(token.pinMost, Secret::limit);
}

TEST(Inventory, pinToBeChangedAndWriteProtection_areTold)
{
    EXPECT_TRUE(inventoryOf("initial.pin").tokens.at(0).pinToBeChanged);
    EXPECT_FALSE(inventoryOf("plain").tokens.at(0).pinToBeChanged);
    EXPECT_FALSE(inventoryOf("readonly").tokens.at(0).writable);
    EXPECT_TRUE(inventoryOf("plain").tokens.at(0).writable);
}

TEST(Inventory, label_isTakenAtTheLimitAndForNoneOneByteOver)
{
    EXPECT_EQ(inventoryOf("label.limit").certificates.at(0).label.size(), limits::objectLabelBytes);
    EXPECT_EQ(inventoryOf("label.over").certificates.at(0).label, "");
    EXPECT_EQ(inventoryOf("label.none").certificates.at(0).label, "");
}

TEST(Inventory, pad_isTold) { EXPECT_TRUE(inventoryOf("pad").tokens.at(0).protectedPath); }

TEST(Inventory, alwaysAuthenticate_isToldWhereThePrivateKeyShows)
{
    const TokenCertificate certificate = inventoryOf("keys.shown").certificates.at(0);
    EXPECT_TRUE(certificate.hasKey);
    EXPECT_TRUE(certificate.alwaysAuthenticate);
}

TEST(Inventory, certificate_isTakenToHaveAKeyWhereNoKeysShow)
{
    EXPECT_TRUE(inventoryOf("keys.hidden").certificates.at(0).hasKey);
}

TEST(Inventory, tokensOfOneSerial_areToldApart)
{
    const Inventory inventory = inventoryOf("twins");
    ASSERT_EQ(inventory.tokens.size(), 2U);
    EXPECT_EQ(inventory.tokens[0].serial, "SERIAL@7");
    EXPECT_EQ(inventory.tokens[1].serial, "SERIAL@8");
}

TEST(Inventory, tokenWithoutASerial_getsItsSlots) { EXPECT_EQ(inventoryOf("nameless").tokens.at(0).serial, "@7"); }

TEST(Inventory, emptyReaderBlankTokenAndOneJustRemoved_areNoTokens)
{
    EXPECT_EQ(inventoryOf("empty"), Inventory{});
    EXPECT_EQ(inventoryOf("blank"), Inventory{});
    EXPECT_EQ(inventoryOf("removed.info"), Inventory{});
}

TEST(Inventory, tokensCertificatesAndKeys_areTakenUpToTheirLimits)
{
    EXPECT_EQ(inventoryOf("tokens.limit").tokens.size(), limits::tokens);
    EXPECT_EQ(inventoryOf("certificates.most").certificates.size(), limits::certificates);
    EXPECT_TRUE(inventoryOf("keys.most").certificates.at(0).hasKey);
}

TEST(Inventory, oneMoreThanTheLimit_isTheDriversFault)
{
    const auto failureWith = [](const char* driver) { return failureOf(fakeClient(driver).inventory()); };
    EXPECT_EQ(failureWith("tokens.over"), (Failure{"driver.fault", PinState::unknown, 0x150, "C_GetSlotList"}));
    for (const char* driver : {"certificates.toomany", "keys.toomany"}) {
        EXPECT_EQ(failureWith(driver), (Failure{"driver.fault", PinState::unknown, 0, "C_FindObjects"})) << driver;
    }
}

TEST(Inventory, certificate_isTakenAtTheLimitAndLeftOutOneByteOver)
{
    EXPECT_EQ(inventoryOf("certificate.limit").certificates.at(0).der.size(), limits::certificateBytes);
    EXPECT_TRUE(inventoryOf("certificate.over").certificates.empty());
}

} // namespace
} // namespace ekey::token
