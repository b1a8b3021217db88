// The last four steps: what is plugged in, and whether it can be used.
#pragma once

#include "native-host/host/diagnosis.h"

#include <utility>
#include <vector>

namespace ekey::host {

/// What a step found. The error stays empty where all is well.
struct Finding {
    Step::State state = Step::State::ok;
    Error error{};

    static Finding failed(Error error) { return {Step::State::failed, std::move(error)}; }
    static Finding warning(Error error) { return {Step::State::warning, std::move(error)}; }
};

/// token, certificate, validity, pin, in this order; none behind the first that failed.
std::vector<Finding> tokenSteps(const ModulesView& modules, signature::Time now);

} // namespace ekey::host
