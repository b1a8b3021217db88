#include "native-host/host/commands/doctor.h"

#include "core/json/canonical.h"
#include "native-host/host/commands/table.h"
#include "native-host/host/diagnosis/examination.h"
#include "native-host/host/error_text.h"
#include "native-host/host/health_probe.h"
#include "native-host/host/installation.h"
#include "native-host/host/operations/operation.h"
#include "native-host/platform/listener.h"
#include "native-host/platform/terminal.h"
#include "protocol/protocol.h"

#include <algorithm>
#include <array>

namespace ekey::host {
namespace {

const char* mark(Step::State state)
{
    switch (state) {
    case Step::State::ok:
        return "✓";
    case Step::State::failed:
        return "✗";
    case Step::State::warning:
        return "!";
    case Step::State::notReached:
        return "·";
    }
    return "";
}

PortView look(std::uint16_t port, const std::string& origin)
{
    // Another user's program is not asked who it is: it may say anything.
    const auto listener = platform::portListener(port);
    if (listener && !listener->sameUser) return {port, PortView::Holder::other, listener->program};
    if (answersAsHost(port, origin)) return {port, PortView::Holder::host};
    if (!listener) return {port, PortView::Holder::nobody};
    return {port, PortView::Holder::other, listener->program};
}

std::vector<PortView> look(const std::vector<std::uint16_t>& ports, const std::string& origin)
{
    std::vector<PortView> views;
    for (const std::uint16_t port : ports) {
        views.push_back(look(port, origin));
    }
    return views;
}

} // namespace

std::string diagnosisText(const std::vector<Step>& steps, const text::Messages& messages,
                          std::span<const text::Messages> bothLanguages, bool marks)
{
    std::vector<std::vector<std::string>> rows;
    std::string next;
    for (const Step& step : steps) {
        std::vector<std::string> row{marks ? mark(step.state) : std::string(name(step.state)),
                                     messages.text("doctor.step." + step.name)};
        if (step.state == Step::State::warning) row.push_back(messages.text(step.code, step.params));
        rows.push_back(std::move(row));
        if (step.state != Step::State::failed) continue;
        for (const text::Messages& language : bothLanguages) {
            const Error error{step.code, step.params.value("pointer", ""), Severity::error, step.params};
            next += language.text("doctor.next", {{"text", errorText(error, language)}}) + "\n";
        }
    }
    return table(rows) + (next.empty() ? messages.text("doctor.healthy") + "\n" : next);
}

Result<int> doctor(const CommandContext& context, const DoctorOptions& options)
{
    const auto policy = loadPolicy(context.files);
    const Policy known = policy ? *policy : Policy();
    const std::string origin = known.grants.empty() ? std::string() : known.grants.front().origin;
    std::vector<std::uint16_t> ports(protocol::ports.begin(), protocol::ports.end());
    if (options.port) ports = {*options.port};

    Examination examination;
    if (!policy) examination.policyFault = policy.error();
    examination.unprotected = options.unprotected;
    examination.hasOrigins = !origin.empty();
    examination.ports = [&] { return look(ports, origin); };
    examination.browsers = [&] { return browserRules(platform::browserPlaces(), originsOf(known)); };
    examination.modules = [&] { return examineModules(known, context.workers); };
    examination.now = now();
    const std::vector<Step> steps = diagnose(examination);

    const std::array languages{errorCatalogue("zh-CN"), errorCatalogue("en")};
    print(context.json ? json::canonical(toJson(steps)) + "\n"
                       : diagnosisText(steps, context.messages, languages, platform::writesToTerminal()));
    return isHealthy(steps) ? 0 : 1;
}

} // namespace ekey::host
