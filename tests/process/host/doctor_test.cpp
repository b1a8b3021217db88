// ekey-host doctor on this computer, with real hosts, workers and ports.
#include "core/json/reader.h"
#include "native-host/host/limits.h"
#include "tests/process/host/installed_host.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>

namespace ekey::test {
namespace {

using testing::HasSubstr;

/// The steps' states by their names, and the code of the one that failed as "failed".
std::map<std::string, std::string> steps(const InstalledHost::Ended& ended)
{
    std::map<std::string, std::string> states;
    const auto read = json::read(ended.output);
    EXPECT_TRUE(read) << ended.output;
    if (!read) return states;
    for (const json::Value& step : (*read)["steps"]) {
        const std::string state = step["state"].get<std::string>();
        states[step["step"].get<std::string>()] = state;
        if (state == "failed") states["failed"] = step["code"].get<std::string>();
    }
    return states;
}

class Doctor : public testing::Test {
protected:
    InstalledHost::Ended ask(const std::vector<std::string>& more = {"--json"}) const
    {
        std::vector<std::string> arguments{"doctor", "--port", std::to_string(host.port())};
        arguments.insert(arguments.end(), more.begin(), more.end());
        return host.command(arguments);
    }
    json::Value policy(json::Value modules) const
    {
        json::Value document = granting(portalOrigin, {"authenticate"});
        document["modules"] = std::move(modules);
        return document;
    }
    InstalledHost host;
};

TEST_F(Doctor, healthyComputer_passesAllSteps)
{
    DemonstrationToken token;
    host.systemPolicy(policy(token.modules()));
    host.start();
    const auto ended = ask();
    EXPECT_EQ(0, ended.status) << ended.output;
    EXPECT_EQ(8U, steps(ended).size());
    for (const auto& [step, state] : steps(ended)) {
        EXPECT_EQ("ok", state) << step;
    }
    EXPECT_THAT(ask({}).output, HasSubstr("Nothing is wrong"));
}

TEST_F(Doctor, hostThatDoesNotRun_isTheFirstThingToMend)
{
    host.systemPolicy(policy(json::Value::array()));
    const auto ended = host.command({"doctor", "--json", "--port", "1"});
    EXPECT_EQ(1, ended.status);
    auto found = steps(ended);
    EXPECT_EQ("doctor.service.none", found["failed"]);
    EXPECT_EQ("not_reached", found["pin"]);
    const std::string text = host.command({"doctor", "--port", "1"}).output;
    EXPECT_THAT(text, HasSubstr("下一步：电子钥匙助手没有运行"));
    EXPECT_THAT(text, HasSubstr("Next: The key helper is not running"));
}

TEST_F(Doctor, otherProgramOnThePort_isNamed)
{
    host.systemPolicy(policy(json::Value::array()));
    boost::asio::io_context context;
    boost::asio::ip::tcp::acceptor other(context, {boost::asio::ip::address_v4::loopback(), 0});
    const auto start = std::chrono::steady_clock::now();
    const auto ended = host.command({"doctor", "--json", "--port", std::to_string(other.local_endpoint().port())});
    const auto took = std::chrono::steady_clock::now() - start;
    EXPECT_GE(took, host::limits::probe - std::chrono::milliseconds(100)) << "it takes the connection and says nothing";
    EXPECT_LE(took, host::limits::probe + std::chrono::seconds(8));
    EXPECT_EQ("doctor.service.ports", steps(ended)["failed"]);
    EXPECT_THAT(ended.output, HasSubstr("host_process_te")); // comm has 15 characters
}

TEST_F(Doctor, brokenPolicyOfARunningHost_isTold)
{
    host.systemPolicy(policy(json::Value::array()));
    host.start();
    host.dropIn("bad.json", {{"everything", true}});
    const auto ended = ask();
    EXPECT_EQ(1, ended.status);
    EXPECT_EQ("member.unknown", steps(ended)["failed"]);
    EXPECT_THAT(ask({}).output, HasSubstr("policy.d/bad.json is wrong at /everything"));
}

TEST_F(Doctor, missingDriver_isTold)
{
    host.systemPolicy(policy(json::Value::array()));
    host.start();
    EXPECT_EQ("doctor.driver.none", steps(ask())["failed"]);
}

TEST_F(Doctor, driverThatCrashes_isTold)
{
    InstalledFakeDriver driver;
    host.systemPolicy(policy(driver.modules("crash.initialize")));
    host.start();
    auto found = steps(ask());
    EXPECT_EQ("ok", found["browser"]);
    EXPECT_THAT(found["failed"], testing::StartsWith("driver."));
}

} // namespace
} // namespace ekey::test
