#include "native-host/host/modules/module_policy.h"

#include "core/json/members.h"
#include "native-host/host/fault.h"
#include "native-host/host/limits.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <utility>

namespace ekey::host {
namespace {

Status readKind(const std::optional<std::string>& text, const std::string& pointer, ModuleKind& kind)
{
    if (!text) return Success{};
    for (const ModuleKind known : {ModuleKind::pkcs11, ModuleKind::skf}) {
        if (*text == name(known)) {
            kind = known;
            return Success{};
        }
    }
    return faultAt("policy.kind", pointer, {{"kind", *text}, {"known", "pkcs11, skf"}});
}

Status readQuirks(const json::Value* names, const std::string& pointer, token::Quirks& quirks)
{
    for (std::size_t i = 0; names && i < names->size(); ++i) {
        const json::Value& wanted = (*names)[i];
        const auto found = std::find_if(token::quirkNames.begin(), token::quirkNames.end(),
                                        [&](const token::QuirkName& known) { return wanted == known.name; });
        if (found == token::quirkNames.end()) {
            std::string known;
            for (const token::QuirkName& quirk : token::quirkNames) {
                known.append(known.empty() ? "" : ", ").append(quirk.name);
            }
            return faultAt("policy.quirk", json::pointerTo(pointer, std::to_string(i)),
                           {{"quirk", wanted.is_string() ? wanted : json::Value("?")}, {"known", known}});
        }
        quirks.add(found->quirk);
    }
    return Success{};
}

Status readMatch(const json::Value* match, const std::string& pointer, Wildcard& label)
{
    if (!match) return Success{};
    json::Members in(*match, pointer);
    label = Wildcard(in.text("label", limits::wildcardBytes));
    if (auto error = in.finish()) return *std::move(error);
    return Success{};
}

bool isVariable(std::string_view name)
{
    const auto letter = [](char c) { return (c >= 'A' && c <= 'Z') || c == '_'; };
    // The loader's variables (ld.so(8)) would put other code into the worker than the module that the policy names.
    return !name.empty() && letter(name.front()) && !name.starts_with("LD_") &&
           std::all_of(name.begin(), name.end(), [&](char c) { return letter(c) || (c >= '0' && c <= '9'); });
}

Status readEnvironment(const json::Value* environment, const std::string& pointer,
                       std::map<std::string, std::string>& variables)
{
    if (!environment) return Success{};
    if (environment->size() > limits::environment) {
        return faultAt("member.length", pointer, {{"limit", limits::environment}});
    }
    json::Members in(*environment, pointer);
    for (const auto& [variable, ignored] : environment->items()) {
        std::string text = in.text(variable, limits::environmentBytes);
        if (!isVariable(variable) || text.find('\0') != std::string::npos) {
            return faultAt("policy.variable", json::pointerTo(pointer, variable), {{"name", variable}});
        }
        variables.emplace(variable, std::move(text));
    }
    if (auto error = in.finish()) return *std::move(error);
    return Success{};
}

} // namespace

bool isAbsolutePath(const std::string& path)
{
    return path.find('\0') == std::string::npos && std::filesystem::path(path).is_absolute();
}

Result<Module> readModule(const json::Value& value, const std::string& pointer)
{
    json::Members in(value, pointer);
    Module module;
    module.path = in.text("path", limits::pathBytes);
    const auto kind = in.optionalText("kind", limits::nameBytes);
    const json::Value* quirks = in.optionalArray("quirks", token::quirkNames.size());
    const json::Value* match = in.optionalObject("match");
    const json::Value* environment = in.optionalObject("environment");
    if (auto error = in.finish()) return *std::move(error);
    if (!isAbsolutePath(module.path)) return faultAt("policy.path", in.at("path"), {{"path", module.path}});
    for (const Status& read :
         {readKind(kind, in.at("kind"), module.options.kind),
          readQuirks(quirks, in.at("quirks"), module.options.quirks), readMatch(match, in.at("match"), module.label),
          readEnvironment(environment, in.at("environment"), module.environment)}) {
        if (!read) return read.error();
    }
    return module;
}

} // namespace ekey::host
