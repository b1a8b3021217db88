#include "native-host/host/commands/origins_list.h"

#include "core/json/canonical.h"
#include "native-host/host/commands/table.h"

namespace ekey::host {
namespace {

std::string joined(const std::vector<std::string>& names)
{
    std::string text;
    for (const std::string& name : names) {
        text.append(text.empty() ? "" : ", ").append(name);
    }
    return text.empty() ? "-" : text;
}

} // namespace

std::string originsText(const Policy& policy, const text::Messages& messages)
{
    if (policy.grants.empty() && policy.denied.empty() && policy.withheld.empty()) {
        return messages.text("origins.none") + "\n";
    }
    std::vector<std::vector<std::string>> rows;
    if (!policy.grants.empty()) {
        rows.push_back({messages.text("origins.column.origin"), messages.text("origins.column.rights"),
                        messages.text("origins.column.source")});
    }
    for (const Grant& grant : policy.grants) {
        rows.push_back({grant.origin, joined(grant.rights()), joined(grant.sources)});
    }
    std::string text = table(rows);
    for (const std::string& origin : policy.denied) {
        text += messages.text("origins.denied", {{"origin", origin}}) + "\n";
    }
    for (const Error& withheld : policy.withheld) {
        text += messages.text(withheld.code, withheld.params) + "\n";
    }
    return text;
}

std::string originsJson(const Policy& policy)
{
    json::Value origins = json::Value::array();
    for (const Grant& grant : policy.grants) {
        origins.push_back({{"origin", grant.origin},
                           {"rights", grant.rights()},
                           {"development", grant.development},
                           {"sources", grant.sources}});
    }
    return json::canonical({{"origins", std::move(origins)},
                            {"denied", policy.denied},
                            {"withheld", toJson(policy.withheld)},
                            {"files", policy.files}});
}

Result<int> listOrigins(const CommandContext& context)
{
    const auto policy = loadPolicy(context.files);
    if (!policy) return policy.error();
    print(context.json ? originsJson(*policy) + "\n" : originsText(*policy, context.messages));
    return 0;
}

} // namespace ekey::host
