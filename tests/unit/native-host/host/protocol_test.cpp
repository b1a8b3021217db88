#include "protocol/protocol.h"

#include "core/json/reader.h"

#include <gtest/gtest.h>

namespace ekey::protocol {
namespace {

json::Value value(const std::string& text)
{
    const auto read = json::read(text);
    EXPECT_TRUE(read) << text;
    return read ? *read : json::Value();
}

TEST(Protocol, helloParams_areRead)
{
    const auto params =
        readHelloParams(value(R"({"protocol":"ekey.v1","client":{"name":"@ekey/client","version":"0.1.0"}})"));
    ASSERT_TRUE(params);
    EXPECT_EQ("@ekey/client", params->client.name);
}

struct Row {
    const char* params;
    const char* code;
    const char* pointer;
};
class HelloFaults : public testing::TestWithParam<Row> {};

TEST_P(HelloFaults, params_areRefusedWithTheirPlace)
{
    const auto params = readHelloParams(value(GetParam().params));
    ASSERT_FALSE(params);
    EXPECT_EQ(GetParam().code, params.error().code);
    EXPECT_EQ(GetParam().pointer, params.error().pointer);
}

INSTANTIATE_TEST_SUITE_P(
    Table, HelloFaults,
    testing::Values(
        Row{R"({"client":{"name":"c","version":"1"}})", "member.missing", "/protocol"},
        Row{R"({"protocol":"ekey.v2","client":{"name":"c","version":"1"}})", "member.choice", "/protocol"},
        Row{R"({"protocol":"ekey.v1"})", "member.missing", "/client"},
        Row{R"({"protocol":"ekey.v1","client":"c"})", "member.type", "/client"},
        Row{R"({"protocol":"ekey.v1","client":{"name":"c"}})", "member.missing", "/client/version"},
        Row{R"({"protocol":"ekey.v1","client":{"name":"","version":"1"}})", "member.length", "/client/name"},
        Row{R"({"protocol":"ekey.v1","client":{"name":5,"version":"1"}})", "member.type", "/client/name"},
        Row{R"({"protocol":"ekey.v1","client":{"name":"c","version":"1","x":1}})", "member.unknown", "/client/x"},
        Row{R"({"protocol":"ekey.v1","client":{"name":"c","version":"1"},"pin":"1"})", "member.unknown", "/pin"}));

TEST(Protocol, nonceAtItsLimitsAndOnePast_passesAndIsRefused)
{
    const auto nonce = [](std::size_t length) { return json::Value{{"nonce", std::string(length, 'n')}}; };
    EXPECT_FALSE(readAuthenticateParams(nonce(43)));
    EXPECT_TRUE(readAuthenticateParams(nonce(44)));
    EXPECT_TRUE(readAuthenticateParams(nonce(128)));
    EXPECT_FALSE(readAuthenticateParams(nonce(129)));
}

TEST(Protocol, contentSizeAtItsLimitsAndOnePast_passesAndIsRefused)
{
    EXPECT_FALSE(readContentOpenParams({{"bytes", 0}}));
    EXPECT_TRUE(readContentOpenParams({{"bytes", 1}}));
    EXPECT_TRUE(readContentOpenParams({{"bytes", 1048576}}));
    EXPECT_FALSE(readContentOpenParams({{"bytes", 1048577}}));
    EXPECT_FALSE(readContentOpenParams({{"bytes", "5"}}));
}

TEST(Protocol, signParams_takeOneContentToAHundred)
{
    const auto params = [](json::Value contents) {
        return json::Value{{"contents", std::move(contents)}, {"kind", "submission"}};
    };
    const auto read = readSignParams(params({"c1"}));
    ASSERT_TRUE(read);
    EXPECT_EQ(std::vector<std::string>{"c1"}, read->contents);
    EXPECT_FALSE(read->certificate);
    EXPECT_FALSE(readSignParams(params(json::Value::array())));
    EXPECT_TRUE(readSignParams(params(std::vector<std::string>(100, "c1"))));
    EXPECT_FALSE(readSignParams(params(std::vector<std::string>(101, "c1"))));
    EXPECT_FALSE(readSignParams(params({5})));
    EXPECT_FALSE(readSignParams(params({std::string(41, 'c')})));
    EXPECT_FALSE(readSignParams({{"contents", {"c1"}}, {"kind", "digest"}}));
}

TEST(Protocol, noMethodTakesAPin)
{
    const json::Value params{{"nonce", std::string(44, 'n')}, {"pin", "818181"}};
    const auto read = readAuthenticateParams(params);
    ASSERT_FALSE(read);
    EXPECT_EQ("member.unknown", read.error().code);
}

TEST(Protocol, methods_areFoundByTheirExactNames)
{
    EXPECT_EQ(Method::contentAppend, findMethod("content.append"));
    EXPECT_FALSE(findMethod("Hello"));
    EXPECT_FALSE(findMethod(""));
}

TEST(Protocol, codes_haveTheirNumbers)
{
    EXPECT_EQ(-32700, errorNumber("message.syntax"));
    EXPECT_EQ(-32004, errorNumber(code::driverSignature));
    EXPECT_FALSE(errorNumber("message"));
}

} // namespace
} // namespace ekey::protocol
