// One request to a worker and its answer: starts the process, counts the time, takes what comes for hostile.
#pragma once

#include "native-host/platform/child_process.h"
#include "native-host/token/answer.h"
#include "native-host/token/outcome.h"
#include "native-host/token/request.h"

#include <functional>
#include <mutex>
#include <optional>
#include <string>

namespace ekey::token {

class Conversation {
public:
    struct Settings {
        std::string program; ///< ekey-token
        std::string module;
        ModuleOptions options{};
        TimeLimits limits{};
        platform::Environment environment{};
        Trace trace{};
    };
    /// What may come back, and when.
    struct Terms {
        std::chrono::milliseconds limit{}; ///< for the answer, and for each signature before it
        bool (*wanted)(const Answer::Body&) = nullptr;
        std::size_t signatures = 0; ///< exactly so many come before the answer
        std::function<void(std::vector<std::uint8_t>)> take{};
        /// From the moment the request is on its way cancel() ends nothing: the answer says what became of it.
        bool seenThrough = false;
    };

    explicit Conversation(Settings settings) : settings_(std::move(settings)) {}
    ~Conversation();
    Conversation(const Conversation&) = delete;
    Conversation& operator=(const Conversation&) = delete;

    const TimeLimits& limits() const { return settings_.limits; }

    /// Blocking; one caller at a time. An answer for which terms.wanted() holds, or why there is none.
    Outcome<Answer::Body> run(Request::Body body, const Terms& terms, const Abandoned& abandoned);

    /// From any thread: ends the run() that is going on, unless its terms want it seen through.
    void cancel();

private:
    class Running;
    using Reply = std::variant<Answer, Failure>;

    std::optional<Failure> ensureOpen();
    Outcome<Answer::Body> ask(Request::Body body, const Terms& terms);
    Reply receive(platform::Deadline deadline, const platform::Interrupt& interrupt);
    std::optional<Answer> next(platform::Deadline deadline, const platform::Interrupt& interrupt, platform::Io& io);
    void hearOut(std::chrono::milliseconds time);
    bool news(const Answer::Body& body);
    Failure lost(platform::Io io);
    Failure broken();
    Failure cut(Failure failure) const;

    Settings settings_;
    std::optional<platform::ChildProcess> process_;
    std::uint32_t lastRequest_ = 0;
    std::string inside_;       ///< the library's function that was entered and has not returned
    bool writing_ = false;     ///< in this request the library was told to write
    bool withinFrame_ = false; ///< a frame was cut: what follows cannot be told apart

    platform::Interrupt interrupt_;
    const platform::Interrupt never_; ///< is not raised
    std::mutex mutex_;
    bool running_ = false; ///< guarded by mutex_
};

} // namespace ekey::token
