#include "native-host/host/policy.h"

#include "core/json/members.h"
#include "core/json/reader.h"
#include "native-host/host/limits.h"
#include "native-host/host/modules/module_policy.h"
#include "native-host/host/origin.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace ekey::host {
namespace {

Error fault(std::string code, std::string pointer, json::Value params = json::Value::object())
{
    return {std::move(code), std::move(pointer), Severity::error, std::move(params)};
}

Status addGrant(std::vector<Grant>& grants, const json::Value& value, const std::string& pointer, bool development)
{
    json::Members in(value, pointer);
    Grant grant;
    grant.origin = in.text("origin", limits::originBytes);
    grant.development = development;
    const json::Value& rights = in.array("rights", 3);
    if (auto error = in.finish()) {
        return *std::move(error);
    }
    const std::string_view reason = development ? developmentOriginFault(grant.origin) : originFault(grant.origin);
    if (!reason.empty()) {
        return fault("policy.origin", in.at("origin"), {{"origin", grant.origin}, {"reason", reason}});
    }
    for (const json::Value& right : rights) {
        if (right == "authenticate") {
            grant.authenticate = true;
        } else if (right == "sign") {
            grant.sign = true;
        } else if (right == "signDigest") {
            grant.signDigest = true;
        } else {
            return fault("policy.right", in.at("rights"), {{"right", right}});
        }
    }
    const auto same = [&](const Grant& other) { return other.origin == grant.origin; };
    if (std::any_of(grants.begin(), grants.end(), same)) {
        return fault("policy.origin_twice", in.at("origin"), {{"origin", grant.origin}});
    }
    grants.push_back(std::move(grant));
    return Success{};
}

} // namespace

std::vector<std::string> Grant::rights() const
{
    std::vector<std::string> names;
    if (authenticate) names.emplace_back("authenticate");
    if (sign) names.emplace_back("sign");
    if (signDigest) names.emplace_back("signDigest");
    return names;
}

const Grant* Policy::find(std::string_view origin) const
{
    const auto found =
        std::find_if(grants.begin(), grants.end(), [&](const Grant& one) { return one.origin == origin; });
    return found == grants.end() ? nullptr : &*found;
}

Result<Policy> Policy::read(std::string_view text, PolicySource source)
{
    const auto document = json::read(text, {.bytes = limits::policyBytes});
    if (!document) {
        return document.error();
    }
    json::Members in(*document);
    Policy policy;
    const json::Value& origins = in.array("origins", limits::origins);
    const json::Value* development = in.optionalArray("developmentOrigins", limits::origins);
    const json::Value& modules = in.array("modules", limits::modules);
    policy.discover = in.optionalBoolean("discover").value_or(source == PolicySource::system);
    policy.pinentry = in.optionalText("pinentry", limits::pathBytes).value_or("");
    if (in.has("language")) {
        policy.language = in.choice("language", {"zh-CN", "en"});
    }
    if (auto error = in.finish()) {
        return *std::move(error);
    }
    if (development && source != PolicySource::commandLine) {
        return fault("policy.development", in.at("developmentOrigins"));
    }
    if (in.has("pinentry") && !isAbsolutePath(policy.pinentry)) {
        return fault("policy.path", in.at("pinentry"), {{"path", policy.pinentry}});
    }
    for (const auto& [list, name] : {std::pair{&origins, "origins"}, std::pair{development, "developmentOrigins"}}) {
        for (std::size_t i = 0; list && i < list->size(); ++i) {
            const std::string pointer = json::pointerTo(in.at(name), std::to_string(i));
            if (auto added = addGrant(policy.grants, (*list)[i], pointer, list == development); !added) {
                return added.error();
            }
        }
    }
    for (std::size_t i = 0; i < modules.size(); ++i) {
        auto module = readModule(modules[i], json::pointerTo(in.at("modules"), std::to_string(i)));
        if (!module) {
            return module.error();
        }
        policy.modules.push_back(*std::move(module));
    }
    return policy;
}

} // namespace ekey::host
