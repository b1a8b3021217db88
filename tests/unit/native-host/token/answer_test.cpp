#include "native-host/token/answer.h"

#include "native-host/token/limits.h"
#include "native-host/token/operation.h"
#include "native-host/token/secret.h"
#include "tests/unit/native-host/token/strictness.h"

namespace ekey::token {
namespace {

Inventory oneToken()
{
    Inventory inventory;
    inventory.tokens = {{"e02241c1571ae94a", "ekey 演示钥匙", PinState::low, true, 4, 16, true, false}};
    inventory.certificates = {{"e02241c1571ae94a", {1}, std::vector<std::uint8_t>(40, 0x30), true, true, "签名"},
                              {"e02241c1571ae94a", {}, {0x30}, false, false}};
    return inventory;
}

PublicKey point()
{
    PublicKey key{.point = std::vector<std::uint8_t>(65, 0x11)};
    key.point[0] = 0x04;
    return key;
}

Removal partly()
{
    return {.removed = {1, 0, limits::objects},
            .left = {0, 1, 0},
            .why = {"token.readonly", PinState::unknown, 0x1b, "C_DestroyObject"}};
}

bool decodes(Answer::Body body)
{
    const auto frame = encode(Answer{1, std::move(body)});
    return frame && decodeAnswer(payloadOf(*frame));
}

template <class Body>
Body roundTrip(Body body)
{
    const auto frame = encode(Answer{9, std::move(body)});
    const auto answer = decodeAnswer(payloadOf(frame.value()));
    EXPECT_EQ(answer.value().number, 9U);
    return std::get<Body>(answer->body);
}

TEST(Answer, answer_comesBackWhole)
{
    EXPECT_EQ(roundTrip(oneToken()), oneToken());
    EXPECT_EQ(roundTrip(Signature{{1, 2, 3}}).bytes, (std::vector<std::uint8_t>{1, 2, 3}));
    EXPECT_EQ(roundTrip(Changes{true, oneToken().tokens}), (Changes{true, oneToken().tokens}));
    EXPECT_EQ(roundTrip(Changes{}), Changes{});
    EXPECT_EQ(roundTrip(point()), point());
    EXPECT_EQ(roundTrip(partly()), partly());
    roundTrip(Done{});
    const Failure failure{"driver.fault", PinState::unknown, 0x80000001, "C_Sign"};
    EXPECT_EQ(roundTrip(failure), failure);
    EXPECT_EQ(roundTrip(Entered{"C_Login"}).function, "C_Login");
    EXPECT_EQ(roundTrip(Returned{"C_Login", 1500, 0xa0}).microseconds, 1500U);
    roundTrip(Opened{});
}

TEST(Answer, answer_isReadToTheLastByte)
{
    expectStrict(encode(Answer{1, Opened{}}), decodeAnswer);
    expectStrict(encode(Answer{1, oneToken()}), decodeAnswer);
    expectStrict(encode(Answer{1, Signature{{1, 2, 3}}}), decodeAnswer);
    expectStrict(encode(Answer{1, Changes{true, oneToken().tokens}}), decodeAnswer);
    expectStrict(encode(Answer{1, Done{}}), decodeAnswer);
    expectStrict(encode(Answer{1, point()}), decodeAnswer);
    expectStrict(encode(Answer{1, partly()}), decodeAnswer);
    expectStrict(encode(Answer{1, Failure{"pin.incorrect", PinState::last}}), decodeAnswer);
    expectStrict(encode(Answer{1, Entered{"C_Sign"}}), decodeAnswer);
    expectStrict(encode(Answer{1, Returned{"C_Sign", 7, 0}}), decodeAnswer);
}

TEST(Answer, answer_survivesEveryChangedByte)
{
    expectSurvivesEveryByte(encode(Answer{1, oneToken()}), decodeAnswer);
    expectSurvivesEveryByte(encode(Answer{1, Failure{"pin.incorrect", PinState::last}}), decodeAnswer);
}

TEST(Answer, answer_ofAnUnknownOperationIsRefused)
{
    for (const std::uint16_t operation : {0x0000, 0x0001, 0x4004, 0x8003, 0x8012, 0xffff}) {
        const auto frame = FrameWriter(operation, 1).finish(limits::answerFrame);
        EXPECT_FALSE(decodeAnswer(payloadOf(*frame))) << operation;
    }
}

TEST(Answer, inventory_fitsAtItsLimitsAndNotOneMore)
{
    Inventory full;
    for (std::size_t i = 0; i < limits::tokens; ++i) {
        std::string serial = std::to_string(i);
        serial.resize(limits::serialBytes, '-');
        full.tokens.push_back({serial, std::string(limits::labelBytes, 'l'), PinState::ok, false, 0, Secret::limit});
    }
    const TokenCertificate largest{full.tokens[0].serial,
                                   std::vector<std::uint8_t>(limits::idBytes, 1),
                                   std::vector<std::uint8_t>(limits::certificateBytes, 2),
                                   true,
                                   false,
                                   std::string(limits::objectLabelBytes, 'l')};
    full.certificates.assign(limits::certificates, largest);
    EXPECT_EQ(roundTrip(full), full);

    Inventory tokens = full;
    tokens.tokens.push_back({"one more", "", PinState::ok, false, 0, 8});
    EXPECT_FALSE(decodes(tokens));
    Inventory certificates = full;
    certificates.certificates.push_back(largest);
    EXPECT_FALSE(decodes(certificates));
    Inventory certificate = oneToken();
    certificate.certificates[0].der.assign(limits::certificateBytes + 1, 2);
    EXPECT_FALSE(decodes(certificate));
    Inventory id = oneToken();
    id.certificates[0].id.assign(limits::idBytes + 1, 2);
    EXPECT_FALSE(decodes(id));
    Inventory label = oneToken();
    label.tokens[0].label.assign(limits::labelBytes + 1, 'l');
    EXPECT_FALSE(decodes(label));
    Inventory objectLabel = oneToken();
    objectLabel.certificates[0].label.assign(limits::objectLabelBytes + 1, 'l');
    EXPECT_FALSE(decodes(objectLabel));
    Inventory pinMost = oneToken();
    pinMost.tokens[0].pinMost = Secret::limit + 1;
    EXPECT_FALSE(decodes(pinMost));
}

TEST(Answer, inventory_thatContradictsItselfIsRefused)
{
    Inventory twins = oneToken();
    twins.tokens.push_back(twins.tokens[0]);
    EXPECT_FALSE(decodes(twins));
    Inventory stray = oneToken();
    stray.certificates[0].token = "another";
    EXPECT_FALSE(decodes(stray));
    Inventory lengths = oneToken();
    lengths.tokens[0].pinLeast = 17;
    EXPECT_FALSE(decodes(lengths));
}

TEST(Answer, signature_fitsAtItsLimitAndNotOneByteMore)
{
    EXPECT_TRUE(decodes(Signature{std::vector<std::uint8_t>(limits::signatureBytes, 1)}));
    EXPECT_FALSE(decodes(Signature{std::vector<std::uint8_t>(limits::signatureBytes + 1, 1)}));
    EXPECT_FALSE(decodes(Signature{}));
}

TEST(Answer, changes_thatContradictThemselvesAreRefused)
{
    EXPECT_FALSE(decodes(Changes{false, oneToken().tokens}));
    std::vector<TokenInfo> twins(2, oneToken().tokens.at(0));
    EXPECT_FALSE(decodes(Changes{true, twins}));
}

TEST(Answer, publicKeyOfNoKind_isRefused)
{
    EXPECT_FALSE(decodes(PublicKey{}));
    PublicKey longer = point();
    longer.point.push_back(1);
    EXPECT_FALSE(decodes(longer));
}

TEST(Answer, removal_saysWhyWhereSomethingIsLeftAndOnlyThere)
{
    EXPECT_TRUE(decodes(Removal{.removed = {1, 1, 1}}));
    EXPECT_FALSE(decodes(Removal{.removed = {limits::objects + 1, 0, 0}}));
    Removal unexplained = partly();
    unexplained.why = {};
    EXPECT_FALSE(decodes(unexplained));
    Removal whole = partly();
    whole.left = {};
    EXPECT_FALSE(decodes(whole));
    Removal invented = partly();
    invented.why.code = "driver.timeout";
    EXPECT_FALSE(decodes(invented));
}

TEST(Answer, failure_saysOnlyWhatAWorkerMaySay)
{
    for (const std::string_view code : workerFailures) {
        EXPECT_TRUE(decodes(Failure{std::string(code)})) << code;
    }
    EXPECT_FALSE(decodes(Failure{"driver.timeout"}));
    EXPECT_FALSE(decodes(Failure{"token.state_unknown"}));
    EXPECT_FALSE(decodes(Failure{"origin.right"}));
    EXPECT_FALSE(decodes(Failure{""}));
    EXPECT_FALSE(decodes(Failure{"pin.incorrect", static_cast<PinState>(5)}));
}

TEST(Answer, functionName_isPlainAndShort)
{
    EXPECT_TRUE(decodes(Entered{std::string(limits::functionBytes, 'C')}));
    EXPECT_FALSE(decodes(Entered{std::string(limits::functionBytes + 1, 'C')}));
    EXPECT_FALSE(decodes(Entered{"C_Sign\n2026 host.started"}));
    EXPECT_FALSE(decodes(Entered{"\x1b[2J"}));
    EXPECT_FALSE(decodes(Returned{"C Sign", 1, 0}));
    EXPECT_FALSE(decodes(Failure{"driver.fault", PinState::unknown, 1, "<b>"}));
}

} // namespace
} // namespace ekey::token
