#include "native-host/host/modules/listing.h"

#include "core/json/canonical.h"
#include "native-host/host/limits.h"

namespace ekey::host {
namespace {

json::Value toJson(const Module& module)
{
    json::Value quirks = json::Value::array();
    for (const token::QuirkName& known : token::quirkNames) {
        if (module.options.quirks.has(known.quirk)) quirks.push_back(known.name);
    }
    return {{"path", module.path},           {"kind", name(module.options.kind)}, {"bits", module.bits},
            {"source", name(module.source)}, {"quirks", std::move(quirks)},       {"label", module.label.pattern()}};
}

json::Value toJson(const SkippedModule& skipped)
{
    return {{"path", skipped.path}, {"source", name(skipped.source)}, {"reason", ekey::toJson(skipped.reason)}};
}

std::string sourceText(ModuleSource source, const text::Messages& messages)
{
    return messages.text("modules.source." + std::string(name(source)));
}

} // namespace

std::string listing(const ModulesFound& found, const text::Messages& messages)
{
    std::string text = messages.text("modules.used", {{"count", found.modules.size()}}) + "\n";
    for (const Module& module : found.modules) {
        text += "  " + shown(module.path) + "\n    " +
                messages.text("modules.module", {{"bits", module.bits},
                                                 {"kind", name(module.options.kind)},
                                                 {"source", sourceText(module.source, messages)}}) +
                "\n";
    }
    if (found.skipped.empty()) return text;
    text += messages.text("modules.skipped", {{"count", found.skipped.size()}}) + "\n";
    for (const SkippedModule& skipped : found.skipped) {
        text += "  " + skipped.path + "\n    " + sourceText(skipped.source, messages) + "\n    " +
                messages.text(skipped.reason.code, skipped.reason.params) + "\n";
    }
    return text;
}

std::string jsonListing(const ModulesFound& found)
{
    json::Value modules = json::Value::array();
    for (const Module& module : found.modules) {
        modules.push_back(toJson(module));
    }
    json::Value skipped = json::Value::array();
    for (const SkippedModule& one : found.skipped) {
        skipped.push_back(toJson(one));
    }
    return json::canonical({{"modules", std::move(modules)}, {"skipped", std::move(skipped)}});
}

void record(const ModulesFound& found, Log& log)
{
    for (std::size_t i = 0; i < found.modules.size(); ++i) {
        json::Value fields = toJson(found.modules[i]);
        fields["module"] = i; // as driver.call and driver.failure name it
        log.event("module", std::move(fields));
    }
    for (const SkippedModule& skipped : found.skipped) {
        log.event("module.skipped", toJson(skipped));
    }
}

} // namespace ekey::host
