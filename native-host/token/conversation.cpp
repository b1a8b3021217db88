#include "native-host/token/conversation.h"

#include "native-host/token/frame.h"
#include "native-host/token/limits.h"
#include "native-host/token/writing.h"

#include <algorithm>
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

platform::Deadline after(std::chrono::milliseconds limit) { return std::chrono::steady_clock::now() + limit; }

} // namespace

/// One call of the client: only while it lasts cancel() has something to end.
class Conversation::Running {
public:
    explicit Running(Conversation& owner) : conversation(owner) { set(true); }
    ~Running() { set(false); }
    Running(const Running&) = delete;
    Running& operator=(const Running&) = delete;

private:
    void set(bool value)
    {
        const std::lock_guard lock(conversation.mutex_);
        conversation.interrupt_.lower();
        conversation.running_ = value;
    }
    Conversation& conversation;
};

Conversation::~Conversation()
{
    if (process_) process_->end(grace);
}

void Conversation::cancel()
{
    const std::lock_guard lock(mutex_);
    if (running_) interrupt_.raise();
}

Outcome<Answer::Body> Conversation::run(Request::Body body, const Terms& terms, const Abandoned& abandoned)
{
    const Running call(*this);
    if (abandoned && abandoned()) return Failure{.code = "user.cancelled"};
    if (auto failure = ensureOpen()) return std::move(*failure);
    return ask(std::move(body), terms);
}

/// A worker that is alive and has its library open; none: all is well.
std::optional<Failure> Conversation::ensureOpen()
{
    if (process_ && process_->quiet()) return std::nullopt;
    process_.reset();
    try {
        process_.emplace(settings_.program, settings_.environment);
    } catch (const std::system_error& error) {
        return fault("worker.start", static_cast<std::uint64_t>(error.code().value()));
    }
    auto outcome = ask(OpenRequest{settings_.module, settings_.options.kind, settings_.options.quirks},
                       {.limit = settings_.limits.query, .wanted = std::holds_alternative<Opened>});
    if (auto* failure = std::get_if<Failure>(&outcome)) {
        process_.reset(); // an open that failed is tried again from the beginning
        return std::move(*failure);
    }
    return std::nullopt;
}

/// Sends one request and waits for what the terms allow.
Outcome<Answer::Body> Conversation::ask(Request::Body body, const Terms& terms)
{
    inside_.clear();
    writing_ = withinFrame_ = false;
    platform::Deadline deadline = after(terms.limit);
    {
        const auto frame = encode(Request{++lastRequest_, std::move(body)});
        if (!frame) return fault("worker.request");
        if (const Io io = process_->write(*frame, deadline, interrupt_); io != Io::done) return lost(io);
    }
    const platform::Interrupt& interrupt = terms.seenThrough ? never_ : interrupt_;
    std::size_t signatures = 0;
    for (std::size_t frames = 0; frames <= 2 * limits::calls + terms.signatures; ++frames) {
        Reply reply = receive(deadline, interrupt);
        if (auto* failure = std::get_if<Failure>(&reply)) return std::move(*failure);
        Answer::Body& answer = std::get<Answer>(reply).body;
        if (news(answer)) continue;
        if (auto* signature = std::get_if<Signature>(&answer)) {
            if (++signatures > terms.signatures) break;
            terms.take(std::move(signature->bytes));
            deadline = after(terms.limit);
            continue;
        }
        if (auto* failure = std::get_if<Failure>(&answer)) {
            return failure->code == "token.removed" ? cut(std::move(*failure)) : std::move(*failure);
        }
        if (!terms.wanted(answer) || signatures != terms.signatures) break;
        return std::move(answer);
    }
    return broken();
}

Conversation::Reply Conversation::receive(platform::Deadline deadline, const platform::Interrupt& interrupt)
{
    Io io = Io::done;
    auto answer = next(deadline, interrupt, io);
    if (answer) return std::move(*answer);
    return io == Io::done ? broken() : lost(io);
}

/// One frame. None: `io` says why; done, where what came is no answer to the request.
std::optional<Answer> Conversation::next(platform::Deadline deadline, const platform::Interrupt& interrupt, Io& io)
{
    WipedBytes length(frameLengthBytes);
    if (io = process_->read(length, deadline, interrupt); io != Io::done) return std::nullopt;
    const auto size = frameLength(std::span<const std::uint8_t, frameLengthBytes>(length), limits::answerFrame);
    if (!size) return std::nullopt;
    WipedBytes payload(*size);
    if (io = process_->read(payload, deadline, interrupt); io != Io::done) {
        withinFrame_ = true;
        return std::nullopt;
    }
    auto answer = decodeAnswer(payload);
    if (!answer || answer->number != lastRequest_) return std::nullopt;
    return answer;
}

/// The worker says what it is about to do before it does it, and begins no write that it could not announce: after this
/// it is known whether one had begun. Frames that are longer than the pipe takes at once come after all calls.
void Conversation::hearOut(std::chrono::milliseconds time)
{
    process_->hangUp();
    const platform::Deadline deadline = after(time);
    Io io = Io::done;
    for (std::size_t frames = 0; frames <= 2 * limits::calls && !withinFrame_; ++frames) {
        const auto answer = next(deadline, never_, io);
        if (!answer) return;
        news(answer->body);
    }
}

/// True when the answer is only news of the library's calls.
bool Conversation::news(const Answer::Body& body)
{
    if (const auto* entered = std::get_if<Entered>(&body)) {
        inside_ = entered->function;
        writing_ = writing_ || writes(inside_);
        return true;
    }
    if (const auto* returned = std::get_if<Returned>(&body)) {
        inside_.clear();
        if (settings_.trace) {
            settings_.trace({returned->function, std::chrono::microseconds(returned->microseconds), returned->code});
        }
        return true;
    }
    return false;
}

/// Ends the worker; the next call starts another.
Failure Conversation::lost(Io io)
{
    if (io == Io::interrupted) {
        hearOut(grace);
        process_->end(grace); // time to log out of the token
        process_.reset();
        return cut({.code = "user.cancelled"});
    }
    if (io == Io::timedOut) {
        hearOut({});
        process_.reset();
        return cut({.code = "driver.timeout", .function = inside_});
    }
    const auto status = process_->end();
    process_.reset();
    return cut({.code = "driver.crashed", .number = status.value_or(0), .function = inside_});
}

Failure Conversation::broken()
{
    process_.reset();
    return cut(fault("worker.protocol"));
}

/// What ended the request may have ended a write in the middle.
Failure Conversation::cut(Failure failure) const
{
    if (writing_) failure.cause = std::exchange(failure.code, "token.state_unknown");
    return failure;
}

} // namespace ekey::token
