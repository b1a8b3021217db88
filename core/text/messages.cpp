#include "core/text/messages.h"

#include "core/json/canonical.h"
#include "core/json/members.h"

namespace ekey::text {

const char* language(char* (*environment)(const char* name))
{
    for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
        const char* locale = environment(name);
        if (locale && *locale) return std::string_view(locale).starts_with("en") ? "en" : "zh-CN";
    }
    return "zh-CN";
}

Status Messages::add(std::string_view catalogue)
{
    const Result<json::Value> read = json::read(catalogue);
    if (!read) return read.error();
    if (!read->is_object()) return Error{"member.type", "", Severity::error, {{"member", ""}, {"expected", "object"}}};
    for (const auto& [code, text] : read->items()) {
        if (!text.is_string()) {
            return Error{
                "member.type", json::pointerTo("", code), Severity::error, {{"member", code}, {"expected", "string"}}};
        }
    }
    for (const auto& [code, text] : read->items()) {
        texts[code] = *text.get_ptr<const std::string*>();
    }
    return Success{};
}

bool Messages::has(std::string_view code) const { return texts.find(code) != texts.end(); }

std::string Messages::shown(const std::string& name, const json::Value& value) const
{
    if (const auto* word = value.get_ptr<const std::string*>()) {
        const auto known = texts.find("word." + name + "." + *word);
        return known == texts.end() ? *word : known->second;
    }
    if (!value.is_array()) return json::canonical(value);
    std::string list;
    for (const json::Value& element : value) {
        list += (list.empty() ? "" : ", ") + shown(name, element);
    }
    return list;
}

std::string Messages::text(std::string_view code, const json::Value& params) const
{
    const auto found = texts.find(code);
    if (found == texts.end()) return std::string(code);
    // One pass over the template: braces inside a parameter's value are text, never a placeholder.
    std::string out;
    std::string_view rest = found->second;
    while (!rest.empty()) {
        const std::size_t open = rest.find('{');
        const std::size_t close = rest.find('}', open == rest.npos ? rest.size() : open);
        if (close == rest.npos) break;
        const std::string name(rest.substr(open + 1, close - open - 1));
        out += rest.substr(0, open);
        const auto param = params.find(name);
        out += param == params.end() ? "{" + name + "}" : shown(name, *param);
        rest.remove_prefix(close + 1);
    }
    return out.append(rest);
}

} // namespace ekey::text
