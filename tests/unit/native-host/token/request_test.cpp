#include "native-host/token/request.h"

#include "native-host/token/limits.h"
#include "native-host/token/operation.h"
#include "tests/unit/native-host/token/strictness.h"

namespace ekey::token {
namespace {

using Bytes = std::vector<std::uint8_t>;

SignRequest signing()
{
    return {"e02241c1571ae94a",
            {1, 2, 3},
            Mechanism::rsaPkcs1,
            Credential(Secret("818181"), true),
            {Bytes(51, 9), Bytes(83, 8)}};
}

ChangePinRequest changing() { return {"e02241c1571ae94a", Secret("818181"), Secret("19283746")}; }

GenerateRequest generating() { return {"e02241c1571ae94a", Bytes(20, 7), KeyKind::p384, "签名", Secret("818181")}; }

InstallRequest installing()
{
    const Bytes der{0x30, 0x14, 0x30, 0x0d, 0x02, 0x01, 0x07, 0x30, 0x00, 0x30, 0x00,
                    0x30, 0x00, 0x30, 0x00, 0x30, 0x00, 0x30, 0x00, 0x03, 0x01, 0x00};
    return {"e02241c1571ae94a", Bytes(20, 7), "签名", der, Secret("818181")};
}

RemoveRequest removing() { return {"e02241c1571ae94a", Bytes(20, 7), Secret("818181")}; }

template <class Body>
bool encodes(Body body)
{
    return encode(Request{1, std::move(body)}).has_value();
}

template <class Body>
Body roundTrip(Body body)
{
    const auto frame = encode(Request{5, std::move(body)});
    auto request = decodeRequest(payloadOf(frame.value()));
    EXPECT_EQ(request.value().number, 5U);
    return std::get<Body>(std::move(request->body));
}

TEST(Request, sign_comesBackWhole)
{
    const SignRequest sign = roundTrip(signing());
    EXPECT_EQ(sign.token, "e02241c1571ae94a");
    EXPECT_EQ(sign.id, (Bytes{1, 2, 3}));
    EXPECT_EQ(sign.mechanism, Mechanism::rsaPkcs1);
    EXPECT_EQ(sign.credential.pin.view(), "818181");
    EXPECT_TRUE(sign.credential.lastTry);
    EXPECT_EQ(sign.inputs, (std::vector<Bytes>{Bytes(51, 9), Bytes(83, 8)}));
}

TEST(Request, writes_comeBackWhole)
{
    const ChangePinRequest change = roundTrip(changing());
    EXPECT_EQ(change.old.pin.view(), "818181");
    EXPECT_FALSE(change.old.lastTry);
    EXPECT_EQ(change.fresh.view(), "19283746");
    const GenerateRequest generate = roundTrip(generating());
    EXPECT_EQ(generate.id, Bytes(20, 7));
    EXPECT_EQ(generate.kind, KeyKind::p384);
    EXPECT_EQ(generate.label, "签名");
    EXPECT_EQ(roundTrip(installing()).der, installing().der);
    EXPECT_EQ(roundTrip(removing()).credential.pin.view(), "818181");
    EXPECT_TRUE(roundTrip(ChangesRequest{true}).afresh);
}

TEST(Request, open_comesBackWhole)
{
    OpenRequest open{.module = "/usr/lib/module.so"};
    open.quirks.add(Quirk::noFinalize);
    const auto frame = encode(Request{1, open});
    ASSERT_TRUE(frame);
    const auto request = decodeRequest(payloadOf(*frame));
    ASSERT_TRUE(request);
    const auto& read = std::get<OpenRequest>(request->body);
    EXPECT_EQ(read.module, "/usr/lib/module.so");
    EXPECT_EQ(read.kind, ModuleKind::pkcs11);
    EXPECT_TRUE(read.quirks.has(Quirk::noFinalize));
    EXPECT_FALSE(read.quirks.has(Quirk::initializeWithoutArguments));
}

TEST(Request, request_isReadToTheLastByte)
{
    expectStrict(encode(Request{1, OpenRequest{"/usr/lib/module.so"}}), decodeRequest);
    expectStrict(encode(Request{2, InventoryRequest{}}), decodeRequest);
    expectStrict(encode(Request{3, signing()}), decodeRequest);
    expectStrict(encode(Request{4, ChangesRequest{}}), decodeRequest);
    expectStrict(encode(Request{5, changing()}), decodeRequest);
    expectStrict(encode(Request{6, generating()}), decodeRequest);
    expectStrict(encode(Request{7, installing()}), decodeRequest);
    expectStrict(encode(Request{8, removing()}), decodeRequest);
}

TEST(Request, request_survivesEveryChangedByte)
{
    expectSurvivesEveryByte(encode(Request{1, OpenRequest{"/usr/lib/module.so"}}), decodeRequest);
    expectSurvivesEveryByte(encode(Request{3, signing()}), decodeRequest);
    expectSurvivesEveryByte(encode(Request{3, installing()}), decodeRequest);
}

TEST(Request, request_fieldsFitAtTheirLimitsAndNotOneByteMore)
{
    SignRequest longest = signing();
    longest.token = std::string(limits::serialBytes, 's');
    longest.id.assign(limits::idBytes, 1);
    longest.credential.pin = Secret(std::string(Secret::limit, '1'));
    longest.inputs.assign(limits::inputs, Bytes(83, 1));
    expectStrict(encode(Request{1, std::move(longest)}), decodeRequest);

    SignRequest token = signing();
    token.token = std::string(limits::serialBytes + 1, 's');
    EXPECT_FALSE(encodes(std::move(token)));
    SignRequest id = signing();
    id.id.assign(limits::idBytes + 1, 1);
    EXPECT_FALSE(encodes(std::move(id)));
    SignRequest input = signing();
    input.inputs[1].push_back(1);
    EXPECT_FALSE(encodes(std::move(input)));
    SignRequest inputs = signing();
    inputs.inputs.assign(limits::inputs + 1, Bytes(83, 1));
    EXPECT_FALSE(encodes(std::move(inputs)));
    SignRequest none = signing();
    none.inputs.clear();
    EXPECT_FALSE(encodes(std::move(none)));
    GenerateRequest label = generating();
    label.label.assign(limits::objectLabelBytes + 1, 'l');
    EXPECT_FALSE(encodes(std::move(label)));

    EXPECT_TRUE(encode(Request{1, OpenRequest{std::string(limits::moduleBytes, 'm')}}));
    EXPECT_FALSE(encode(Request{1, OpenRequest{std::string(limits::moduleBytes + 1, 'm')}}));
}

TEST(Request, request_ofAnUnknownOperationIsRefused)
{
    for (const std::uint16_t operation : {0x0000, 0x0005, 0x000f, 0x0014, 0x8001, 0xffff}) {
        const auto frame = FrameWriter(operation, 1).finish(limits::requestFrame);
        EXPECT_FALSE(decodeRequest(payloadOf(*frame))) << operation;
    }
}

TEST(Request, open_ofAnotherPipeVersionIsRefused)
{
    FrameWriter writer(number(Operation::open), 1);
    writer.number(pipeVersion + 1);
    writer.text("/usr/lib/module.so", limits::moduleBytes);
    writer.number(static_cast<std::uint16_t>(ModuleKind::pkcs11));
    writer.number(0);
    const auto frame = std::move(writer).finish(limits::requestFrame);
    EXPECT_FALSE(decodeRequest(payloadOf(*frame)));
}

TEST(Request, open_ofAKindOrWithAQuirkThatNoDriverHasIsRefused)
{
    const auto skf = encode(Request{1, OpenRequest{.module = "/usr/lib/module.so", .kind = ModuleKind::skf}});
    ASSERT_TRUE(skf);
    EXPECT_FALSE(decodeRequest(payloadOf(*skf)));

    for (const auto& [bits, taken] : {std::pair{3U, true}, {4U, false}, {7U, false}}) {
        FrameWriter writer(number(Operation::open), 1);
        writer.number(pipeVersion);
        writer.text("/usr/lib/module.so", limits::moduleBytes);
        writer.number(static_cast<std::uint16_t>(ModuleKind::pkcs11));
        writer.number(bits);
        const auto frame = std::move(writer).finish(limits::requestFrame);
        EXPECT_EQ(decodeRequest(payloadOf(*frame)).has_value(), taken) << bits;
    }
}

TEST(Request, sign_withAnInputThatItsMechanismDoesNotTakeIsRefused)
{
    FrameWriter writer(number(Operation::sign), 1);
    writer.text("e02241c1571ae94a", limits::serialBytes);
    writer.bytes(Bytes{1}, limits::idBytes);
    writer.number(static_cast<std::uint16_t>(Mechanism::ecdsa));
    writer.text("818181", Secret::limit);
    writer.number(0);
    writer.number(1);
    FrameWriter worse = writer;
    writer.bytes(Bytes(32, 1), limits::inputBytes);
    EXPECT_TRUE(decodeRequest(payloadOf(*std::move(writer).finish(limits::requestFrame))));
    worse.bytes(Bytes(33, 1), limits::inputBytes);
    EXPECT_FALSE(decodeRequest(payloadOf(*std::move(worse).finish(limits::requestFrame))));
}

TEST(Request, mechanismsAndKindsThatAreNone_areRefused)
{
    for (const int number : {0, 6}) {
        SignRequest sign = signing();
        sign.mechanism = static_cast<Mechanism>(number);
        EXPECT_FALSE(encodes(std::move(sign)));
    }
    for (const int number : {0, 5}) {
        GenerateRequest generate = generating();
        generate.kind = static_cast<KeyKind>(number);
        EXPECT_FALSE(encodes(std::move(generate)));
    }
}

TEST(Request, writeWithoutAnIdOrACertificate_isRefused)
{
    GenerateRequest generate = generating();
    generate.id.clear();
    EXPECT_FALSE(encodes(std::move(generate)));
    InstallRequest nameless = installing();
    nameless.id.clear();
    EXPECT_FALSE(encodes(std::move(nameless)));
    InstallRequest install = installing();
    install.der.pop_back();
    EXPECT_FALSE(encodes(std::move(install)));
}

} // namespace
} // namespace ekey::token
