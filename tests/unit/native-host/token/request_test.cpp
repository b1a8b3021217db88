#include "native-host/token/request.h"

#include "native-host/token/limits.h"
#include "native-host/token/operation.h"
#include "tests/unit/native-host/token/strictness.h"

namespace ekey::token {
namespace {

SignRequest signing()
{
    return {"e02241c1571ae94a", {1, 2, 3}, Mechanism::rsaPkcs1, Secret("818181"), std::vector<std::uint8_t>(32, 9)};
}

bool encodes(SignRequest sign) { return encode(Request{1, std::move(sign)}).has_value(); }

TEST(Request, sign_comesBackWhole)
{
    const auto frame = encode(Request{5, signing()});
    ASSERT_TRUE(frame);
    const auto request = decodeRequest(payloadOf(*frame));
    ASSERT_TRUE(request);
    EXPECT_EQ(request->number, 5U);
    const auto& sign = std::get<SignRequest>(request->body);
    EXPECT_EQ(sign.token, "e02241c1571ae94a");
    EXPECT_EQ(sign.id, (std::vector<std::uint8_t>{1, 2, 3}));
    EXPECT_EQ(sign.mechanism, Mechanism::rsaPkcs1);
    EXPECT_EQ(sign.pin.view(), "818181");
    EXPECT_EQ(sign.input, std::vector<std::uint8_t>(32, 9));
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
}

TEST(Request, request_survivesEveryChangedByte)
{
    expectSurvivesEveryByte(encode(Request{1, OpenRequest{"/usr/lib/module.so"}}), decodeRequest);
    expectSurvivesEveryByte(encode(Request{3, signing()}), decodeRequest);
}

TEST(Request, request_fieldsFitAtTheirLimitsAndNotOneByteMore)
{
    SignRequest longest = signing();
    longest.token = std::string(limits::serialBytes, 's');
    longest.id.assign(limits::idBytes, 1);
    longest.pin = Secret(std::string(Secret::limit, '1'));
    longest.input.assign(limits::inputBytes, 1);
    expectStrict(encode(Request{1, std::move(longest)}), decodeRequest);

    SignRequest token = signing();
    token.token = std::string(limits::serialBytes + 1, 's');
    EXPECT_FALSE(encodes(std::move(token)));
    SignRequest id = signing();
    id.id.assign(limits::idBytes + 1, 1);
    EXPECT_FALSE(encodes(std::move(id)));
    SignRequest input = signing();
    input.input.assign(limits::inputBytes + 1, 1);
    EXPECT_FALSE(encodes(std::move(input)));

    EXPECT_TRUE(encode(Request{1, OpenRequest{std::string(limits::moduleBytes, 'm')}}));
    EXPECT_FALSE(encode(Request{1, OpenRequest{std::string(limits::moduleBytes + 1, 'm')}}));
}

TEST(Request, request_ofAnUnknownOperationIsRefused)
{
    for (const std::uint16_t operation : {0x0000, 0x0004, 0x8001, 0xffff}) {
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

TEST(Request, sign_withAnUnknownMechanismIsRefused)
{
    SignRequest sign = signing();
    sign.mechanism = static_cast<Mechanism>(3);
    const auto frame = encode(Request{1, std::move(sign)});
    ASSERT_TRUE(frame);
    EXPECT_FALSE(decodeRequest(payloadOf(*frame)));
}

} // namespace
} // namespace ekey::token
