// The worker's process itself: what it makes of its host, and how it ends.
#include "native-host/platform/child_process.h"
#include "native-host/token/answer.h"
#include "native-host/token/frame.h"
#include "native-host/token/limits.h"
#include "native-host/token/request.h"
#include "tests/process/token/clients.h"
#include "tests/process/token/fifo.h"
#include "tests/support/process.h"

#include <csignal>
#include <optional>

namespace ekey::token {
namespace {

using namespace std::chrono_literals;
using platform::Io;

constexpr std::uint32_t nonsense = 64; ///< the worker's exit status

/// The real worker, spoken to by hand.
class BareWorker {
public:
    explicit BareWorker(std::map<std::string, std::string> environment) : process(EKEY_TOKEN, environment) {}

    void send(std::string_view bytes)
    {
        const std::span octets(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
        EXPECT_EQ(process.write(octets, deadline(), interrupt), Io::done);
    }
    void send(Request request)
    {
        const auto frame = encode(request);
        EXPECT_EQ(process.write(*frame, deadline(), interrupt), Io::done);
    }
    void awaitOpened()
    {
        std::optional<Answer> answer;
        do {
            std::array<std::uint8_t, frameLengthBytes> length{};
            ASSERT_EQ(process.read(length, deadline(), interrupt), Io::done);
            WipedBytes payload(frameLength(length, limits::answerFrame).value());
            ASSERT_EQ(process.read(payload, deadline(), interrupt), Io::done);
            answer = decodeAnswer(payload);
        } while (answer && !std::holds_alternative<Opened>(answer->body));
        EXPECT_TRUE(answer);
    }
    /// The exit status of a worker that goes without being told to.
    std::optional<std::uint32_t> statusOnItsOwn()
    {
        std::uint8_t byte = 0;
        Io io = Io::done;
        while (io == Io::done) {
            io = process.read({&byte, 1}, deadline(), interrupt);
        }
        EXPECT_EQ(io, Io::closed);
        return process.end(20s);
    }
    std::optional<std::uint32_t> statusWhenTheHostLeaves() { return process.end(20s); }

private:
    static platform::Deadline deadline() { return std::chrono::steady_clock::now() + 20s; }
    platform::ChildProcess process;
    platform::Interrupt interrupt;
};

std::map<std::string, std::string> doing(const char* what) { return {{"EKEY_FAKE", what}}; }

SignRequest signing() { return {"SERIAL", fakeId, Mechanism::ecdsa, Secret(fakePin), {digest}}; }

TEST(Worker, worker_leavesAHostThatTalksNonsense)
{
    using namespace std::string_view_literals;
    for (const auto bytes : {"GET / HTTP/1.1\r\n\r\n"sv, "\0\0\0\0"sv, "\x05\0\0\0\x02\0\x01\0\0"sv, "\x01\x80\0\0"sv,
                             "\x06\0\0\0\xff\xff\x01\0\0\0"sv, "\x07\0\0\0\x02\0\x01\0\0\0\0"sv}) {
        BareWorker worker(doing("plain"));
        worker.send(bytes);
        EXPECT_EQ(worker.statusOnItsOwn(), nonsense) << testing::PrintToString(bytes);
    }
}

TEST(Worker, worker_wantsToBeOpenedFirstAndOnce)
{
    BareWorker unopened(doing("plain"));
    unopened.send(Request{1, InventoryRequest{}});
    EXPECT_EQ(unopened.statusOnItsOwn(), nonsense);

    BareWorker twice(doing("plain"));
    twice.send(Request{1, OpenRequest{EKEY_FAKE_DRIVER}});
    twice.awaitOpened();
    twice.send(Request{2, OpenRequest{EKEY_FAKE_DRIVER}});
    EXPECT_EQ(twice.statusOnItsOwn(), nonsense);

    BareWorker unnumbered(doing("plain"));
    unnumbered.send(Request{0, OpenRequest{EKEY_FAKE_DRIVER}});
    EXPECT_EQ(unnumbered.statusOnItsOwn(), nonsense);
}

TEST(Worker, worker_holdsNoQueueOfRequests)
{
    const test::Fifo fifo;
    auto environment = doing("hang.sign");
    environment["EKEY_FAKE_FIFO"] = fifo.path();
    BareWorker worker(environment);
    worker.send(Request{1, OpenRequest{EKEY_FAKE_DRIVER}});
    worker.awaitOpened();
    worker.send(Request{2, signing()});
    ASSERT_EQ(fifo.next(), 'S');
    worker.send(Request{3, InventoryRequest{}});
    worker.send(Request{4, InventoryRequest{}});
    EXPECT_EQ(worker.statusOnItsOwn(), nonsense);
}

TEST(Worker, worker_goesWhenTheHostLeavesInTheMiddleOfAFrame)
{
    BareWorker worker(doing("plain"));
    worker.send(std::string_view("\x06\0", 2));
    EXPECT_EQ(worker.statusWhenTheHostLeaves(), 0U);
}

TEST(Worker, worker_finalisesTheLibraryWhenTheHostLeaves)
{
    const test::Fifo fifo;
    {
        auto client = fakeClient("plain", {}, {{"EKEY_FAKE_FIFO", fifo.path()}});
        EXPECT_EQ(failureOf(client.inventory()), Failure{});
    }
    EXPECT_EQ(fifo.next(), 'F');
    EXPECT_TRUE(fifo.ends(1s));
}

TEST(Worker, worker_goesThoughTheLibraryHangsInFinalize)
{
    const test::Fifo fifo;
    auto client = std::make_optional<WorkerClient>(
        EKEY_TOKEN, EKEY_FAKE_DRIVER, TimeLimits{},
        std::map<std::string, std::string>{{"EKEY_FAKE", "hang.finalize"}, {"EKEY_FAKE_FIFO", fifo.path()}});
    EXPECT_EQ(failureOf(client->inventory()), Failure{});
    client.reset();
    EXPECT_TRUE(fifo.ends(1s));
}

class DeadHosts : public testing::TestWithParam<std::pair<const char*, char>> {};

TEST_P(DeadHosts, worker_endsWithinASecond)
{
    const test::Fifo fifo;
    const test::Process host(EKEY_WORKER_PARENT, {EKEY_TOKEN, EKEY_FAKE_DRIVER, fifo.path(), GetParam().first});
    while (const char event = fifo.next()) {
        if (event == GetParam().second) break;
    }
    host.signal(SIGKILL);
    EXPECT_TRUE(fifo.ends(1s));
}

INSTANTIATE_TEST_SUITE_P(Killed, DeadHosts,
                         testing::Values(std::pair{"hang.sign", 'S'}, // while the library hangs
                                         std::pair{"plain", 'D'}));   // between two operations

TEST(Worker, moduleThatIsNone_isNamed)
{
    for (const char* module : {"/nonexistent/module.so", "libsofthsm2.so", "", EKEY_TOKEN}) {
        WorkerClient client(EKEY_TOKEN, module);
        const Failure expected{"driver.fault", PinState::unknown, 0, "worker.load"};
        EXPECT_EQ(failureOf(client.inventory()), expected) << module;
    }
    WorkerClient library(EKEY_TOKEN, "/lib/x86_64-linux-gnu/libm.so.6");
    EXPECT_EQ(failureOf(library.inventory()).function, "C_GetFunctionList");
}

TEST(Worker, worker_linksNoOpenSsl)
{
    const test::TempFolder folder;
    test::run("/usr/bin/ldd", {EKEY_TOKEN}, {.environment = {}, .output = folder / "ldd"});
    const std::string libraries = test::readFile(folder / "ldd");
    ASSERT_NE(libraries.find("libc.so"), std::string::npos) << libraries;
    EXPECT_EQ(libraries.find("libcrypto"), std::string::npos) << libraries;
    EXPECT_EQ(libraries.find("libssl"), std::string::npos) << libraries;
}

} // namespace
} // namespace ekey::token
