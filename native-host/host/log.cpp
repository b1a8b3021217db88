#include "native-host/host/log.h"

#include "core/json/canonical.h"
#include "native-host/host/limits.h"
#include "native-host/platform/user_folders.h"

#include <array>
#include <chrono>
#include <cstdint>
#include <ctime>
#include <random>
#include <utility>

#include <spdlog/logger.h>
#include <spdlog/sinks/rotating_file_sink.h>
#include <spdlog/sinks/stdout_sinks.h>

namespace ekey::host {
namespace {

/// RFC 3339 with milliseconds.
std::string timestamp()
{
    using namespace std::chrono;
    const auto time = floor<milliseconds>(system_clock::now());
    const auto day = floor<days>(time);
    const year_month_day date(day);
    const hh_mm_ss clock(time - day);
    std::array<char, 80> text{};
    const int length =
        std::snprintf(text.data(), text.size(), "%04d-%02u-%02uT%02d:%02d:%02d.%03dZ", static_cast<int>(date.year()),
                      static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                      static_cast<int>(clock.hours().count()), static_cast<int>(clock.minutes().count()),
                      static_cast<int>(clock.seconds().count()), static_cast<int>(clock.subseconds().count()));
    return {text.data(), static_cast<std::size_t>(length)};
}

spdlog::sink_ptr sinkOf(const std::string& file)
{
    if (file == Log::standardError) {
        return std::make_shared<spdlog::sinks::stderr_sink_mt>();
    }
    return std::make_shared<spdlog::sinks::rotating_file_sink_mt>(file, limits::logBytes, limits::oldLogs);
}

} // namespace

std::optional<std::filesystem::path> defaultLog()
{
    const auto folder = platform::stateFolder();
    return folder ? std::optional(*folder / "ekey" / "host.log") : std::nullopt;
}

Log::Log(const std::string& file) : logger_(std::make_shared<spdlog::logger>("ekey-host", sinkOf(file)))
{
    logger_->set_pattern("%v");
    logger_->flush_on(spdlog::level::info);
}

Log::~Log() = default;

void Log::event(std::string_view name, json::Value fields)
{
    fields["at"] = timestamp();
    fields["event"] = name;
    logger_->info("{}", json::canonical(fields));
}

std::string newCorrelation()
{
    std::random_device random;
    std::array<char, 17> text{};
    std::snprintf(text.data(), text.size(), "%08x%08x", static_cast<std::uint32_t>(random()),
                  static_cast<std::uint32_t>(random()));
    return text.data();
}

} // namespace ekey::host
