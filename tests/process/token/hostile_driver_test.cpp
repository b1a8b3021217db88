// A vendor library that misbehaves costs one operation: it is named, and the next one works.
#include "tests/process/token/clients.h"
#include "tests/process/token/fifo.h"

#include <csignal>
#include <fcntl.h>
#include <filesystem>
#include <thread>
#include <unistd.h>

namespace ekey::token {
namespace {

using namespace std::chrono_literals;

struct Misdeed {
    const char* driver;
    Failure expected;
};

class SignMisdeeds : public testing::TestWithParam<Misdeed> {};

TEST_P(SignMisdeeds, misdeedInSign_costsOneOperation)
{
    auto client = fakeClient(GetParam().driver);
    for (int times = 0; times < 2; ++times) {
        EXPECT_EQ(failureOf(signWith(client)), GetParam().expected);
        EXPECT_EQ(failureOf(client.inventory()), Failure{});
    }
}

Failure crashed(std::uint64_t number, const char* function = "C_Sign")
{
    return {"driver.crashed", PinState::unknown, number, function};
}

Failure fault(std::uint64_t number, const char* function)
{
    return {"driver.fault", PinState::unknown, number, function};
}

// A sanitizer turns the library's SIGSEGV into an exit of its own.
#ifdef __SANITIZE_ADDRESS__
constexpr std::uint64_t segmentationFault = 1;
#else
constexpr std::uint64_t segmentationFault = SIGSEGV;
#endif

INSTANTIATE_TEST_SUITE_P(
    FakeDriver, SignMisdeeds,
    testing::Values(Misdeed{"crash.sign", crashed(segmentationFault)}, Misdeed{"abort.sign", crashed(SIGABRT)},
                    Misdeed{"exit.sign", crashed(0)}, Misdeed{"throw.sign", crashed(SIGABRT)},
                    Misdeed{"absurd.sign", fault(0, "C_Sign")}, Misdeed{"empty.sign", fault(0, "C_Sign")},
                    Misdeed{"fault.sign", fault(0x80000005, "C_Sign")},
                    Misdeed{"incomplete", {"token.unsupported", PinState::unknown, 0x54, "C_Sign"}},
                    Misdeed{"removed.sign", {"token.removed"}}));

class InventoryMisdeeds : public testing::TestWithParam<Misdeed> {};

TEST_P(InventoryMisdeeds, misdeedInInventory_isNamed)
{
    auto client = fakeClient(GetParam().driver);
    for (int times = 0; times < 2; ++times) {
        EXPECT_EQ(failureOf(client.inventory()), GetParam().expected);
    }
}

INSTANTIATE_TEST_SUITE_P(FakeDriver, InventoryMisdeeds,
                         testing::Values(Misdeed{"crash.initialize", crashed(segmentationFault, "C_Initialize")},
                                         Misdeed{"listless", fault(0, "C_GetFunctionList")},
                                         Misdeed{"absurd.slots", fault(0, "C_GetSlotList")},
                                         Misdeed{"absurd.find", fault(0, "C_FindObjects")},
                                         Misdeed{"endless.find", fault(0, "C_FindObjects")},
                                         Misdeed{"absurd.attribute", fault(0, "C_GetAttributeValue")}));

TEST(HostileDriver, driverThatPrintsAndReads_cannotTouchThePipe)
{
    auto client = fakeClient("prints");
    EXPECT_EQ(failureOf(client.inventory()), Failure{});
    EXPECT_EQ(failureOf(signWith(client)), Failure{});
}

TEST(HostileDriver, driverThatHangs_isKilledAtTheTimeLimitAndNamed)
{
    auto client = fakeClient("hang.sign", {.sign = 1s});
    const Failure timeout{"driver.timeout", PinState::unknown, 0, "C_Sign"};
    EXPECT_EQ(failureOf(signWith(client)), timeout);
    EXPECT_EQ(failureOf(client.inventory()), Failure{});
}

TEST(HostileDriver, driverThatCrashesBesideItsForkedHelper_isSeenAtOnce)
{
    const test::Fifo fifo;
    auto client = fakeClient("fork.sign", {.sign = 60s}, {{"EKEY_FAKE_FIFO", fifo.path()}});
    const auto begin = std::chrono::steady_clock::now();
    EXPECT_EQ(failureOf(signWith(client)).code, "driver.crashed");
    EXPECT_LT(std::chrono::steady_clock::now() - begin, 20s);
}

TEST(HostileDriver, cancel_endsACallThatHangs)
{
    const test::Fifo fifo;
    auto client = fakeClient("hang.sign", {.sign = 60s}, {{"EKEY_FAKE_FIFO", fifo.path()}});
    Failure failure;
    std::thread caller([&] { failure = failureOf(signWith(client)); });
    EXPECT_EQ(fifo.next(), 'S');
    client.cancel();
    caller.join();
    EXPECT_EQ(failure, Failure{"user.cancelled"});
    EXPECT_EQ(failureOf(client.inventory()), Failure{});
}

TEST(HostileDriver, cancel_leavesTheTokenLoggedOut)
{
    const test::Fifo fifo;
    const test::TempFolder folder;
    const std::string mark = folder / "logged-out";
    auto client = fakeClient("wait.sign", {.sign = 60s}, {{"EKEY_FAKE_FIFO", fifo.path()}, {"EKEY_FAKE_LOGOUT", mark}});
    Failure failure;
    std::thread caller([&] { failure = failureOf(signWith(client)); });
    EXPECT_EQ(fifo.next(), 'S');
    client.cancel();
    caller.join();
    EXPECT_EQ(failure, Failure{"user.cancelled"});
    EXPECT_TRUE(std::filesystem::exists(mark));
}

TEST(HostileDriver, sign_forACallerWhoHasGivenUpPresentsNoPin)
{
    const test::TempFolder folder;
    const std::string mark = folder / "logged-out";
    auto client = fakeClient("plain", {}, {{"EKEY_FAKE_LOGOUT", mark}});
    const auto outcome = client.sign("FAKE", {}, Mechanism::ecdsa, Secret("246813"), {}, [] { return true; });
    EXPECT_EQ(failureOf(outcome), Failure{"user.cancelled"});
    EXPECT_FALSE(std::filesystem::exists(mark));
}

TEST(HostileDriver, cancel_withoutACallDoesNothing)
{
    auto client = fakeClient("plain");
    client.cancel();
    EXPECT_EQ(failureOf(client.inventory()), Failure{});
    client.cancel();
    EXPECT_EQ(failureOf(signWith(client)), Failure{});
}

TEST(HostileDriver, driver_getsNeitherDescriptorsNorEnvironmentOfTheHost)
{
    const test::TempFolder folder;
    const std::string leak = folder / "leak";
    const int descriptor = open(leak.c_str(), O_CREAT | O_RDWR, 0600); // no O_CLOEXEC: as a careless library opens it
    setenv("EKEY_HOST_SECRET", "1", 1);
    auto client = fakeClient("inherits", {}, {{"EKEY_FAKE_LEAK", leak}});
    EXPECT_EQ(failureOf(client.inventory()), Failure{});
    close(descriptor);
}

TEST(HostileDriver, twoWorkers_areApart)
{
    const test::Fifo fifo;
    auto hanging = fakeClient("hang.sign", {.sign = 60s}, {{"EKEY_FAKE_FIFO", fifo.path()}});
    auto healthy = fakeClient("plain");
    std::thread caller([&] { signWith(hanging); });
    EXPECT_EQ(fifo.next(), 'S');
    EXPECT_EQ(failureOf(signWith(healthy)), Failure{});
    hanging.cancel();
    caller.join();
}

} // namespace
} // namespace ekey::token
