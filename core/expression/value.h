// A value of the rule language: what CEL calls null, bool, int, double, string, list, map and type.
//
// Values are immutable and share what they hold, so copying one is cheap. A nest of shared lists may be far larger to
// walk than to build ([x, x] of [x, x] of …): whoever walks one pays from a Budget. How deep one is, is remembered, so
// that whoever makes one can refuse what would exhaust the stack of those that walk and free it.
#pragma once

#include "core/json/value.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace ekey::expression {

/// Steps that an evaluation may still take. Every node visited, element walked and 16 bytes of text looked at is one.
class Budget {
public:
    explicit Budget(std::size_t steps) : left_(steps) {}
    /// False when that is more than is left; then nothing is left.
    bool take(std::size_t steps)
    {
        const bool enough = steps <= left_;
        left_ = enough ? left_ - steps : 0;
        return enough;
    }
    bool takeText(std::size_t bytes) { return take(1 + bytes / 16); }

private:
    std::size_t left_;
};

class Value;
using List = std::vector<Value>;
/// Ordered by key; keys are bool, int or string, and no two are equal.
using Map = std::vector<std::pair<Value, Value>>;

/// The name of a type, as `type(x)` answers and messages quote it. Static storage.
struct TypeName {
    std::string_view name;
    friend bool operator==(TypeName, TypeName) = default;
};

class Value {
public:
    enum class Kind { null, boolean, integer, number, text, list, map, type };

    Value() = default;
    Value(bool value) : state_(value) {}
    Value(std::int64_t value) : state_(value) {}
    Value(double value) : state_(value) {}
    Value(TypeName value) : state_(value) {}
    Value(std::string value) : state_(std::make_shared<const std::string>(std::move(value))) {}
    Value(List value);
    /// Sorts the entries; of equal keys it keeps any. What came from outside is checked by keysDiffer() first.
    Value(Map value);
    Value(const char*) = delete;

    Kind kind() const { return static_cast<Kind>(state_.index()); }
    bool isNull() const { return kind() == Kind::null; }
    bool isNumeric() const { return kind() == Kind::integer || kind() == Kind::number; }
    /// CEL's name: "null_type", "bool", "int", "double", "string", "list", "map", "type".
    TypeName type() const;
    /// Of lists and maps within it: [] is 1 deep, [[]] and {"a": []} are 2, and what is neither is 0.
    std::size_t depth() const;

    /// nullptr where the value is of another kind.
    const bool* boolean() const { return std::get_if<bool>(&state_); }
    const std::int64_t* integer() const { return std::get_if<std::int64_t>(&state_); }
    const double* number() const { return std::get_if<double>(&state_); }
    const std::string* text() const
    {
        const auto* pointer = std::get_if<std::shared_ptr<const std::string>>(&state_);
        return pointer ? pointer->get() : nullptr;
    }
    const List* list() const { return nested<List>(); }
    const Map* map() const { return nested<Map>(); }
    const TypeName* typeName() const { return std::get_if<TypeName>(&state_); }

private:
    template <class T>
    struct Nest {
        Nest(T all, std::size_t deep) : content(std::move(all)), depth(deep) {}
        T content;
        std::size_t depth;
    };
    template <class T>
    const T* nested() const
    {
        const auto* pointer = std::get_if<std::shared_ptr<const Nest<T>>>(&state_);
        return pointer ? &(*pointer)->content : nullptr;
    }

    std::variant<std::monostate, bool, std::int64_t, double, std::shared_ptr<const std::string>,
                 std::shared_ptr<const Nest<List>>, std::shared_ptr<const Nest<Map>>, TypeName>
        state_;
};

enum class Order { less, equal, greater, unordered };

/// CEL's ordering: an int beside a double as the double nearest to it, texts by code point, false before true.
/// Nothing for kinds that have no order; unordered where NaN takes part.
std::optional<Order> order(const Value& left, const Value& right);

/// CEL's equality: kinds that differ are unequal, save that an int beside a double is the double nearest to it. Nothing
/// when the budget does not reach.
std::optional<bool> equal(const Value& left, const Value& right, Budget& budget);

/// The entry under a key, a double finding the int that it is exactly: nullptr where there is none.
const Value* find(const Map& map, const Value& key);
bool isKey(const Value& value);
/// False where two keys are equal. `map` in any order.
bool keysDiffer(const Map& map);

/// From JSON: an integer becomes int, a number with a fraction or an exponent double, an object a map of text keys.
Value fromJson(const json::Value& json);
/// To JSON: keys become text, types their name, NaN and infinities the texts "NaN", "Infinity", "-Infinity". Nothing
/// when the budget does not reach, or two keys become the same text.
std::optional<json::Value> toJson(const Value& value, Budget& budget);

} // namespace ekey::expression
