#include "native-host/host/diagnosis.h"

#include "core/text/utf8.h"
#include "native-host/host/diagnosis/token_steps.h"
#include "native-host/host/fault.h"
#include "native-host/host/limits.h"

#include <algorithm>
#include <array>
#include <utility>

namespace ekey::host {
namespace {

constexpr std::array<const char*, 8> stepNames{"service", "port",        "browser",  "driver",
                                               "token",   "certificate", "validity", "pin"};

/// Parameters that tell a page nothing of the computer.
constexpr std::array<std::string_view, 5> harmless{"notAfter", "notBefore", "seconds", "port", "days"};

Finding ok() { return {}; }

/// A program names itself: it is shown as somebody else's word.
std::string programOf(const PortView& port)
{
    return port.program.empty() ? "?" : text::quoted(port.program, limits::quoted);
}

Finding service(const Examination& examination, const std::vector<PortView>& ports)
{
    if (examination.policyFault) {
        Error broken = *examination.policyFault;
        broken.params["pointer"] = broken.pointer;
        return Finding::failed(std::move(broken));
    }
    if (!examination.hasOrigins) return Finding::failed(fault("doctor.service.no_origins"));
    if (examination.ports) {
        const auto held = [&](PortView::Holder holder) {
            return std::count_if(ports.begin(), ports.end(), [&](const PortView& one) { return one.holder == holder; });
        };
        if (held(PortView::Holder::other) == static_cast<std::ptrdiff_t>(ports.size())) {
            return Finding::failed(fault("doctor.service.ports", {{"program", programOf(ports.front())}}));
        }
        if (held(PortView::Holder::host) == 0) return Finding::failed(fault("doctor.service.none"));
    }
    if (examination.unprotected.empty()) return ok();
    std::string missing;
    for (const std::string& one : examination.unprotected) {
        missing.append(missing.empty() ? "" : ", ").append(one);
    }
    return Finding::warning(fault("doctor.service.unprotected", {{"missing", missing}}));
}

/// Pages take the lowest port that answers as a host: what sits below ours delays them, and might be taken for it.
Finding port(const std::vector<PortView>& ports)
{
    for (const PortView& one : ports) {
        if (one.holder == PortView::Holder::host) break;
        if (one.holder == PortView::Holder::other) {
            return Finding::warning(fault("doctor.port.other", {{"port", one.port}, {"program", programOf(one)}}));
        }
    }
    return ok();
}

Finding browser(const std::vector<BrowserRule>& rules)
{
    const auto about = [](const BrowserRule& rule) {
        return json::Value{
            {"browser", rule.browser}, {"file", rule.file}, {"policy", rule.policy}, {"origin", rule.origin}};
    };
    for (const auto& [effect, code] : {std::pair{BrowserRule::Effect::blocks, "doctor.browser.blocked"},
                                       std::pair{BrowserRule::Effect::opens, "doctor.browser.open"}}) {
        for (const BrowserRule& rule : rules) {
            if (rule.effect != effect) continue;
            const Error error = fault(code, about(rule));
            return effect == BrowserRule::Effect::blocks ? Finding::failed(error) : Finding::warning(error);
        }
    }
    return ok();
}

Finding driver(const ModulesView& modules)
{
    if (modules.used.empty()) {
        // The first one for which something can be done; libraries that are none of the key's are passed over.
        const auto skipped = std::find_if(modules.skipped.begin(), modules.skipped.end(), [](const SkippedModule& one) {
            return one.reason.code != "module.trust" && one.reason.code != "module.proxy";
        });
        return Finding::failed(skipped == modules.skipped.end() ? fault("doctor.driver.none") : skipped->reason);
    }
    const auto failure = std::find_if(modules.used.begin(), modules.used.end(),
                                      [](const ModuleView& one) { return std::holds_alternative<Error>(one.seen); });
    if (failure == modules.used.end()) return ok();
    const bool all = std::all_of(modules.used.begin(), modules.used.end(),
                                 [](const ModuleView& one) { return std::holds_alternative<Error>(one.seen); });
    return {all ? Step::State::failed : Step::State::warning, std::get<Error>(failure->seen)};
}

/// Fills in the steps one by one.
class Steps {
public:
    Steps()
    {
        for (const char* name : stepNames) {
            steps_.push_back({.name = name});
        }
    }

    /// False when the step failed: the others are not reached.
    bool add(Finding finding)
    {
        Step& step = steps_[next_++];
        step.state = finding.state;
        step.code = std::move(finding.error.code);
        step.params = std::move(finding.error.params);
        if (!finding.error.pointer.empty()) step.params["pointer"] = finding.error.pointer;
        return step.state != Step::State::failed;
    }

    std::vector<Step> finish() { return std::move(steps_); }

private:
    std::vector<Step> steps_;
    std::size_t next_ = 0;
};

bool isPublic(const Step& step)
{
    for (const auto& [name, value] : step.params.items()) {
        if (std::find(harmless.begin(), harmless.end(), name) == harmless.end()) return false;
    }
    return true;
}

template <class Write>
json::Value document(const std::vector<Step>& steps, Write write)
{
    json::Value list = json::Value::array();
    for (const Step& step : steps) {
        json::Value one{{"step", step.name}, {"state", name(step.state)}};
        if (!step.code.empty()) write(one, step);
        list.push_back(std::move(one));
    }
    return {{"steps", std::move(list)}};
}

} // namespace

std::string_view name(Step::State state)
{
    switch (state) {
    case Step::State::ok:
        return "ok";
    case Step::State::failed:
        return "failed";
    case Step::State::warning:
        return "warning";
    case Step::State::notReached:
        return "not_reached";
    }
    return {};
}

std::vector<Step> diagnose(const Examination& examination)
{
    Steps steps;
    const bool asks = !examination.policyFault && examination.hasOrigins && examination.ports;
    const std::vector<PortView> ports = asks ? examination.ports() : std::vector<PortView>();
    if (!steps.add(service(examination, ports)) || !steps.add(port(ports)) ||
        !steps.add(browser(examination.browsers()))) {
        return steps.finish();
    }
    const ModulesView modules = examination.modules();
    if (!steps.add(driver(modules))) return steps.finish();
    for (Finding& finding : tokenSteps(modules, examination.now)) {
        if (!steps.add(std::move(finding))) break;
    }
    return steps.finish();
}

bool isHealthy(const std::vector<Step>& steps)
{
    return std::none_of(steps.begin(), steps.end(), [](const Step& step) { return step.state == Step::State::failed; });
}

json::Value toJson(const std::vector<Step>& steps)
{
    return document(steps, [](json::Value& one, const Step& step) {
        one["code"] = step.code;
        one["params"] = step.params;
    });
}

json::Value forPage(const std::vector<Step>& steps)
{
    return document(steps, [](json::Value& one, const Step& step) {
        one["code"] = isPublic(step) ? step.code : "doctor.local";
        if (isPublic(step) && !step.params.empty()) one["params"] = step.params;
    });
}

} // namespace ekey::host
