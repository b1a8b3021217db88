// Why the key does not work: eight steps in their order, up to the first that fails. For the person at the computer
// (ekey-host doctor) and for a page (the protocol's method `diagnose`).
#pragma once

#include "native-host/host/diagnosis/browser_rules.h"
#include "native-host/host/modules/module.h"
#include "native-host/host/tokens.h"
#include "native-host/token/inventory.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace ekey::host {

/// One step. Its code has a text in messages/<lang>/host.json that says what to do next.
struct Step {
    enum class State { ok, failed, warning, notReached };
    std::string name{}; ///< "service", "port", "browser", "driver", "token", "certificate", "validity", "pin"
    State state = State::notReached;
    std::string code{}; ///< empty where there is nothing to say
    json::Value params = json::Value::object();
};

/// "ok", "failed", "warning", "not_reached".
std::string_view name(Step::State state);

/// One of the protocol's ports.
struct PortView {
    enum class Holder { nobody, host, other };
    std::uint16_t port = 0;
    Holder holder = Holder::nobody; ///< host: an ekey-host of this user that serves a listed origin
    std::string program{};          ///< of another holder, where the system tells
};

/// A vendor's library and what its tokens hold, or why that cannot be seen.
struct ModuleView {
    std::string path{};
    Wildcard label{}; ///< only tokens like this count
    std::variant<token::Inventory, Error> seen{};
};

struct ModulesView {
    std::vector<ModuleView> used{};
    std::vector<SkippedModule> skipped{};
};

/// What is looked at. Each function is called once, and not at all behind a failure.
struct Examination {
    std::optional<Error> policyFault{};     ///< why the policy's files do not count as they are
    std::vector<std::string> unprotected{}; ///< what platform::harden() did not find
    bool hasOrigins = true;                 ///< the policy lists some
    std::function<std::vector<PortView>()>
        ports{}; ///< all of the protocol's; left out by the host that is reached itself
    std::function<std::vector<BrowserRule>()> browsers{}; ///< for all listed origins
    std::function<ModulesView()> modules{};
    signature::Time now = 0;
};

/// Always all eight.
std::vector<Step> diagnose(const Examination& examination);

/// True when none has failed.
bool isHealthy(const std::vector<Step>& steps);

/// {"steps": [{step, state, code, params}]} for programs of this user.
json::Value toJson(const std::vector<Step>& steps);

/// The same for a page: where a step's parameters name programs, paths or other sites, its code becomes
/// "doctor.local" without parameters.
json::Value forPage(const std::vector<Step>& steps);

} // namespace ekey::host
