#include "native-host/host/policy/policy_layer.h"

#include "core/json/members.h"
#include "core/json/reader.h"
#include "native-host/host/fault.h"
#include "native-host/host/modules/module_policy.h"
#include "native-host/host/origin.h"

#include <algorithm>
#include <utility>

namespace ekey::host {
namespace {

template <class Names>
void append(std::string& list, const Names& names)
{
    for (const std::string_view name : names) {
        list.append(list.empty() ? "" : ", ").append(name);
    }
}

std::string knownRights()
{
    std::string known;
    for (const RightName& right : rightNames) {
        append(known, std::array{right.name});
    }
    return known;
}

json::Value shown(const json::Value& value) { return value.is_string() ? value : json::Value("?"); }

Status originAt(const std::string& origin, bool development, const std::string& pointer)
{
    const std::string_view reason = development ? developmentOriginFault(origin) : originFault(origin);
    if (reason.empty()) return Success{};
    return faultAt("policy.origin", pointer, {{"origin", origin}, {"reason", reason}});
}

Status addGrant(PolicyLayer& layer, const json::Value& value, const std::string& pointer, bool development)
{
    json::Members in(value, pointer);
    Grant grant;
    grant.origin = in.text("origin", limits::originBytes);
    grant.development = development;
    grant.sources = {layer.file};
    const json::Value& rights = in.array("rights", rightNames.size());
    if (auto error = in.finish()) return *std::move(error);
    if (auto good = originAt(grant.origin, development, in.at("origin")); !good) return good.error();
    for (const json::Value& written : rights) {
        const RightName* right = written.is_string() ? findRight(written.get<std::string>()) : nullptr;
        if (!right) {
            return faultAt("policy.right", in.at("rights"), {{"right", shown(written)}, {"known", knownRights()}});
        }
        grant.*right->granted = true;
    }
    const auto same = [&](const Grant& other) { return other.origin == grant.origin; };
    if (std::any_of(layer.grants.begin(), layer.grants.end(), same)) {
        return faultAt("policy.origin_twice", in.at("origin"), {{"origin", grant.origin}});
    }
    layer.grants.push_back(std::move(grant));
    return Success{};
}

Status addDenied(PolicyLayer& layer, const json::Value& value, const std::string& pointer)
{
    const std::string origin = value.is_string() ? value.get<std::string>() : std::string();
    if (auto good = originAt(origin, false, pointer); !good) return good.error();
    layer.denied.push_back(origin);
    return Success{};
}

Status addClosed(PolicyLayer& layer, const json::Value& value, const std::string& pointer)
{
    const std::string name = value.is_string() ? value.get<std::string>() : std::string();
    if (std::find(closable.begin(), closable.end(), name) == closable.end() && !findRight(name)) {
        std::string known;
        append(known, closable);
        append(known, std::array{std::string_view(knownRights())});
        return faultAt("policy.closable", pointer, {{"name", shown(value)}, {"known", known}});
    }
    layer.closed.insert(name);
    return Success{};
}

Status addModule(PolicyLayer& layer, const json::Value& value, const std::string& pointer)
{
    auto module = readModule(value, pointer);
    if (!module) return module.error();
    layer.modules.push_back(*std::move(module));
    return Success{};
}

Status readLimits(PolicyLayer& layer, const json::Value* limits, const std::string& pointer)
{
    if (!limits) return Success{};
    json::Members in(*limits, pointer);
    if (const auto seconds =
            in.optionalInteger("promptSeconds", limits::shortestPrompt.count(), limits::prompt.count())) {
        layer.prompt = std::chrono::seconds(*seconds);
    }
    if (const auto batch = in.optionalInteger("batch", 1, limits::batch)) {
        layer.batch = static_cast<std::size_t>(*batch);
    }
    if (const auto seconds = in.optionalInteger("idleSeconds", limits::shortestIdle.count(), limits::idle.count())) {
        layer.idle = std::chrono::seconds(*seconds);
    }
    if (auto error = in.finish()) return *std::move(error);
    return Success{};
}

/// Every element of a list that may be missing, by `add(element, pointer)`.
template <class Add>
Status each(const json::Value* list, const std::string& pointer, Add add)
{
    for (std::size_t i = 0; list && i < list->size(); ++i) {
        if (auto added = add((*list)[i], json::pointerTo(pointer, std::to_string(i))); !added) return added.error();
    }
    return Success{};
}

Result<PolicyLayer> readDocument(const json::Value& document, PolicyLayer layer)
{
    json::Members in(document);
    const json::Value* origins = in.optionalArray("origins", limits::origins);
    const json::Value* development = in.optionalArray("developmentOrigins", limits::origins);
    const json::Value* denied = in.optionalArray("denied", limits::origins);
    const json::Value* closed = in.optionalArray("closed", closable.size() + rightNames.size());
    const json::Value* modules = in.optionalArray("modules", limits::modules);
    const json::Value* least = in.optionalObject("limits");
    layer.discover = in.optionalBoolean("discover");
    layer.pinentry = in.optionalText("pinentry", limits::pathBytes);
    if (in.has("language")) layer.language = in.choice("language", {"zh-CN", "en"});
    if (auto error = in.finish()) return *std::move(error);
    if (development && layer.source != PolicySource::commandLine) {
        return faultAt("policy.development", in.at("developmentOrigins"));
    }
    if (closed && layer.source == PolicySource::user) {
        return faultAt("policy.administrator", in.at("closed"), {{"member", "closed"}});
    }
    if (layer.pinentry && !isAbsolutePath(*layer.pinentry)) {
        return faultAt("policy.path", in.at("pinentry"), {{"path", *layer.pinentry}});
    }
    const auto adder = [&](auto add, auto... more) {
        return [&layer, add, more...](const json::Value& value, const std::string& pointer) {
            return add(layer, value, pointer, more...);
        };
    };
    for (const Status& read :
         {each(origins, in.at("origins"), adder(addGrant, false)),
          each(development, in.at("developmentOrigins"), adder(addGrant, true)),
          each(denied, in.at("denied"), adder(addDenied)), each(closed, in.at("closed"), adder(addClosed)),
          each(modules, in.at("modules"), adder(addModule)), readLimits(layer, least, in.at("limits"))}) {
        if (!read) return read.error();
    }
    return layer;
}

} // namespace

Result<PolicyLayer> PolicyLayer::read(std::string_view text, PolicySource source, std::string file)
{
    const auto about = [&file](Error error) {
        error.params["file"] = file;
        return error;
    };
    const auto document = json::read(text, {.bytes = limits::policyBytes});
    if (!document) return about(document.error());
    auto layer = readDocument(*document, {.source = source, .file = file});
    if (!layer) return about(layer.error());
    return layer;
}

} // namespace ekey::host
