#include "core/expression/functions.h"

#include "core/expression/conversions.h"
#include "core/expression/dates.h"
#include "core/expression/operations.h"
#include "core/text/utf8.h"

#include <algorithm>

namespace ekey::expression {
namespace {

using Arguments = std::span<const Value>;
using Kind = Value::Kind;

constexpr Kinds aText = kinds(Kind::text), anInt = kinds(Kind::integer), aBool = kinds(Kind::boolean);
constexpr Kinds aNumber = kinds(Kind::integer, Kind::number), aList = kinds(Kind::list);
constexpr Kinds sized = kinds(Kind::text, Kind::list, Kind::map);

bool size(Call& call, Arguments given, Value& answer)
{
    const Value& value = given[0];
    if (const std::string* said = value.text()) {
        if (!call.budget.takeText(said->size())) return call.fail("expression.cost");
        answer = static_cast<std::int64_t>(text::length(*said));
    } else {
        answer = static_cast<std::int64_t>(value.list() ? value.list()->size() : value.map()->size());
    }
    return true;
}

template <bool (*test)(std::string_view, std::string_view)>
bool compareTexts(Call& call, Arguments given, Value& answer)
{
    if (!call.budget.takeText(given[0].text()->size() + given[1].text()->size())) return call.fail("expression.cost");
    answer = test(*given[0].text(), *given[1].text());
    return true;
}

/// In time that grows with both lengths and never with their product: a long `part` by Knuth, Morris and Pratt.
bool contains(std::string_view whole, std::string_view part)
{
    constexpr std::size_t shortPart = 16;
    if (part.size() <= shortPart) return whole.find(part) != std::string_view::npos;
    if (part.size() > whole.size()) return false;
    std::vector<std::uint32_t> borders(part.size()); // of each beginning, the longest that also ends it
    std::size_t matched = 0;
    for (std::size_t i = 1; i < part.size(); ++i) {
        while (matched > 0 && part[i] != part[matched]) {
            matched = borders[matched - 1];
        }
        matched += part[i] == part[matched] ? 1 : 0;
        borders[i] = static_cast<std::uint32_t>(matched);
    }
    matched = 0;
    for (const char c : whole) {
        while (matched > 0 && c != part[matched]) {
            matched = borders[matched - 1];
        }
        matched += c == part[matched] ? 1 : 0;
        if (matched == part.size()) return true;
    }
    return false;
}
bool startsWith(std::string_view whole, std::string_view part) { return whole.starts_with(part); }
bool endsWith(std::string_view whole, std::string_view part) { return whole.ends_with(part); }

template <bool (*convert)(const Value&, Value&)>
bool conversion(Call& call, Arguments given, Value& answer)
{
    if (given[0].text() && !call.budget.takeText(given[0].text()->size())) return call.fail("expression.cost");
    return convert(given[0], answer) || call.fail("expression.conversion");
}

bool typeOf(Call&, Arguments given, Value& answer)
{
    answer = given[0].type();
    return true;
}

bool same(Call&, Arguments given, Value& answer)
{
    answer = given[0];
    return true;
}

bool blank(Call& call, Arguments given, Value& answer)
{
    if (given[0].text() && !call.budget.takeText(given[0].text()->size())) return call.fail("expression.cost");
    answer = isBlank(given[0]);
    return true;
}

bool sum(Call& call, Arguments given, Value& answer)
{
    Value total(std::int64_t{0});
    for (const Value& element : *given[0].list()) {
        if (!call.budget.take(1)) return call.fail("expression.cost");
        // Of ints and doubles together the sum is a double, for a form's amounts are of one kind or the other.
        Value left = total, right = element;
        if (left.number() && right.integer()) right = static_cast<double>(*right.integer());
        if (left.integer() && right.number()) left = static_cast<double>(*left.integer());
        if (!right.isNumeric()) {
            call.blank = right.isNull();
            return call.fail("expression.no_overload");
        }
        if (const char* code = operate(Operator::add, left, right, total)) return call.fail(code);
    }
    answer = total;
    return true;
}

const identifier::Checked* checked(identifier::Check check, Call& call, const Value& value, identifier::Checked& into)
{
    if (!call.budget.takeText(value.text()->size())) {
        call.fail("expression.cost");
        return nullptr;
    }
    into = check(*value.text(), call.environment.checkFacts());
    return &into;
}

bool part(Call& call, Arguments given, Value& answer)
{
    const identifier::Check check = identifier::find(*given[0].text());
    if (!check) return call.fail("expression.check_unknown", {{"check", *given[0].text()}});
    identifier::Checked into;
    if (!checked(check, call, given[1], into)) return false;
    std::string found;
    for (const identifier::Part& candidate : into.parts) {
        if (candidate.name == *given[2].text()) found = candidate.value;
    }
    answer = std::move(found);
    return true;
}

std::vector<Function> makeFunctions()
{
    const Kinds convertible = kinds(Kind::integer, Kind::number, Kind::text);
    std::vector<Function> all = {
        {"size", true, true, {sized}, anInt, size},
        {"contains", true, false, {aText, aText}, aBool, compareTexts<contains>},
        {"startsWith", true, false, {aText, aText}, aBool, compareTexts<startsWith>},
        {"endsWith", true, false, {aText, aText}, aBool, compareTexts<endsWith>},
        {"type", false, true, {anyKind}, kinds(Kind::type), typeOf},
        {"dyn", false, true, {anyKind}, anyKind, same},
        {"bool", false, true, {kinds(Kind::boolean, Kind::text)}, aBool, conversion<toBool>},
        {"int", false, true, {convertible}, anInt, conversion<toInt>},
        {"double", false, true, {convertible}, kinds(Kind::number), conversion<toDouble>},
        {"string", false, true, {static_cast<Kinds>(convertible | aBool)}, aText, conversion<toString>},
        {"blank", false, true, {anyKind}, aBool, blank},
        {"sum", false, true, {aList}, aNumber, sum},
        {"part", false, true, {aText, aText, aText}, aText, part},
        {"days", false, true, {aText, aText}, anInt, days},
        {"workingDays", false, true, {aText, aText}, anInt, workingDays},
        {"years", false, true, {aText, aText}, anInt, years},
        {"addDays", false, true, {aText, anInt}, aText, addDays},
        {"addWorkingDays", false, true, {aText, anInt}, aText, addWorkingDays},
        {"addMonths", false, true, {aText, anInt}, aText, addMonths},
    };
    for (const std::string_view name : identifier::names()) {
        all.push_back({name, false, true, {aText}, aBool, nullptr, identifier::find(name)});
    }
    std::sort(all.begin(), all.end(), [](const Function& a, const Function& b) { return a.name < b.name; });
    return all;
}

} // namespace

const Function* findFunction(std::string_view name, bool method)
{
    static const std::vector<Function> all = makeFunctions();
    const auto found =
        std::lower_bound(all.begin(), all.end(), name,
                         [](const Function& function, std::string_view sought) { return function.name < sought; });
    if (found == all.end() || found->name != name) return nullptr;
    return (method ? found->method : found->global) ? &*found : nullptr;
}

json::Value argumentCounts(const Node& call, const Function& function)
{
    const std::size_t receiver = call.method ? 1 : 0;
    return {{"function", std::string(function.name)},
            {"expected", function.parameters.size() - receiver},
            {"found", call.children.size() - receiver}};
}

bool Function::call(Call& call, Arguments given, Value& answer) const
{
    if (run) return run(call, given, answer);
    identifier::Checked into;
    if (!checked(check, call, given[0], into)) return false;
    answer = !blocks(into.errors) && !into.normalized.empty();
    return true;
}

bool isBlank(const Value& value)
{
    switch (value.kind()) {
    case Kind::null:
        return true;
    case Kind::text: {
        const auto shows = [](char c) { return c > ' ' && c < '\x7f'; };
        const std::string& said = *value.text();
        return !std::any_of(said.begin(), said.end(), shows) && text::normalize(said).empty();
    }
    case Kind::list:
        return value.list()->empty();
    case Kind::map:
        return value.map()->empty();
    default:
        return false;
    }
}

} // namespace ekey::expression
