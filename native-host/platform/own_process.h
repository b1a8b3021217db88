// What a worker process does to itself.
#pragma once

#include <cstdint>
#include <memory>
#include <span>

namespace ekey::platform {

/// No core files and no reading of this process's memory by others of the same user: a vendor's library copies the PIN
/// to places that we cannot wipe.
void forbidDumps();

/// Ends this process now: no destructors, no exit handlers, no waiting for a library.
[[noreturn]] void endNow(int status);

/// Takes standard input and output away from everyone else in the process: from now on whatever a library prints or
/// reads goes to and comes from nowhere, and children of the process get none of it.
class StandardPipes {
public:
    StandardPipes(); ///< throws std::system_error
    ~StandardPipes();
    StandardPipes(const StandardPipes&) = delete;
    StandardPipes& operator=(const StandardPipes&) = delete;

    /// All of it; false when the other side is gone. One thread may read while another writes.
    bool read(std::span<std::uint8_t> bytes);
    bool write(std::span<const std::uint8_t> bytes);

private:
    struct State;
    std::unique_ptr<State> state;
};

} // namespace ekey::platform
