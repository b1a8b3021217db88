#include "tools/check/progress.h"

#include "core/text/utf8.h"

#include <cstdio>
#include <unistd.h>

namespace ekey::check {
namespace {

constexpr std::chrono::milliseconds patience{400}; // what is done by then needs no bar
constexpr std::chrono::milliseconds interval{100};
constexpr std::size_t nameLength = 40; // characters

} // namespace

Progress::Progress(const std::string& name, std::int64_t bytes)
    : name_(name), bytes_(bytes), visible_(bytes > 0 && isatty(STDERR_FILENO)),
      next_(std::chrono::steady_clock::now() + patience)
{}

Progress::~Progress()
{
    if (drawn_) std::fputs("\r\33[K", stderr);
}

void Progress::report(std::int64_t done)
{
    if (!visible_) return;
    const auto now = std::chrono::steady_clock::now();
    if (now < next_) return;
    next_ = now + interval;
    drawn_ = true;
    std::fprintf(stderr, "\r\33[K%3d %%  %s", static_cast<int>(done * 100.0 / static_cast<double>(bytes_)),
                 text::quoted(name_, nameLength).c_str());
}

} // namespace ekey::check
