// Names for expressions under test: one of every kind, a group and a repeat, as a form has them.
#pragma once

#include "core/expression/program.h"

#include <map>
#include <memory>
#include <string>

namespace ekey::test {

class Names final : public expression::Record {
public:
    Names(std::uint32_t whole, std::map<std::string, expression::Symbol, std::less<>> all)
        : slot_(whole), symbols(std::move(all))
    {}
    const expression::Symbol* find(std::string_view name) const override
    {
        const auto found = symbols.find(name);
        return found == symbols.end() ? nullptr : &found->second;
    }
    std::uint32_t slot() const override { return slot_; }

private:
    std::uint32_t slot_;
    std::map<std::string, expression::Symbol, std::less<>> symbols;
};

/// b, i, d, s: one of each kind. l: a list of ints. m: a map. unset: null, or a text. any: not known before.
/// "a.b": a name with a dot. g: a group of g.name (text) and g.count (int). r: a repeat of instances with a name (text)
/// and an amount (int, or null).
class ExpressionScope final : public expression::Record, public expression::Environment {
public:
    enum Slot : std::uint32_t { b, i, d, s, l, m, unset, any, dotted, g, gName, gCount, r, rName, rAmount, count };

    ExpressionScope()
    {
        using expression::List;
        using expression::Map;
        using expression::Value;
        values[b] = true;
        values[i] = std::int64_t{7};
        values[d] = 2.5;
        values[s] = std::string("text");
        values[l] = List{std::int64_t{1}, std::int64_t{2}, std::int64_t{3}};
        values[m] = Map{{Value(std::string("k")), Value(std::string("v"))}, {Value(std::int64_t{1}), Value(2.0)}};
        values[any] = std::string("any");
        values[dotted] = std::int64_t{5};
        values[gName] = std::string("name");
        values[gCount] = std::int64_t{2};
        values[g] = Map{{Value(std::string("name")), values[gName]}, {Value(std::string("count")), values[gCount]}};
        values[r] = List{instance("x", std::int64_t{10}), instance("y", Value())};
    }

    const expression::Symbol* find(std::string_view name) const override { return names.find(name); }
    std::uint32_t slot() const override { return count; }
    expression::Value value(std::uint32_t slot) const override { return values[slot]; }
    identifier::Facts checkFacts() const override { return {"2026-11-26", "91120000PDY00001X7"}; }
    const expression::Calendar& calendar() const override { return days; }

    expression::Value values[count];
    expression::Calendar days;

private:
    using Kind = expression::Value::Kind;

    static expression::Value instance(const char* name, expression::Value amount)
    {
        using expression::Value;
        return expression::Map{{Value(std::string("name")), Value(std::string(name))},
                               {Value(std::string("amount")), std::move(amount)}};
    }
    static expression::Type of(Kind kind) { return {expression::kinds(kind)}; }
    static expression::Type listOf(expression::Type element)
    {
        return {expression::kinds(Kind::list), std::make_shared<expression::Type>(std::move(element))};
    }

    const Names group{g, {{"name", {gName, of(Kind::text)}}, {"count", {gCount, of(Kind::integer)}}}};
    const Names row{
        r, {{"name", {rName, of(Kind::text)}}, {"amount", {rAmount, {expression::kinds(Kind::integer, Kind::null)}}}}};
    const Names names{count,
                      {{"b", {b, of(Kind::boolean)}},
                       {"i", {i, of(Kind::integer)}},
                       {"d", {d, of(Kind::number)}},
                       {"s", {s, of(Kind::text)}},
                       {"l", {l, listOf(of(Kind::integer))}},
                       {"m", {m, of(Kind::map)}},
                       {"unset", {unset, {expression::kinds(Kind::null, Kind::text)}}},
                       {"any", {any, {}}},
                       {"a.b", {dotted, of(Kind::integer)}},
                       {"g", {g, {expression::kinds(Kind::map), {}, &group}}},
                       {"r", {r, listOf({expression::kinds(Kind::map), {}, &row})}}}};
};

} // namespace ekey::test
