#include "native-host/host/diagnosis.h"

#include "native-host/host/fault.h"
#include "native-host/host/installation.h"
#include "tests/support/test_pki.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace ekey::host {
namespace {

using test::Identity;
using test::testTime;
using token::PinState;
using State = Step::State;

const Identity& root()
{
    static const Identity authority = Identity::authority({.commonName = "演示签发机构"});
    return authority;
}

token::Inventory inventory(const test::Profile& profile = {}, PinState pin = PinState::ok)
{
    return {.tokens = {{.serial = "1", .label = "ePass", .pin = pin}},
            .certificates = {{.token = "1", .id = {1}, .der = root().issueDer(profile), .hasKey = true}}};
}

/// A computer on which all is well, for tests to spoil.
struct Computer {
    std::vector<PortView> ports{{28931, PortView::Holder::host}, {28932}, {28933}};
    std::vector<BrowserRule> rules{};
    ModulesView modules{.used = {{.path = "/driver.so", .seen = inventory()}}};
    Examination examination{.ports = [this] { return ports; },
                            .browsers = [this] { return rules; },
                            .modules = [this] { return modules; },
                            .now = testTime};

    Computer() = default;
    Computer(const Computer&) = delete;
    Computer& operator=(const Computer&) = delete;

    std::vector<Step> steps() const { return diagnose(examination); }

    /// That step has that state and code; those before it are well, those behind a failure not reached.
    void expect(const std::string& step, State state, const std::string& code) const
    {
        const std::vector<Step> all = steps();
        ASSERT_EQ(8U, all.size());
        bool behind = false;
        for (const Step& one : all) {
            if (one.name == step) {
                EXPECT_EQ(state, one.state) << step << ' ' << one.code;
                EXPECT_EQ(code, one.code);
                EXPECT_TRUE(catalogue("en").has(code)) << code;
                behind = true;
            } else {
                EXPECT_EQ(behind && state == State::failed ? State::notReached : State::ok, one.state)
                    << one.name << ' ' << one.code;
            }
        }
        EXPECT_TRUE(behind);
        EXPECT_EQ(state != State::failed, isHealthy(all));
    }
};

TEST(Diagnosis, healthyComputer_passesAllSteps)
{
    const Computer computer;
    for (const Step& step : computer.steps()) {
        EXPECT_EQ(State::ok, step.state) << step.name << step.code;
        EXPECT_EQ("", step.code);
    }
}

TEST(Diagnosis, brokenPolicy_isTheServicesFault)
{
    Computer computer;
    computer.examination.policyFault = fault("policy.writable", {{"file", "/etc/ekey/policy.json"}});
    computer.expect("service", State::failed, "policy.writable");
}

TEST(Diagnosis, noOrigins_isTheServicesFault)
{
    Computer computer;
    computer.examination.hasOrigins = false;
    computer.expect("service", State::failed, "doctor.service.no_origins");
}

TEST(Diagnosis, nobodyOnAnyPort_isNoService)
{
    Computer computer;
    computer.ports[0].holder = PortView::Holder::nobody;
    computer.expect("service", State::failed, "doctor.service.none");
}

TEST(Diagnosis, othersOnAllPorts_areNamed)
{
    Computer computer;
    for (PortView& port : computer.ports) {
        port = {port.port, PortView::Holder::other, "httpd"};
    }
    computer.expect("service", State::failed, "doctor.service.ports");
    EXPECT_EQ("httpd", computer.steps()[0].params["program"]);
}

TEST(Diagnosis, kernelWithoutFilters_isAWarning)
{
    Computer computer;
    computer.examination.unprotected = {"calls"};
    computer.expect("service", State::warning, "doctor.service.unprotected");
}

TEST(Diagnosis, otherOnTheFirstPort_isAWarningThatNamesIt)
{
    Computer computer;
    computer.ports[0] = {28931, PortView::Holder::other, "httpd"};
    computer.ports[1].holder = PortView::Holder::host;
    computer.expect("port", State::warning, "doctor.port.other");
    EXPECT_EQ((json::Value{{"port", 28931}, {"program", "httpd"}}), computer.steps()[1].params);
}

TEST(Diagnosis, otherBelowAndAboveTheHostsPort_isAWarningAndIsNone)
{
    Computer below;
    below.ports[0].holder = PortView::Holder::nobody;
    below.ports[1] = {28932, PortView::Holder::other, "\x1b]0;owned\x07"};
    below.ports[2].holder = PortView::Holder::host;
    below.expect("port", State::warning, "doctor.port.other");
    EXPECT_EQ("]0;owned", below.steps()[1].params["program"]) << "no command to a terminal";

    Computer above;
    above.ports[0].holder = PortView::Holder::host;
    above.ports[1] = {28932, PortView::Holder::other, "httpd"};
    EXPECT_EQ(State::ok, above.steps()[1].state);
}

TEST(Diagnosis, runningHostItself_asksNoPorts)
{
    Computer computer;
    computer.examination.ports = {};
    EXPECT_TRUE(isHealthy(computer.steps()));
}

TEST(Diagnosis, browserThatBlocks_fails)
{
    Computer computer;
    computer.rules = {{BrowserRule::Effect::allows, "Edge", "/f", "p", "https://portal.example"},
                      {BrowserRule::Effect::blocks, "Chrome", "/f", "p", "https://portal.example"}};
    computer.expect("browser", State::failed, "doctor.browser.blocked");
    EXPECT_EQ("Chrome", computer.steps()[2].params["browser"]);
}

TEST(Diagnosis, browserOpenForAll_isAWarning)
{
    Computer computer;
    computer.rules = {{BrowserRule::Effect::opens, "Firefox", "/f", "p", ""}};
    computer.expect("browser", State::warning, "doctor.browser.open");
}

TEST(Diagnosis, noModules_sayWhichCouldBeMended)
{
    Computer computer;
    computer.modules = {.used = {}, .skipped = {{.path = "/t", .reason = fault("module.trust", {{"path", "/t"}})}}};
    computer.expect("driver", State::failed, "doctor.driver.none");
    computer.modules.skipped.push_back({.path = "/d", .reason = fault("module.writable", {{"path", "/d"}})});
    computer.expect("driver", State::failed, "module.writable");
}

TEST(Diagnosis, moduleThatFails_isAWarningBesideOneThatWorks)
{
    Computer computer;
    computer.modules.used.push_back({.path = "/bad.so", .seen = fault("driver.crashed")});
    computer.expect("driver", State::warning, "driver.crashed");
    computer.modules.used.erase(computer.modules.used.begin());
    computer.expect("driver", State::failed, "driver.crashed");
}

TEST(Diagnosis, noTokenOrOneWithAnotherLabel_isNoToken)
{
    Computer computer;
    computer.modules.used[0].label = Wildcard("other*");
    computer.expect("token", State::failed, "doctor.token.none");
    computer.modules.used[0] = {.path = "/driver.so", .seen = token::Inventory{}};
    computer.expect("token", State::failed, "doctor.token.none");
}

TEST(Diagnosis, tokenWithoutUsableCertificate_saysWhich)
{
    Computer computer;
    token::Inventory without = inventory();
    without.certificates[0].hasKey = false;
    computer.modules.used[0].seen = without;
    computer.expect("certificate", State::failed, "doctor.certificate.none");
    computer.modules.used[0].seen = inventory({.key = test::KeyKind::sm2});
    computer.expect("certificate", State::failed, "doctor.certificate.algorithm");
}

TEST(Diagnosis, validity_isJudgedByTheCertificateThatLastsLongest)
{
    Computer computer;
    token::Inventory both = inventory({.notAfter = testTime - 1});
    computer.modules.used[0].seen = both;
    computer.expect("validity", State::failed, "certificate.expired");
    both.certificates.push_back(inventory().certificates[0]);
    computer.modules.used[0].seen = both;
    EXPECT_TRUE(isHealthy(computer.steps()));
    computer.modules.used[0].seen = inventory({.notBefore = testTime + 1});
    computer.expect("validity", State::failed, "certificate.not_yet_valid");
    computer.modules.used[0].seen = inventory({.notAfter = testTime + 30 * test::day});
    computer.expect("validity", State::warning, "doctor.validity.soon");
    computer.modules.used[0].seen = inventory({.notAfter = testTime + 30 * test::day + 1});
    EXPECT_EQ(State::ok, computer.steps()[6].state);
}

TEST(Diagnosis, pinState_decidesTheLastStep)
{
    Computer computer;
    const auto expect = [&](PinState pin, State state, const char* code) {
        computer.modules.used[0].seen = inventory({}, pin);
        computer.expect("pin", state, code);
    };
    expect(PinState::locked, State::failed, "pin.locked");
    expect(PinState::last, State::warning, "doctor.pin.last");
    expect(PinState::low, State::warning, "doctor.pin.low");
    token::Inventory changed = inventory();
    changed.tokens[0].pinToBeChanged = true;
    computer.modules.used[0].seen = changed;
    computer.expect("pin", State::failed, "pin.expired");
}

TEST(Diagnosis, secondKeyThatIsWell_outweighsALockedOne)
{
    Computer computer;
    computer.modules.used.push_back({.path = "/other.so", .seen = inventory({}, PinState::locked)});
    EXPECT_TRUE(isHealthy(computer.steps()));
    EXPECT_EQ(State::ok, computer.steps()[7].state);
}

TEST(Diagnosis, page_learnsNothingOfTheComputer)
{
    Computer computer;
    computer.ports[0] = {28931, PortView::Holder::other, "httpd"};
    computer.ports[1].holder = PortView::Holder::host;
    computer.modules.used[0].seen = inventory({.notAfter = testTime + test::day});
    const json::Value page = forPage(computer.steps());
    EXPECT_EQ((json::Value{{"step", "port"}, {"state", "warning"}, {"code", "doctor.local"}}), page["steps"][1]);
    EXPECT_EQ("doctor.validity.soon", page["steps"][6]["code"]);
    EXPECT_EQ(1, page["steps"][6]["params"]["days"]);
    EXPECT_EQ((json::Value{{"step", "pin"}, {"state", "ok"}}), page["steps"][7]);
    EXPECT_EQ("httpd", toJson(computer.steps())["steps"][1]["params"]["program"]);
}

} // namespace
} // namespace ekey::host
