// token_process WORKER MODULE HOLDER: what a worker's process costs, with the demonstration token that SOFTHSM2_CONF
// names: time from its start until its module is open, memory beside a program that has only the module, processor time
// while nobody asks. Prints one JSON object.
#include "native-host/platform/child_process.h"
#include "native-host/token/answer.h"
#include "native-host/token/frame.h"
#include "native-host/token/limits.h"
#include "native-host/token/request.h"
#include "native-host/token/worker_client.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <stdexcept>
#include <thread>

namespace {

using namespace ekey;
using namespace std::chrono_literals;
using platform::Io;

constexpr int starts = 21;
constexpr auto idle = 5s;

platform::Environment environment()
{
    platform::Environment all = platform::leastEnvironment();
    all["SOFTHSM2_CONF"] = std::getenv("SOFTHSM2_CONF");
    return all;
}

void demand(bool holds, const char* what)
{
    if (!holds) throw std::runtime_error(what);
}

platform::Deadline soon() { return std::chrono::steady_clock::now() + 20s; }

/// Milliseconds from starting the process to its answer that the module is open.
double start(const char* worker, const char* module)
{
    const platform::Interrupt interrupt;
    const auto begin = std::chrono::steady_clock::now();
    platform::ChildProcess process(worker, environment());
    const auto frame = token::encode(token::Request{1, token::OpenRequest{module}});
    demand(process.write(*frame, soon(), interrupt) == Io::done, "write");
    while (true) {
        std::array<std::uint8_t, token::frameLengthBytes> length{};
        demand(process.read(length, soon(), interrupt) == Io::done, "read");
        token::WipedBytes payload(token::frameLength(length, token::limits::answerFrame).value());
        demand(process.read(payload, soon(), interrupt) == Io::done, "read");
        const auto answer = token::decodeAnswer(payload);
        demand(answer && !std::holds_alternative<token::Failure>(answer->body), "answer");
        if (std::holds_alternative<token::Opened>(answer->body)) break;
    }
    const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - begin;
    process.end(1s);
    return took.count();
}

std::set<int> children()
{
    std::set<int> all;
    std::ifstream in("/proc/thread-self/children");
    for (int pid = 0; in >> pid;) {
        all.insert(pid);
    }
    return all;
}

/// The child that was not there before.
int newChild(const std::set<int>& before)
{
    for (const int pid : children()) {
        if (!before.contains(pid)) return pid;
    }
    throw std::runtime_error("no child");
}

/// Proportional set size in KiB. Only root may read it of a process that forbids dumps, as the worker does.
long pss(int pid)
{
    std::ifstream in("/proc/" + std::to_string(pid) + "/smaps_rollup");
    for (std::string word; in >> word;) {
        long kib = 0;
        if (word == "Pss:" && in >> kib) return kib;
    }
    return -1;
}

/// Nanoseconds on a processor, of all its threads.
long long onProcessor(int pid)
{
    long long sum = 0;
    for (const auto& thread : std::filesystem::directory_iterator("/proc/" + std::to_string(pid) + "/task")) {
        long long own = 0;
        std::ifstream(thread.path() / "schedstat") >> own;
        sum += own;
    }
    return sum;
}

} // namespace

int main(int count, char** arguments)
{
    if (count != 4) return 2;
    const auto [worker, module, holder] = std::array{arguments[1], arguments[2], arguments[3]};
    try {
        std::vector<double> times;
        for (int run = 0; run < starts; ++run) {
            times.push_back(start(worker, module));
        }
        std::sort(times.begin(), times.end());

        const auto before = children();
        token::WorkerClient client(worker, module, {}, {{"SOFTHSM2_CONF", std::getenv("SOFTHSM2_CONF")}});
        const auto inventory = client.inventory();
        demand(inventory.index() == 0, "inventory");
        const std::vector<std::uint8_t> id{1};
        const std::vector<std::uint8_t> digest(32, 1);
        demand(client.sign(std::get<0>(inventory).tokens.at(0).serial, id, token::Mechanism::ecdsa,
                           token::Secret("818181"), digest)
                       .index() == 0,
               "sign");
        const int pid = newChild(before);

        const auto more = children();
        platform::ChildProcess bare(holder, {{"SOFTHSM2_CONF", std::getenv("SOFTHSM2_CONF")}, {"MODULE", module}});
        std::uint8_t byte = 0;
        demand(bare.read({&byte, 1}, soon(), platform::Interrupt()) == Io::done, "holder");
        const long own = pss(pid);
        const long modules = pss(newChild(more));

        const long long begin = onProcessor(pid);
        std::this_thread::sleep_for(idle);
        const long long used = onProcessor(pid) - begin;
        std::printf(R"({"ready":%.2f,"pss":%ld,"modulePss":%ld,"idleSeconds":%d,"idleNanoseconds":%lld})"
                    "\n",
                    times[starts / 2], own, modules, static_cast<int>(idle.count()), used);
        return 0;
    } catch (const std::exception& error) {
        std::fprintf(stderr, "token_process: %s\n", error.what());
        return 1;
    }
}
