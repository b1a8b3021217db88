// What each quirk changes, and that nothing changes without it.
#include "tests/process/token/clients.h"
#include "tests/process/token/fifo.h"

#include <algorithm>

namespace ekey::token {
namespace {

constexpr std::uint64_t argumentsBad = 7; ///< CKR_ARGUMENTS_BAD

TEST(Quirks, libraryThatTakesNoArguments_opensWithItsQuirkOnly)
{
    auto plain = fakeClient("no.arguments");
    const Failure refused{"driver.fault", PinState::unknown, argumentsBad, "C_Initialize"};
    EXPECT_EQ(failureOf(plain.inventory()), refused);

    auto quirky = quirkyClient("no.arguments", {Quirk::initializeWithoutArguments});
    EXPECT_EQ(failureOf(quirky.inventory()), Failure{});
    EXPECT_EQ(failureOf(signWith(quirky)), Failure{});
}

TEST(Quirks, libraryThatCannotLockAndTakesNoArguments_isInitialisedOnce)
{
    std::vector<std::string> called;
    auto client = quirkyClient("cannot.lock", {Quirk::initializeWithoutArguments}, {},
                               [&](const Call& call) { called.push_back(call.function); });
    EXPECT_EQ(failureOf(client.inventory()), Failure{});
    EXPECT_EQ(std::count(called.begin(), called.end(), "C_Initialize"), 1);
}

TEST(Quirks, libraryThatHangsInFinalize_isNotFinalised)
{
    const test::Fifo fifo;
    {
        auto client = quirkyClient("hang.finalize", {Quirk::noFinalize}, {{"EKEY_FAKE_FIFO", fifo.path()}});
        EXPECT_EQ(failureOf(client.inventory()), Failure{});
    }
    EXPECT_EQ(fifo.next(), '\0'); // the end, without the F of C_Finalize
}

TEST(Quirks, nameOfEveryQuirk_isItsOwn)
{
    Quirks all;
    for (const QuirkName& known : quirkNames) {
        EXPECT_FALSE(all.has(known.quirk)) << known.name;
        all.add(known.quirk);
    }
    EXPECT_EQ(Quirks::fromBits(all.bits()), all);
    EXPECT_EQ(Quirks::fromBits(all.bits() + 1), std::nullopt);
}

} // namespace
} // namespace ekey::token
