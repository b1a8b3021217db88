#include "tools/check/output.h"

#include "core/json/canonical.h"
#include "core/text/messages.h"
#include "core/text/utf8.h"

#include <cstdio>
#include <cstdlib>

namespace ekey::embedded {
extern const std::string_view rules_zh_CN;
extern const std::string_view rules_en;
extern const std::string_view check_zh_CN;
extern const std::string_view check_en;
} // namespace ekey::embedded

namespace ekey::check {
namespace {

text::Messages load(bool english)
{
    text::Messages messages;
    // Compiled in, and read by a test in both languages.
    (void)messages.add(english ? embedded::rules_en : embedded::rules_zh_CN);
    (void)messages.add(english ? embedded::check_en : embedded::check_zh_CN);
    return messages;
}

text::Messages& texts()
{
    static text::Messages messages = load(text::language(std::getenv) == std::string_view("en"));
    return messages;
}

void demand(bool written)
{
    if (!written) {
        std::perror("ekey-check");
        std::exit(failed);
    }
}

} // namespace

void setLanguage(std::string_view language) { texts() = load(language == "en"); }

std::string text(std::string_view code, const json::Value& params) { return texts().text(code, params); }

json::Value describe(const Errors& errors)
{
    json::Value list = json::Value::array();
    for (const Error& error : errors) {
        json::Value entry = toJson(error);
        entry["text"] = text(error.code, error.params);
        list.push_back(std::move(entry));
    }
    return list;
}

void printBytes(std::string_view bytes)
{
    demand(std::fwrite(bytes.data(), 1, bytes.size(), stdout) == bytes.size() && std::fflush(stdout) == 0);
}

void print(const json::Value& line) { printBytes(json::canonical(line) + "\n"); }

void complain(const json::Value& line) { std::fprintf(stderr, "%s\n", json::canonical(line).c_str()); }

std::string shown(std::string_view bytes)
{
    std::string out;
    for (std::size_t at = 0; at < bytes.size();) {
        text::append(out, text::decode(bytes, at));
    }
    return out;
}

} // namespace ekey::check
