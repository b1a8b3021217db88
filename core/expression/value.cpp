#include "core/expression/value.h"

#include "core/json/number.h"

#include <algorithm>
#include <cmath>

namespace ekey::expression {
namespace {

template <class T>
Order compare(const T& left, const T& right)
{
    return left < right ? Order::less : right < left ? Order::greater : left == right ? Order::equal : Order::unordered;
}

Order reversed(Order order)
{
    return order == Order::less ? Order::greater : order == Order::greater ? Order::less : order;
}

/// Beyond 2^53 the nearest double stands for several ints, which then all equal it: so CEL's conformance cases ask.
Order compare(std::int64_t integer, double number) { return compare(static_cast<double>(integer), number); }

/// Of keys: bools before ints before texts.
bool keyLess(const Value& left, const Value& right)
{
    if (left.kind() != right.kind()) return left.kind() < right.kind();
    return order(left, right) == Order::less;
}

std::size_t depthOf(const List& list)
{
    std::size_t depth = 0;
    for (const Value& element : list) {
        depth = std::max(depth, element.depth());
    }
    return depth + 1;
}

std::size_t depthOf(const Map& map)
{
    std::size_t depth = 0;
    for (const auto& [key, member] : map) {
        depth = std::max(depth, member.depth());
    }
    return depth + 1;
}

} // namespace

Value::Value(List value)
{
    const std::size_t depth = depthOf(value);
    state_ = std::make_shared<const Nest<List>>(std::move(value), depth);
}

Value::Value(Map value)
{
    const auto less = [](const auto& left, const auto& right) { return keyLess(left.first, right.first); };
    std::sort(value.begin(), value.end(), less);
    const std::size_t depth = depthOf(value);
    state_ = std::make_shared<const Nest<Map>>(std::move(value), depth);
}

std::size_t Value::depth() const
{
    if (const auto* list = std::get_if<std::shared_ptr<const Nest<List>>>(&state_)) return (*list)->depth;
    if (const auto* map = std::get_if<std::shared_ptr<const Nest<Map>>>(&state_)) return (*map)->depth;
    return 0;
}

TypeName Value::type() const
{
    static constexpr std::string_view names[] = {"null_type", "bool", "int", "double", "string", "list", "map", "type"};
    return {names[state_.index()]};
}

std::optional<Order> order(const Value& left, const Value& right)
{
    if (const auto* a = left.integer()) {
        if (const auto* b = right.integer()) return compare(*a, *b);
        if (const auto* b = right.number()) return compare(*a, *b);
    } else if (const auto* x = left.number()) {
        if (const auto* b = right.number()) return compare(*x, *b);
        if (const auto* b = right.integer()) return reversed(compare(*b, *x));
    } else if (left.kind() == right.kind()) {
        // UTF-8 in the order of its bytes is in the order of its code points.
        if (const auto* text = left.text()) return compare(text->compare(*right.text()), 0);
        if (const auto* truth = left.boolean()) return compare(*truth, *right.boolean());
    }
    return std::nullopt;
}

std::optional<bool> equal(const Value& left, const Value& right, Budget& budget)
{
    if (left.isNumeric() && right.isNumeric()) return order(left, right) == Order::equal;
    if (left.kind() != right.kind()) return false;
    switch (left.kind()) {
    case Value::Kind::null:
        return true;
    case Value::Kind::type:
        return *left.typeName() == *right.typeName();
    case Value::Kind::list: {
        const List &a = *left.list(), &b = *right.list();
        if (a.size() != b.size()) return false;
        for (std::size_t i = 0; i < a.size(); ++i) {
            if (!budget.take(1)) return std::nullopt;
            const std::optional<bool> same = equal(a[i], b[i], budget);
            if (!same || !*same) return same;
        }
        return true;
    }
    case Value::Kind::map: {
        const Map &a = *left.map(), &b = *right.map();
        if (a.size() != b.size()) return false;
        for (const auto& [key, value] : a) {
            if (!budget.takeText(key.text() ? key.text()->size() : 0)) return std::nullopt;
            const Value* other = find(b, key);
            if (!other) return false;
            const std::optional<bool> same = equal(value, *other, budget);
            if (!same || !*same) return same;
        }
        return true;
    }
    case Value::Kind::text:
        if (left.text()->size() != right.text()->size()) return false;
        if (!budget.takeText(left.text()->size())) return std::nullopt;
        return *left.text() == *right.text();
    default:
        return order(left, right) == Order::equal;
    }
}

bool isKey(const Value& value) { return value.boolean() || value.integer() || value.text(); }

const Value* find(const Map& map, const Value& key)
{
    if (const double* number = key.number()) {
        const bool whole = *number >= -0x1p63 && *number < 0x1p63 && std::trunc(*number) == *number;
        return whole ? find(map, Value(static_cast<std::int64_t>(*number))) : nullptr;
    }
    if (!isKey(key)) return nullptr;
    const auto less = [](const auto& entry, const Value& sought) { return keyLess(entry.first, sought); };
    const auto found = std::lower_bound(map.begin(), map.end(), key, less);
    return found != map.end() && !keyLess(key, found->first) ? &found->second : nullptr;
}

bool keysDiffer(const Map& map)
{
    std::vector<const Value*> keys;
    keys.reserve(map.size());
    for (const auto& entry : map) {
        keys.push_back(&entry.first);
    }
    std::sort(keys.begin(), keys.end(), [](const Value* a, const Value* b) { return keyLess(*a, *b); });
    const auto same = [](const Value* a, const Value* b) { return !keyLess(*a, *b); }; // sorted, so a is not after b
    return std::adjacent_find(keys.begin(), keys.end(), same) == keys.end();
}

Value fromJson(const json::Value& json)
{
    switch (json.type()) {
    case json::Value::value_t::boolean:
        return json.get<bool>();
    case json::Value::value_t::number_integer:
    case json::Value::value_t::number_unsigned:
        return json.get<std::int64_t>();
    case json::Value::value_t::number_float:
        return json.get<double>();
    case json::Value::value_t::string:
        return json.get<std::string>();
    case json::Value::value_t::array: {
        List list;
        list.reserve(json.size());
        for (const json::Value& element : json) {
            list.push_back(fromJson(element));
        }
        return list;
    }
    case json::Value::value_t::object: {
        Map map;
        map.reserve(json.size());
        for (const auto& [key, member] : json.items()) {
            map.emplace_back(Value(key), fromJson(member));
        }
        return map;
    }
    default:
        return {};
    }
}

namespace {

json::Value numberToJson(double number)
{
    if (std::isfinite(number)) return number;
    return std::isnan(number) ? "NaN" : number < 0 ? "-Infinity" : "Infinity";
}

std::string keyText(const Value& key)
{
    if (const auto* truth = key.boolean()) return *truth ? "true" : "false";
    if (const auto* integer = key.integer()) return std::to_string(*integer);
    return *key.text();
}

} // namespace

std::optional<json::Value> toJson(const Value& value, Budget& budget)
{
    if (!budget.take(1)) return std::nullopt;
    switch (value.kind()) {
    case Value::Kind::null:
        return json::Value();
    case Value::Kind::boolean:
        return *value.boolean();
    case Value::Kind::integer:
        return *value.integer();
    case Value::Kind::number:
        return numberToJson(*value.number());
    case Value::Kind::text:
        return budget.takeText(value.text()->size()) ? std::optional<json::Value>(*value.text()) : std::nullopt;
    case Value::Kind::type:
        return std::string(value.typeName()->name);
    case Value::Kind::list: {
        json::Value array = json::Value::array();
        for (const Value& element : *value.list()) {
            std::optional<json::Value> one = toJson(element, budget);
            if (!one) return std::nullopt;
            array.push_back(*std::move(one));
        }
        return array;
    }
    case Value::Kind::map: {
        json::Value object = json::Value::object();
        for (const auto& [key, member] : *value.map()) {
            std::optional<json::Value> one = toJson(member, budget);
            if (!one || !object.emplace(keyText(key), *std::move(one)).second) return std::nullopt;
        }
        return object;
    }
    }
    return std::nullopt;
}

} // namespace ekey::expression
