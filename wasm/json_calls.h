// What the modules that are asked in JSON have in common, without the memory business of json_abi.h: a request names
// its operation, an answer is canonical JSON.
#pragma once

#include "core/error.h"

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

namespace ekey::wasm {

inline constexpr std::size_t requestBytes = 4 << 20; ///< the longest request of the forms and of the materials module
inline constexpr std::int64_t integerMost = (std::int64_t(1) << 53) - 1; ///< what a JavaScript number holds exactly

enum class Fate {
    answered, ///< {"result": …}, or {"errors": […]} about data that somebody typed, chose or sent
    misused,  ///< {"errors": […]} about the request itself: call.unknown_op, what the module names besides, and the
             ///< codes of json::Members, with pointers into the request
};

struct Answer {
    Fate fate;
    std::string text; ///< canonical JSON
};

/// An answer before it is text.
struct Outcome {
    Fate fate;
    json::Value body;
};

Outcome result(const json::Value& value);
Outcome result(std::initializer_list<json::Part> parts);
Outcome failed(const Errors& errors);
Outcome failed(const Error& error);
Outcome misused(const Error& error);

/// Reads a request of at most `bytes` and hands it to `run`, with the name of its operation ("op") taken out of it.
/// `run` answers nothing where it knows none of that name.
using Run = std::function<std::optional<Outcome>(std::string_view op, json::Value request)>;
Answer answer(std::string_view request, std::size_t bytes, const Run& run);

/// One operation of a module.
template <class Module>
struct Operation {
    std::string_view name;
    Outcome (Module::*run)(json::Value request);
};

template <class Module, std::size_t count>
Answer answer(Module& module, const Operation<Module> (&operations)[count], std::string_view request, std::size_t bytes)
{
    return answer(request, bytes, [&](std::string_view op, json::Value asked) -> std::optional<Outcome> {
        for (const Operation<Module>& operation : operations) {
            if (operation.name == op) {
                return (module.*operation.run)(std::move(asked));
            }
        }
        return std::nullopt;
    });
}

} // namespace ekey::wasm
