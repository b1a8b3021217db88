#include "native-host/token/worker_client.h"

#include "native-host/platform/child_process.h"
#include "native-host/token/answer.h"
#include "native-host/token/frame.h"
#include "native-host/token/limits.h"
#include "native-host/token/request.h"

#include <mutex>
#include <optional>
#include <system_error>
#include <utility>

namespace ekey::token {
namespace {

using platform::Io;

/// For a worker that is told to go: it finalises its library in this time or is killed.
constexpr std::chrono::milliseconds grace{500};

Failure fault(const char* function, std::uint64_t number = 0)
{
    return {.code = "driver.fault", .number = number, .function = function};
}

} // namespace

struct WorkerClient::State {
    std::string program;
    std::string module;
    ModuleOptions options;
    TimeLimits limits;
    platform::Environment environment;
    Trace trace;

    std::optional<platform::ChildProcess> process;
    std::uint32_t lastRequest = 0;
    std::string inside; ///< the library's function that was entered and has not returned

    platform::Interrupt interrupt;
    std::mutex mutex;
    bool running = false; ///< guarded by mutex

    /// One call of the client: only while it lasts cancel() has something to end.
    class Running {
    public:
        explicit Running(State& owner) : state(owner) { set(true); }
        ~Running() { set(false); }
        Running(const Running&) = delete;
        Running& operator=(const Running&) = delete;

    private:
        void set(bool value)
        {
            const std::lock_guard lock(state.mutex);
            state.interrupt.lower();
            state.running = value;
        }
        State& state;
    };

    /// Ends the worker; the next call starts another.
    Failure lost(Io io)
    {
        if (io == Io::interrupted) {
            process->end(grace); // time to log out of the token
            process.reset();
            return {.code = "user.cancelled"};
        }
        if (io == Io::timedOut) {
            process.reset();
            return {.code = "driver.timeout", .function = inside};
        }
        const auto status = process->end();
        process.reset();
        return {.code = "driver.crashed", .number = status.value_or(0), .function = inside};
    }

    Failure broken()
    {
        process.reset();
        return fault("worker.protocol");
    }

    using Reply = std::variant<Answer, Failure>;

    Reply receive(platform::Deadline deadline)
    {
        WipedBytes length(frameLengthBytes);
        if (const Io io = process->read(length, deadline, interrupt); io != Io::done) return lost(io);
        const auto size = frameLength(std::span<const std::uint8_t, frameLengthBytes>(length), limits::answerFrame);
        if (!size) return broken();
        WipedBytes payload(*size);
        if (const Io io = process->read(payload, deadline, interrupt); io != Io::done) return lost(io);
        auto answer = decodeAnswer(payload);
        if (!answer || answer->number != lastRequest) return broken();
        return std::move(*answer);
    }

    /// True when the answer is only news of the library's calls.
    bool news(const Answer& answer)
    {
        if (const auto* entered = std::get_if<Entered>(&answer.body)) {
            inside = entered->function;
            return true;
        }
        if (const auto* returned = std::get_if<Returned>(&answer.body)) {
            inside.clear();
            if (trace) trace({returned->function, std::chrono::microseconds(returned->microseconds), returned->code});
            return true;
        }
        return false;
    }

    /// Sends one request and waits for its answer, which must be a Wanted or a Failure.
    template <class Wanted, class Body>
    Outcome<Wanted> ask(Body body, platform::Deadline deadline)
    {
        inside.clear();
        {
            const auto frame = encode(Request{++lastRequest, std::move(body)});
            if (!frame) return fault("worker.request");
            if (const Io io = process->write(*frame, deadline, interrupt); io != Io::done) return lost(io);
        }
        for (std::size_t frames = 0; frames <= 2 * limits::calls; ++frames) {
            Reply reply = receive(deadline);
            if (auto* failure = std::get_if<Failure>(&reply)) return std::move(*failure);
            Answer& answer = std::get<Answer>(reply);
            if (news(answer)) continue;
            if (auto* failure = std::get_if<Failure>(&answer.body)) return std::move(*failure);
            if (auto* wanted = std::get_if<Wanted>(&answer.body)) return std::move(*wanted);
            break;
        }
        return broken();
    }

    /// A worker that is alive and has its library open; none: all is well.
    std::optional<Failure> ensureOpen()
    {
        if (process && process->quiet()) return std::nullopt;
        process.reset();
        try {
            process.emplace(program, environment);
        } catch (const std::system_error& error) {
            return fault("worker.start", static_cast<std::uint64_t>(error.code().value()));
        }
        auto outcome = ask<Opened>(OpenRequest{module, options.kind, options.quirks},
                                   std::chrono::steady_clock::now() + limits.query);
        if (auto* failure = std::get_if<Failure>(&outcome)) {
            process.reset(); // an open that failed is tried again from the beginning
            return std::move(*failure);
        }
        return std::nullopt;
    }

    template <class Wanted, class Body>
    Outcome<Wanted> run(Body body, std::chrono::seconds limit, const Abandoned& abandoned)
    {
        const Running call(*this);
        if (abandoned && abandoned()) return Failure{.code = "user.cancelled"};
        if (auto failure = ensureOpen()) return std::move(*failure);
        return ask<Wanted>(std::move(body), std::chrono::steady_clock::now() + limit);
    }
};

WorkerClient::WorkerClient(std::string program, std::string module, TimeLimits limits,
                           std::map<std::string, std::string> environment, Trace trace, ModuleOptions options)
    : state(std::make_unique<State>())
{
    state->program = std::move(program);
    state->module = std::move(module);
    state->options = options;
    state->limits = limits;
    environment.merge(platform::leastEnvironment()); // what is given stays
    state->environment = std::move(environment);
    state->trace = std::move(trace);
}

WorkerClient::~WorkerClient()
{
    if (state->process) state->process->end(grace);
}

Outcome<Inventory> WorkerClient::inventory(const Abandoned& abandoned)
{
    return state->run<Inventory>(InventoryRequest{}, state->limits.query, abandoned);
}

Outcome<std::vector<std::uint8_t>> WorkerClient::sign(const std::string& token, std::span<const std::uint8_t> id,
                                                      Mechanism mechanism, Secret pin,
                                                      std::span<const std::uint8_t> input, const Abandoned& abandoned)
{
    if (pin.tooLong()) return Failure{.code = "pin.length"};
    const auto limit = pin.empty() ? state->limits.pad : state->limits.sign;
    auto outcome = state->run<Signature>(
        SignRequest{token, {id.begin(), id.end()}, mechanism, std::move(pin), {input.begin(), input.end()}}, limit,
        abandoned);
    if (auto* failure = std::get_if<Failure>(&outcome)) return std::move(*failure);
    return std::move(std::get<Signature>(outcome).bytes);
}

void WorkerClient::cancel()
{
    const std::lock_guard lock(state->mutex);
    if (state->running) state->interrupt.raise();
}

} // namespace ekey::token
