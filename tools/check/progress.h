// How far a long file is, for the person at the terminal: one line on standard error that is wiped at the end.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace ekey::check {

class Progress {
public:
    /// Silent where standard error is no terminal or the length is not known (0).
    Progress(const std::string& name, std::int64_t bytes);
    ~Progress();
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;

    void report(std::int64_t done);

private:
    const std::string& name_;
    const std::int64_t bytes_;
    const bool visible_;
    bool drawn_ = false;
    std::chrono::steady_clock::time_point next_;
};

} // namespace ekey::check
