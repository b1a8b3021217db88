// What a process lets a test know: letters, and its end.
#pragma once

#include "tests/support/temp_folder.h"

#include <chrono>
#include <string>

namespace ekey::test {

class Fifo {
public:
    Fifo();
    ~Fifo();
    Fifo(const Fifo&) = delete;
    Fifo& operator=(const Fifo&) = delete;

    std::string path() const { return folder / "fifo"; }
    /// The next letter; '\0' when nothing came in time or all writers have gone.
    char next(std::chrono::milliseconds limit = std::chrono::seconds(20)) const;
    /// True when every writer there was has ended, within the limit; letters on the way are dropped.
    bool ends(std::chrono::milliseconds limit) const;

private:
    TempFolder folder;
    int handle = -1;
};

/// The other way: what a process waits for until a test lets it go on.
class Held {
public:
    Held();
    ~Held();
    Held(const Held&) = delete;
    Held& operator=(const Held&) = delete;

    std::string path() const { return folder / "held"; }
    void release() const; ///< one wait, also one that has not begun

private:
    TempFolder folder;
    int handle = -1;
};

} // namespace ekey::test
