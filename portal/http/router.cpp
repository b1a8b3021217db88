#include "portal/http/router.h"

#include <optional>
#include <string_view>

namespace ekey::portal::http {
namespace {

std::vector<std::string_view> segments(std::string_view path)
{
    std::vector<std::string_view> parts;
    std::size_t from = 0;
    for (std::size_t slash = path.find('/'); slash != path.npos; slash = path.find('/', from)) {
        parts.push_back(path.substr(from, slash - from));
        from = slash + 1;
    }
    parts.push_back(path.substr(from));
    return parts;
}

std::optional<std::vector<std::string>> fit(std::string_view pattern, std::string_view path)
{
    const auto places = segments(pattern);
    const auto parts = segments(path);
    if (places.size() != parts.size()) {
        return std::nullopt;
    }
    std::vector<std::string> parameters;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (places[i].starts_with('{')) {
            if (parts[i].empty()) {
                return std::nullopt;
            }
            parameters.emplace_back(parts[i]);
        } else if (places[i] != parts[i]) {
            return std::nullopt;
        }
    }
    return parameters;
}

} // namespace

Router::Match Router::match(const std::string& method, const std::string& path) const
{
    Match match;
    for (const Route& route : routes_) {
        auto parameters = fit(route.pattern, path);
        if (!parameters) {
            continue;
        }
        match.pathKnown = true;
        const bool exact = route.method == method;
        if (exact || (method == "HEAD" && route.method == "GET" && !match.route)) {
            match.route = &route;
            match.parameters = std::move(*parameters);
        }
        if (exact) {
            break;
        }
    }
    return match;
}

} // namespace ekey::portal::http
