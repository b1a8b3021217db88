// The error policy of the core, in full:
//
//  * An error is data: a symbolic code, where it is, how grave it is, and the values a message needs.
//  * Text for people comes from messages/ alone, looked up by code; a code never changes its meaning.
//  * A function that can fail returns Result<T>, and cannot be used without looking. A check that can find several
//    things wrong returns std::vector<Error>, in document order, empty when all is well.
//  * Nothing in core throws, and nothing in core logs. Callers bound what they pass in; core bounds the rest.
#pragma once

#include "core/json/object.h"

#include <cstdlib>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace ekey {

enum class Severity { error, warning, info };

struct Error {
    Error(std::string_view symbol = {}, std::string_view at = {}, Severity grave = Severity::error,
          json::Object values = {});

    std::string code;    ///< symbolic, dotted, lower case: "uscc.check_digit"
    std::string pointer; ///< RFC 6901 pointer into the document that was checked; empty: the whole of it
    Severity severity;
    json::Value params; ///< what the message's placeholders stand for: an object

    friend bool operator==(const Error&, const Error&) = default;
};

using Errors = std::vector<Error>;

/// {"code", "pointer", "severity", "params"}: the shape in which errors travel everywhere.
json::Value toJson(const Error& error);
json::Value toJson(const Errors& errors);

/// "error", "warning", "info".
const char* name(Severity severity);

/// True when one of them is of severity error: only these stop anything.
bool blocks(const Errors& errors);

/// A value or an error. Not default-constructible; test it before use: reading the wrong side ends the program.
template <class T>
class [[nodiscard]] Result {
public:
    Result(T value) : state(std::in_place_index<0>, std::move(value)) {}
    Result(Error error) : state(std::in_place_index<1>, std::move(error)) {}

    explicit operator bool() const { return state.index() == 0; }

    T& operator*() & { return value(); }
    const T& operator*() const& { return value(); }
    T&& operator*() && { return std::move(value()); }
    T* operator->() { return &value(); }
    const T* operator->() const { return &value(); }

    const Error& error() const { return *check(std::get_if<1>(&state)); }

private:
    T& value() { return *check(std::get_if<0>(&state)); }
    const T& value() const { return *check(std::get_if<0>(&state)); }
    template <class P>
    static P check(P pointer)
    {
        if (!pointer) {
            std::abort();
        }
        return pointer;
    }

    std::variant<T, Error> state;
};

/// For functions that only succeed or fail: `return Success{};`.
using Success = std::monostate;
using Status = Result<Success>;

} // namespace ekey
