#include "native-host/host/request.h"

#include "core/json/reader.h"
#include "native-host/host/limits.h"
#include "protocol/protocol.h"

#include <gtest/gtest.h>

namespace ekey::host {
namespace {

TEST(Request, wellFormed_isRead)
{
    const auto read = readRequest(R"({"jsonrpc":"2.0","id":7,"method":"hello","params":{"a":1}})");

    const auto* request = std::get_if<Request>(&read);
    ASSERT_NE(nullptr, request);
    EXPECT_EQ(json::Value(7), request->id);
    EXPECT_EQ("hello", request->method);
    EXPECT_EQ((json::Value{{"a", 1}}), request->params);
}

struct Row {
    const char* message;
    const char* code;
    json::Value id;
};
class BadRequests : public testing::TestWithParam<Row> {};

TEST_P(BadRequests, message_isRefusedWithTheIdThatCouldBeRead)
{
    const auto read = readRequest(GetParam().message);
    const auto* bad = std::get_if<BadRequest>(&read);
    ASSERT_NE(nullptr, bad) << GetParam().message;
    EXPECT_EQ(GetParam().code, bad->error.code) << GetParam().message;
    EXPECT_EQ(GetParam().id, bad->id) << GetParam().message;
}

INSTANTIATE_TEST_SUITE_P(
    Table, BadRequests,
    testing::Values(
        Row{"", "message.syntax", nullptr}, Row{"{", "message.syntax", nullptr}, Row{"\xff", "message.syntax", nullptr},
        Row{R"({"jsonrpc":"2.0","id":1,"id":2,"method":"hello","params":{}})", "message.syntax", nullptr},
        Row{R"({"jsonrpc":"2.0","id":1,"method":"hello","params":{}} {})", "message.syntax", nullptr},
        Row{R"({"jsonrpc":"2.0","id":9007199254740992,"method":"hello","params":{}})", "message.syntax", nullptr},
        Row{R"([{"jsonrpc":"2.0","id":1,"method":"hello","params":{}}])", "message.request", nullptr},
        Row{"null", "message.request", nullptr}, Row{"{}", "message.request", nullptr},
        Row{R"({"jsonrpc":"2.0","method":"hello","params":{}})", "message.request", nullptr},
        Row{R"({"jsonrpc":"2.0","id":null,"method":"hello","params":{}})", "message.request", nullptr},
        Row{R"({"jsonrpc":"2.0","id":1.5,"method":"hello","params":{}})", "message.request", nullptr},
        Row{R"({"jsonrpc":"2.0","id":[1],"method":"hello","params":{}})", "message.request", nullptr},
        Row{R"({"jsonrpc":"1.0","id":1,"method":"hello","params":{}})", "message.request", 1},
        Row{R"({"jsonrpc":2.0,"id":1,"method":"hello","params":{}})", "message.request", 1},
        Row{R"({"id":1,"method":"hello","params":{}})", "message.request", 1},
        Row{R"({"jsonrpc":"2.0","id":1,"params":{}})", "message.request", 1},
        Row{R"({"jsonrpc":"2.0","id":1,"method":5,"params":{}})", "message.request", 1},
        Row{R"({"jsonrpc":"2.0","id":1,"method":"hello"})", "message.request", 1},
        Row{R"({"jsonrpc":"2.0","id":1,"method":"hello","params":[]})", "message.request", 1},
        Row{R"({"jsonrpc":"2.0","id":1,"method":"hello","params":null})", "message.request", 1},
        Row{R"({"jsonrpc":"2.0","id":"x","method":"hello","params":{},"extra":1})", "message.request", "x"}));

TEST(Request, idAtTheLimitAndOneByteLonger_passesAndIsRefused)
{
    const auto message = [](std::size_t bytes) {
        return R"({"jsonrpc":"2.0","method":"hello","params":{},"id":")" + std::string(bytes, 'i') + "\"}";
    };
    EXPECT_TRUE(std::holds_alternative<Request>(readRequest(message(limits::requestIdBytes))));
    EXPECT_TRUE(std::holds_alternative<BadRequest>(readRequest(message(limits::requestIdBytes + 1))));
}

TEST(Answer, result_hasOnlyTheMembersOfJsonRpc)
{
    EXPECT_EQ(R"({"id":"x","jsonrpc":"2.0","result":{"a":1}})", answer("x", {{"a", 1}}));
}

TEST(Answer, error_carriesNumberCodeParamsAndCorrelation)
{
    const Error error{"pin.incorrect", "", Severity::error, {{"state", "low"}}};

    const auto read = json::read(answer(3, error, "0123"));

    ASSERT_TRUE(read);
    EXPECT_EQ((json::Value{
                  {"jsonrpc", "2.0"},
                  {"id", 3},
                  {"error",
                   {{"code", -32003},
                    {"message", "pin.incorrect"},
                    {"data", {{"code", "pin.incorrect"}, {"params", {{"state", "low"}}}, {"correlation", "0123"}}}}}}),
              *read);
}

TEST(Answer, codeThatTheProtocolDoesNotKnow_isAnInternalFault)
{
    const auto read = json::read(answer(3, Error{"secret.detail", "", Severity::error, {{"why", "x"}}}, "0123"));

    ASSERT_TRUE(read);
    EXPECT_EQ("host.internal", (*read)["error"]["message"]);
    EXPECT_EQ(json::Value::object(), (*read)["error"]["data"]["params"]);
}

} // namespace
} // namespace ekey::host
