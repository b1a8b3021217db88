#include "native-host/host/diagnosis/browser_rules.h"

#include "core/json/reader.h"
#include "native-host/host/diagnosis/url_pattern.h"
#include "native-host/host/limits.h"
#include "native-host/host/modules/admission.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <optional>
#include <system_error>
#include <utility>

namespace ekey::host {
namespace {

namespace fs = std::filesystem;
using Effect = BrowserRule::Effect;

/// The first list that names a page decides.
constexpr std::array<std::pair<const char*, Effect>, 4> lists{{{"LoopbackNetworkBlockedForUrls", Effect::blocks},
                                                               {"LoopbackNetworkAllowedForUrls", Effect::allows},
                                                               {"LocalNetworkAccessBlockedForUrls", Effect::blocks},
                                                               {"LocalNetworkAccessAllowedForUrls", Effect::allows}}};

std::optional<json::Value> read(const fs::path& file)
{
    std::ifstream in(file, std::ios::binary);
    std::string text(limits::browserFileBytes + 1, '\0');
    in.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(in.gcount()));
    auto document = json::read(text, {.bytes = limits::browserFileBytes});
    return document && document->is_object() ? std::optional(*std::move(document)) : std::nullopt;
}

std::vector<fs::path> filesOf(const fs::path& folder)
{
    std::vector<fs::path> files;
    std::error_code error; // no folder, no policies
    for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
        if (files.size() == limits::browserFiles) break;
        if (entry->path().extension() == ".json") files.push_back(entry->path());
    }
    std::sort(files.begin(), files.end());
    return files;
}

bool names(const json::Value& document, const char* list, const std::string& origin)
{
    const auto patterns = document.find(list);
    return patterns != document.end() && patterns->is_array() &&
           std::any_of(patterns->begin(), patterns->end(), [&](const json::Value& one) {
               return one.is_string() && namesOrigin(one.get<std::string>(), origin);
           });
}

void chromium(const platform::BrowserPlace& place, const std::vector<std::string>& origins,
              std::vector<BrowserRule>& rules)
{
    std::vector<std::pair<fs::path, json::Value>> documents;
    for (const fs::path& file : filesOf(place.path)) {
        if (auto document = read(file)) documents.emplace_back(file, *std::move(document));
    }
    const auto ruleFor = [&](const std::string& origin) -> std::optional<BrowserRule> {
        for (const auto& [list, effect] : lists) {
            for (const auto& [file, document] : documents) {
                if (names(document, list, origin)) return BrowserRule{effect, place.browser, shown(file), list, origin};
            }
        }
        return std::nullopt;
    };
    for (const std::string& origin : origins) {
        if (auto rule = ruleFor(origin)) rules.push_back(*std::move(rule));
    }
}

bool holdsHost(const json::Value& domains, const std::string& host)
{
    return std::find(domains.begin(), domains.end(), host) != domains.end();
}

void firefox(const platform::BrowserPlace& place, const std::vector<std::string>& origins,
             std::vector<BrowserRule>& rules)
{
    const auto document = read(place.path);
    if (!document) return;
    const json::Value none = json::Value::object();
    const auto member = [&none](const json::Value& object, const char* name) -> const json::Value& {
        const auto found = object.is_object() ? object.find(name) : object.end();
        return object.is_object() && found != object.end() ? *found : none;
    };
    constexpr const char* policy = "LocalNetworkAccess";
    const json::Value& access = member(member(*document, "policies"), policy);
    const json::Value& domains = member(access, "SkipDomains");
    // An entry is the page's host or the one that it reaches: these open loopback to every page.
    for (const char* loopback : {"127.0.0.1", "::1", "localhost"}) {
        if (holdsHost(domains, loopback))
            rules.push_back({Effect::opens, place.browser, shown(place.path), policy, ""});
    }
    const bool asksNobody = member(access, "Enabled") == true && member(access, "EnablePrompting") == false;
    for (const std::string& origin : origins) {
        std::string host = origin.substr(origin.find("://") + 3);
        host = host.substr(0, host.find(':'));
        if (holdsHost(domains, host)) {
            rules.push_back({Effect::allows, place.browser, shown(place.path), policy, origin});
        } else if (asksNobody) {
            rules.push_back({Effect::blocks, place.browser, shown(place.path), policy, origin});
        }
    }
}

} // namespace

std::vector<BrowserRule> browserRules(const platform::BrowserPlaces& places, const std::vector<std::string>& origins)
{
    std::vector<BrowserRule> rules;
    for (const platform::BrowserPlace& place : places.chromium) {
        chromium(place, origins, rules);
    }
    for (const platform::BrowserPlace& place : places.firefox) {
        firefox(place, origins, rules);
    }
    return rules;
}

} // namespace ekey::host
