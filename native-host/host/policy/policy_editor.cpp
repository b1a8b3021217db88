#include "native-host/host/policy/policy_editor.h"

#include "core/json/indented.h"
#include "core/json/reader.h"
#include "native-host/host/limits.h"

#include <algorithm>

namespace ekey::host {
namespace {

Result<json::Value> open(std::string_view text)
{
    if (text.empty()) return json::Value::object();
    auto document = json::read(text, {.bytes = limits::policyBytes});
    if (!document) return document.error();
    for (const char* list : {"origins", "denied"}) {
        const bool fits = document->is_object() && (!document->contains(list) || (*document)[list].is_array());
        if (!fits) return Error{"member.type", std::string("/") + list};
    }
    return document;
}

void eraseDenied(json::Value& document, const std::string& origin)
{
    if (!document.contains("denied")) return;
    json::Value kept = json::Value::array();
    for (json::Value& one : document["denied"]) {
        if (one != origin) kept.push_back(std::move(one));
    }
    if (kept.empty()) {
        document.erase("denied");
    } else {
        document["denied"] = std::move(kept);
    }
}

bool isOf(const json::Value& entry, const std::string& origin)
{
    return entry.is_object() && entry.contains("origin") && entry["origin"] == origin;
}

} // namespace

Result<std::string> withOrigin(std::string_view text, const std::string& origin, const std::vector<std::string>& rights)
{
    auto document = open(text);
    if (!document) return document.error();
    eraseDenied(*document, origin);
    json::Value& origins = (*document)["origins"];
    if (origins.is_null()) origins = json::Value::array();
    const auto found =
        std::find_if(origins.begin(), origins.end(), [&](const json::Value& entry) { return isOf(entry, origin); });
    if (found == origins.end()) {
        origins.push_back({{"origin", origin}, {"rights", rights}});
        return json::indented(*document);
    }
    json::Value& given = (*found)["rights"];
    if (!given.is_array()) given = json::Value::array();
    for (const std::string& right : rights) {
        if (std::find(given.begin(), given.end(), right) == given.end()) given.push_back(right);
    }
    return json::indented(*document);
}

Result<std::string> withoutOrigin(std::string_view text, const std::string& origin, bool deny)
{
    auto document = open(text);
    if (!document) return document.error();
    json::Value kept = json::Value::array();
    if (document->contains("origins")) {
        for (json::Value& entry : (*document)["origins"]) {
            if (!isOf(entry, origin)) kept.push_back(std::move(entry));
        }
        (*document)["origins"] = std::move(kept);
    }
    eraseDenied(*document, origin);
    if (deny) (*document)["denied"].push_back(origin);
    return json::indented(*document);
}

} // namespace ekey::host
