#pragma once

#include "native-host/platform/windows/interrupt.h"

namespace ekey::platform {

/// One direction between this process and a child. Our end is overlapped, since an anonymous pipe cannot be waited on
/// with a time limit; the child's end is an ordinary handle.
class ChildPipe {
public:
    enum class Direction { toChild, fromChild };
    explicit ChildPipe(Direction direction); ///< throws std::system_error

    HANDLE childEnd() const { return theirs.get(); }
    void closeChildEnd() { theirs.reset(); }
    void close() { ours.reset(); }

    Io write(std::span<const std::uint8_t> bytes, Deadline deadline, const Interrupt& interrupt);
    Io read(std::span<std::uint8_t> bytes, Deadline deadline, const Interrupt& interrupt);
    bool nothingToRead() const; ///< and not broken

private:
    /// Waits for the operation that was begun; on time-out and interruption takes it back.
    Io finish(BOOL begun, DWORD& moved, Deadline deadline, const Interrupt& interrupt);

    Handle ours;
    Handle theirs; ///< inheritable
    Handle event;
    OVERLAPPED overlapped{};
};

} // namespace ekey::platform
