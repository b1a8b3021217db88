#include "portal/http/entity_tag.h"

#include "core/digest/digest.h"
#include "core/json/canonical.h"
#include "portal/refused.h"

#include <string_view>

namespace ekey::portal::http {
namespace {

constexpr std::size_t tagDigits = 32;

/// Takes the next element off a list of entity tags. What is none ends the list: it matches nothing.
std::string_view nextTag(std::string_view& list)
{
    constexpr std::string_view between = " \t,";
    list.remove_prefix(std::min(list.find_first_not_of(between), list.size()));
    const std::size_t quote = list.find('"');
    const std::size_t end = quote == list.npos ? list.npos : list.find('"', quote + 1);
    const std::string_view tag = list.substr(0, end == list.npos ? 0 : end + 1);
    list.remove_prefix(end == list.npos ? list.size() : end + 1);
    return tag;
}

} // namespace

std::string entityTag(const json::Value& representation)
{
    return '"' + digest::hex(digest::sha256(json::canonical(representation))).substr(0, tagDigits) + '"';
}

std::string entityTag(long long version) { return '"' + std::to_string(version) + '"'; }

Answer& withTag(Answer& answer, long long version)
{
    answer.headers.emplace_back("ETag", entityTag(version));
    return answer;
}

void demandIfMatch(const Request& request)
{
    const std::string& tags = request.field("if-match");
    if (tags.find_first_not_of(" \t") == tags.npos || tags == "*") {
        throw Refused(428, "request.if_match_missing");
    }
}

void demandMatch(const Request& request, const std::string& current)
{
    demandIfMatch(request);
    std::string_view list = request.field("if-match");
    while (!list.empty()) {
        // Strong comparison: W/"…" is never equal.
        if (nextTag(list) == current) {
            return;
        }
    }
    throw Refused(412, "request.if_match");
}

void demandMatch(const Request& request, long long version) { demandMatch(request, entityTag(version)); }

} // namespace ekey::portal::http
