#include "portal/http/answer.h"

#include "core/json/canonical.h"

#include <boost/beast/http/status.hpp>

namespace ekey::portal::http {

namespace {

/// RFC 9457 §4.2.1: the title of "about:blank" is the status code's own phrase.
std::string reason(unsigned status)
{
    const auto phrase = boost::beast::http::obsolete_reason(static_cast<boost::beast::http::status>(status));
    return {phrase.data(), phrase.size()};
}

/// draft-ietf-httpbis-resumable-upload: the types that it registers.
constexpr std::pair<std::string_view, std::string_view> registered[] = {
    {"upload.offset", "https://iana.org/assignments/http-problem-types#mismatching-upload-offset"},
    {"upload.completed", "https://iana.org/assignments/http-problem-types#completed-upload"},
    {"upload.incomplete", "https://iana.org/assignments/http-problem-types#inconsistent-upload-length"},
    {"upload.too_long", "https://iana.org/assignments/http-problem-types#inconsistent-upload-length"},
};

void addType(json::Value& problem, const Errors& errors)
{
    for (const auto& [code, type] : registered) {
        if (!errors.empty() && errors.front().code == code) {
            problem["type"] = type;
            problem.update(errors.front().params);
        }
    }
}

} // namespace

Answer replyText(unsigned status, std::string text)
{
    return {status,
            {{"Content-Type", "application/json"}, {"Cache-Control", "no-store"}},
            std::make_shared<const std::string>(std::move(text)),
            {}};
}

Answer reply(unsigned status, const json::Value& value) { return replyText(status, json::canonical(value)); }

Answer refusal(unsigned status, const Errors& errors, const std::string& correlation)
{
    json::Value problem = {{"type", "about:blank"},
                           {"title", reason(status)},
                           {"status", status},
                           {"errors", toJson(errors)},
                           {"correlation", correlation}};
    addType(problem, errors);
    Answer answer = reply(status, problem);
    answer.headers.front().second = "application/problem+json";
    for (const Error& error : errors) {
        answer.codes.push_back(error.code);
        const auto seconds = error.params.find("seconds");
        if (seconds != error.params.end()) {
            answer.headers.emplace_back("Retry-After", json::canonical(*seconds));
        }
    }
    return answer;
}

Answer nothing() { return {204, {{"Cache-Control", "no-store"}}, nullptr, {}}; }

} // namespace ekey::portal::http
