#include "portal/http/precondition.h"

#include "portal/refused.h"

#include <string_view>

namespace ekey::portal::http {
namespace {

std::string_view strip(std::string_view text)
{
    const auto begin = text.find_first_not_of(" \t");
    if (begin == text.npos) return {};
    return text.substr(begin, text.find_last_not_of(" \t") - begin + 1);
}

} // namespace

std::string entityTag(long long version) { return '"' + std::to_string(version) + '"'; }

Answer& withTag(Answer& answer, long long version)
{
    answer.headers.emplace_back("ETag", entityTag(version));
    return answer;
}

void demandMatch(const Request& request, long long version)
{
    std::string_view left = request.field("if-match");
    // “*” would change what its sender has not seen.
    if (strip(left).empty() || strip(left) == "*") {
        throw Refused(428, "request.if_match_missing");
    }
    // Our tags hold no comma, so that a list of any tags can be cut at them; weak ones never match.
    while (!left.empty()) {
        const auto one = left.substr(0, left.find(','));
        left.remove_prefix(std::min(left.size(), one.size() + 1));
        if (strip(one) == entityTag(version)) {
            return;
        }
    }
    throw Refused(412, "request.if_match");
}

} // namespace ekey::portal::http
