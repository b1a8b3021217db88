// The forms module's operations, without the memory business of forms_abi.h: requests and answers as JSON text, so that
// the native tests replay what pages ask.
#pragma once

#include "core/error.h"
#include "core/form/session.h"
#include "core/json/members.h"
#include "core/material/inspection.h"

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>

namespace ekey::wasm {

inline constexpr std::size_t requestBytes = 4 << 20; ///< the longest request
inline constexpr std::size_t sessionsMost = 16;      ///< open at once: a page needs one
inline constexpr std::size_t inspectionsMost = 4;    ///< under way at once: each may hold 8 MiB
inline constexpr std::int64_t integerMost = (std::int64_t(1) << 53) - 1; ///< what a JavaScript number holds exactly

/// forms_abi.h documents the operations.
class Forms {
public:
    enum class Fate {
        answered, ///< {"result": …}, or {"errors": […]} about data that somebody typed, chose or sent
        misused,  ///< {"errors": […]} about the request itself: call.unknown_op, check.unknown, session.unknown,
                  ///< session.limit, inspection.unknown, inspection.limit and the codes of json::Members, with pointers into the request
    };
    struct Answer {
        Fate fate;
        std::string text; ///< canonical JSON
    };

    Answer call(std::string_view request);

private:
    struct Outcome {
        Fate fate;
        json::Value body;
    };
    struct Operation;
    static const Operation operations[];

    static Outcome result(json::Value value);
    static Outcome failed(const Errors& errors);
    static Outcome failed(const Error& error);
    static Outcome changed(Result<form::Session::Changes> changes);
    static Outcome misused(const Error& error);

    Outcome run(json::Value request);
    Outcome check(json::Value request);
    Outcome inspect(json::Value request);
    Outcome give(json::Value request);
    Outcome abandon(json::Value request);
    Outcome canonical(json::Value request);
    Outcome evaluate(json::Value request);
    Outcome open(json::Value request);
    Outcome set(json::Value request);
    Outcome insert(json::Value request);
    Outcome remove(json::Value request);
    Outcome confirm(json::Value request);
    Outcome items(json::Value request);
    Outcome validate(json::Value request);
    Outcome materials(json::Value request);
    Outcome answers(json::Value request);
    Outcome draft(json::Value request);
    Outcome submission(json::Value request);
    Outcome close(json::Value request);

    /// Reads "session", the last member that an operation asks for: the session, or what is wrong with the request.
    Result<form::Session*> session(json::Members& in);

    /// What an inspection wants next; its verdict, with which it is forgotten.
    using Inspections = std::map<std::int64_t, material::Inspection>;
    Outcome proceed(Inspections::iterator at);

    std::map<std::int64_t, std::unique_ptr<form::Session>> sessions_;
    std::string definitionText_; ///< of the definition read last
    std::shared_ptr<const form::Definition> definition_;
    Inspections inspections_;
    std::int64_t last_ = 0;
};

} // namespace ekey::wasm
