// Objects made in place: of errors' parameters, of answers. nlohmann's own way builds every name and every value as a
// JSON value first, which at two hundred places is a tenth of the pages' module.
#pragma once

#include "core/json/value.h"

#include <concepts>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace ekey::json {

/// A name and a view of what it stands for: good until the end of the expression in which it is written.
class Part {
public:
    Part(std::string_view name, std::string_view text) : name_(name), kind_(Kind::text), text_(text) {}
    Part(std::string_view name, const std::string& text) : Part(name, std::string_view(text)) {}
    Part(std::string_view name, const char* text) : Part(name, std::string_view(text)) {}
    Part(std::string_view name, std::same_as<bool> auto truth) : name_(name), kind_(Kind::truth), truth_(truth) {}
    Part(std::string_view name, std::signed_integral auto number) : name_(name), kind_(Kind::integer), integer_(number)
    {}
    Part(std::string_view name, std::unsigned_integral auto number) requires(!std::same_as<decltype(number), bool>)
        : name_(name), kind_(Kind::natural), natural_(number)
    {}
    Part(std::string_view name, std::nullptr_t) : name_(name), kind_(Kind::null), value_(nullptr) {}
    /// Copied when the object is made.
    Part(std::string_view name, const Value& value) : name_(name), kind_(Kind::value), value_(&value) {}

private:
    friend Value object(std::initializer_list<Part> parts);

    enum class Kind : std::uint8_t { null, truth, integer, natural, text, value };

    Value value() const;

    std::string_view name_;
    Kind kind_;
    union {
        bool truth_;
        std::int64_t integer_;
        std::uint64_t natural_;
        std::string_view text_;
        const Value* value_;
    };
};

Value object(std::initializer_list<Part> parts);

/// An object that is given or made in place, for functions that take one: `fail("json.depth", {{"limit", 32}})`.
struct Object {
    Object() : value(Value::object()) {}
    Object(std::initializer_list<Part> parts) : value(object(parts)) {}
    Object(Value given) : value(std::move(given)) {}

    Value value;
};

} // namespace ekey::json
