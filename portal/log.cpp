#include "portal/log.h"

#include "core/json/canonical.h"
#include "core/text/utf8.h"

#include <spdlog/sinks/basic_file_sink.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

namespace ekey::portal::log {
namespace {

void write(spdlog::level::level_enum level, std::string_view event, json::Value fields)
{
    // Exception texts of libraries may hold anything; the canonical writer wants UTF-8.
    for (auto& field : fields) {
        if (field.is_string() && !text::isUtf8(field.get_ref<const std::string&>())) {
            field = "(not UTF-8)";
        }
    }
    fields["event"] = event;
    spdlog::log(level, "{}", json::canonical(fields).substr(1));
}

} // namespace

void open(const std::string& file)
{
    auto logger = file.empty() ? spdlog::stderr_logger_mt("portal") : spdlog::basic_logger_mt("portal", file);
    // The line's own members come first, then those of the event: the pattern opens the object, the event closes it.
    logger->set_pattern(R"({"time":"%Y-%m-%dT%H:%M:%S.%eZ","level":"%l",%v)", spdlog::pattern_time_type::utc);
    logger->flush_on(spdlog::level::info);
    spdlog::set_default_logger(std::move(logger));
}

void info(std::string_view event, json::Value fields) { write(spdlog::level::info, event, std::move(fields)); }
void warning(std::string_view event, json::Value fields) { write(spdlog::level::warn, event, std::move(fields)); }
void error(std::string_view event, json::Value fields) { write(spdlog::level::err, event, std::move(fields)); }

} // namespace ekey::portal::log
