// Every call of every operation goes wrong once: the token is taken out at that moment, the call fails, crashes, hangs.
// Each time there is a named error, the next operation works, and no PIN is presented twice.
#include "tests/process/token/clients.h"
#include "tests/support/temp_folder.h"

#include <algorithm>
#include <gmock/gmock.h>

namespace ekey::token {
namespace {

using namespace std::chrono_literals;
using Bytes = WorkerClient::Bytes;
using Calls = std::vector<std::string>;

const Bytes newId(20, 0x4b);
const Bytes der{0x30, 0x14, 0x30, 0x0d, 0x02, 0x01, 0x07, 0x30, 0x00, 0x30, 0x00,
                0x30, 0x00, 0x30, 0x00, 0x30, 0x00, 0x30, 0x00, 0x03, 0x01, 0x00};

struct Operation {
    const char* name;
    const char* driver;
    Failure (*run)(WorkerClient&);
    std::ptrdiff_t logins = 1; ///< at most
    bool signsAfterwards = true;
};

const Operation operations[] = {
    {"inventory", "plain", [](WorkerClient& client) { return failureOf(client.inventory()); }, 0},
    {"changes", "events", [](WorkerClient& client) { return failureOf(client.changes()); }, 0},
    {"sign", "plain", [](WorkerClient& client) { return failureOf(signWith(client)); }},
    {"signAlways", "always", [](WorkerClient& client) { return failureOf(signWith(client)); }, 2},
    {"batch", "plain",
     [](WorkerClient& client) {
         const std::vector<Bytes> inputs(3, digest);
         return failureOf(client.signBatch("SERIAL", fakeId, Mechanism::ecdsa, Secret(fakePin), inputs));
     }},
    {"changePin", "plain",
     [](WorkerClient& client) {
         return failureOf(client.changePin("SERIAL", Secret(fakePin), Secret("13579124")).outcome);
     },
     1, false},
    {"generate", "plain",
     [](WorkerClient& client) {
         return failureOf(client.generateKeyPair("SERIAL", KeyKind::p256, newId, "label", Secret(fakePin)).outcome);
     }},
    {"install", "plain",
     [](WorkerClient& client) {
         return failureOf(client.installCertificate("SERIAL", fakeId, "label", der, Secret(fakePin)).outcome);
     }},
    {"remove", "plain",
     [](WorkerClient& client) { return failureOf(client.deleteContainer("SERIAL", fakeId, Secret(fakePin)).outcome); },
     1, false},
};

void PrintTo(const Operation& operation, std::ostream* out) { *out << operation.name; }

struct Accident {
    const char* answer;
    const char* code; ///< of the failure, where nothing had been written
    std::chrono::milliseconds limit;
};

void PrintTo(const Accident& accident, std::ostream* out) { *out << accident.answer; }

constexpr Accident accidents[] = {{"removed", "token.removed", 20s},
                                  {"failed", "driver.fault", 20s},
                                  {"crash", "driver.crashed", 20s},
                                  {"hang", "driver.timeout", 500ms}};

bool writes(const std::string& call)
{
    return call == "C_SetPIN" || call == "C_GenerateKeyPair" || call == "C_CreateObject" || call == "C_DestroyObject";
}

/// A call whose failure changes nothing for the operation: it had its end, or reports what is left.
bool mayFail(const std::string& call)
{
    return call == "C_FindObjectsFinal" || call == "C_Logout" || call == "C_CloseSession" || call == "C_DestroyObject";
}

class Sweep : public testing::TestWithParam<std::tuple<Operation, Accident>> {
protected:
    /// Runs the operation with a call of it gone wrong, or none.
    Failure runWith(int call)
    {
        const test::TempFolder folder;
        std::map<std::string, std::string> environment;
        TimeLimits limits;
        if (call >= 0) {
            environment = {{"EKEY_FAKE_AT", std::to_string(call)},
                           {"EKEY_FAKE_ANSWER", accident.answer},
                           {"EKEY_FAKE_ONCE", folder / "once"}};
            limits = {accident.limit, accident.limit, accident.limit, accident.limit};
        }
        calls.clear();
        auto client = fakeClient(operation.driver, limits, std::move(environment),
                                 [this](const Call& one) { calls.push_back(one.function); });
        const Failure failure = operation.run(client);
        const Calls during = calls;
        EXPECT_EQ(failureOf(client.inventory()), Failure{});
        if (operation.signsAfterwards) {
            EXPECT_EQ(failureOf(signWith(client)), Failure{});
        }
        calls = during;
        return failure;
    }

    void expectNamed(const Failure& failure, const Calls& plan, std::size_t at) const
    {
        const std::string& call = plan[at];
        const bool ended =
            std::string(accident.code) == "driver.crashed" || std::string(accident.code) == "driver.timeout";
        const auto next = plan.begin() + static_cast<std::ptrdiff_t>(at) + 1;
        const bool wrote = std::any_of(plan.begin(), next, writes);
        if (ended) {
            EXPECT_EQ(failure.function, call);
        }
        if (failure.code.empty()) {
            // An inventory leaves out a token that goes while it is read.
            EXPECT_TRUE(!ended &&
                        (mayFail(call) || (accident.code == std::string("token.removed") && operation.logins == 0)))
                << call;
        } else if (failure.code == "token.state_unknown") {
            // A call that may fail is followed by the write.
            EXPECT_TRUE(wrote || (mayFail(call) && writes(*next)));
            EXPECT_EQ(failure.cause, accident.code);
        } else if (call == "C_FindObjectsFinal" && failure.code == "token.busy") {
            EXPECT_FALSE(ended || wrote); // the next search finds this one still open
        } else {
            EXPECT_EQ(failure.code, accident.code);
            EXPECT_FALSE(wrote && failure.code != "driver.fault") << "a write that was cut";
        }
    }

    const Operation operation = std::get<0>(GetParam());
    const Accident accident = std::get<1>(GetParam());
    Calls calls;
};

TEST_P(Sweep, everyCall_mayGoWrong)
{
    ASSERT_EQ(runWith(-1), Failure{});
    const Calls plan = calls;
    ASSERT_GT(plan.size(), 3U);
    for (std::size_t at = 0; at < plan.size(); ++at) {
        SCOPED_TRACE(std::to_string(at) + " " + plan[at]);
        const Failure failure = runWith(static_cast<int>(at));
        expectNamed(failure, plan, at);
        const auto presented = std::count_if(calls.begin(), calls.end(), [](const std::string& call) {
            return call == "C_Login" || call == "C_SetPIN";
        });
        EXPECT_LE(presented, operation.logins);
    }
}

INSTANTIATE_TEST_SUITE_P(FakeDriver, Sweep,
                         testing::Combine(testing::ValuesIn(operations), testing::ValuesIn(accidents)),
                         [](const auto& sweep) {
                             return std::string(std::get<0>(sweep.param).name) + "_" + std::get<1>(sweep.param).answer;
                         });

} // namespace
} // namespace ekey::token
