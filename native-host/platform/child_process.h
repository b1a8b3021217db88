// A child process whose standard input and output are ours. It gets nothing else of this process: no other descriptor
// or handle, no environment but the one given, its standard error goes nowhere (a library's debugging prints may hold a
// PIN).
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>

namespace ekey::platform {

using Environment = std::map<std::string, std::string>;

/// What programs need of the environment on this system to run at all: never a variable that changes how code is
/// loaded.
Environment leastEnvironment();

/// Ends waiting reads and writes from another thread, until it is lowered again.
class Interrupt {
public:
    Interrupt(); ///< throws std::system_error
    ~Interrupt();
    Interrupt(const Interrupt&) = delete;
    Interrupt& operator=(const Interrupt&) = delete;

    void raise() noexcept;
    void lower() noexcept;
    bool raised() const noexcept;

    struct Native;
    const Native& native() const { return *state; }

private:
    std::unique_ptr<Native> state;
};

enum class Io { done, closed, timedOut, interrupted };
using Deadline = std::chrono::steady_clock::time_point;

class ChildProcess {
public:
    /// `program` is an absolute path. Throws std::system_error.
    ChildProcess(const std::string& program, const Environment& environment);
    ~ChildProcess(); ///< end()
    ChildProcess(const ChildProcess&) = delete;
    ChildProcess& operator=(const ChildProcess&) = delete;

    /// All of `bytes`, or why not. What is there is read without a look at deadline and interrupt.
    Io write(std::span<const std::uint8_t> bytes, Deadline deadline, const Interrupt& interrupt);
    Io read(std::span<std::uint8_t> bytes, Deadline deadline, const Interrupt& interrupt);

    /// Alive, and nothing to read: what a child is between two questions.
    bool quiet() const;

    /// Tells the child to go. What it has said until now can still be read, and what it says later is not taken: its
    /// writes fail (on Windows they still succeed, until end()).
    void hangUp();

    /// Closes the pipes and lets the child end by itself for at most `grace`, then kills it. The signal that ended it
    /// or its exit status (on Windows the exception's number too); none when it does not die, for a call is stuck in a
    /// driver: then the system buries it whenever it does.
    std::optional<std::uint32_t> end(std::chrono::milliseconds grace = {});

private:
    struct State;
    std::unique_ptr<State> state;
};

} // namespace ekey::platform
