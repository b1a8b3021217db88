// The forms module's operations, without the memory business of forms_abi.h: requests and answers as JSON text, so that
// the native tests replay what pages ask.
#pragma once

#include "core/form/session.h"
#include "core/json/members.h"
#include "wasm/json_calls.h"

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>

namespace ekey::wasm {

inline constexpr std::size_t sessionsMost = 16; ///< open at once: a page needs one

/// forms_abi.h documents the operations.
class Forms {
public:
    /// Misuse: check.unknown, session.unknown, session.limit.
    Answer call(std::string_view request);

private:
    static const Operation<Forms> operations[];

    static Outcome changed(Result<form::Session::Changes> changes);

    Outcome check(json::Value request);
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

    std::map<std::int64_t, std::unique_ptr<form::Session>> sessions_;
    std::string definitionText_; ///< of the definition read last
    std::shared_ptr<const form::Definition> definition_;
    std::int64_t last_ = 0;
};

} // namespace ekey::wasm
