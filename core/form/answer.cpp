#include "core/form/answer.h"

#include "core/form/typed.h"
#include "core/identifier/identifier.h"
#include "core/json/decimal.h"
#include "core/json/number.h"
#include "core/text/utf8.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <string_view>

namespace ekey::form {
namespace {

using expression::List;
using expression::Value;

Error wrongType(const char* expected) { return {"answer.type", "", Severity::error, {{"expected", expected}}}; }

/// A text by the named check where it passes, as typed where not.
Value keepText(const Item& item, const std::string& text, const Facts& facts)
{
    const identifier::Check check = identifier::find(item.check);
    if (!check) return text::singleLine(text);
    identifier::Checked checked = check(text, facts.forChecks());
    return blocks(checked.errors) ? text : std::move(checked.normalized);
}

Result<Value> keepList(const json::Value& given)
{
    List list;
    std::set<std::string_view> known;
    for (const json::Value& entry : given) {
        const auto* text = entry.get_ptr<const std::string*>();
        if (!text) return wrongType("array");
        if (known.insert(*text).second) list.emplace_back(*text);
    }
    return list.empty() ? Value() : Value(std::move(list));
}

} // namespace

Result<Value> keep(const Item& item, const json::Value& given, const Facts& facts)
{
    if (given.is_null()) return Value();
    if (item.type == ItemType::boolean) {
        return given.is_boolean() ? Result<Value>(given.get<bool>()) : wrongType("boolean");
    }
    if (item.type == ItemType::choices) return given.is_array() ? keepList(given) : wrongType("array");

    const bool numeric = item.type == ItemType::integer || item.type == ItemType::decimal;
    std::string text;
    if (const auto* said = given.get_ptr<const std::string*>()) {
        text = *said;
    } else if (numeric && given.is_number_integer()) {
        text = std::to_string(given.get<std::int64_t>());
    } else {
        return wrongType(item.type == ItemType::integer ? "integer" : "string");
    }
    if (text::normalize(text).empty()) return Value();
    switch (item.type) {
    case ItemType::text:
        return keepText(item, text, facts);
    case ItemType::integer:
        if (const auto integer = typedInteger(text)) return Value(*integer);
        break;
    case ItemType::decimal:
        if (auto decimal = typedDecimal(text)) return Value(*std::move(decimal));
        break;
    case ItemType::date:
        if (auto day = typedDay(text)) return Value(*std::move(day));
        break;
    default:
        break;
    }
    return Value(text::singleLine(text));
}

Value seen(const Item& item, const Value& kept)
{
    switch (item.type) {
    case ItemType::text:
    case ItemType::choice:
        return kept.isNull() ? Value(std::string()) : kept;
    case ItemType::choices:
        return kept.isNull() ? Value(List()) : kept;
    case ItemType::integer:
        return kept.integer() ? kept : Value();
    case ItemType::decimal:
        return kept.text() && typedDecimal(*kept.text()) == *kept.text() ? Value(json::toDouble(*kept.text()))
                                                                         : Value();
    case ItemType::date:
        return kept.text() && identifier::readIsoDay(*kept.text()) ? kept : Value();
    default:
        return kept;
    }
}

std::optional<Value> keepCalculated(const Item& item, const Value& result)
{
    if (result.isNull()) return Value();
    switch (item.type) {
    case ItemType::integer: {
        const auto* integer = result.integer();
        const bool fits = integer && *integer <= integerMost && *integer >= -integerMost;
        return fits ? std::optional(result) : std::nullopt;
    }
    case ItemType::decimal: {
        const double number = result.number()    ? *result.number()
                              : result.integer() ? static_cast<double>(*result.integer())
                                                 : NAN;
        if (!(std::abs(number) < 1e15)) return std::nullopt;
        // Rounded as money is: halves away from zero, in the digits that the item has.
        const double scale = std::pow(10.0, static_cast<double>(item.fractionDigits));
        const double rounded = std::round(std::abs(number) * scale) / scale;
        return typedDecimal((number < 0 ? "-" : "") + json::numberText(rounded));
    }
    case ItemType::boolean:
        return result.boolean() ? std::optional(result) : std::nullopt;
    case ItemType::date:
        return result.text() && identifier::readIsoDay(*result.text()) ? std::optional(result) : std::nullopt;
    case ItemType::choices:
        if (!result.list() ||
            !std::all_of(result.list()->begin(), result.list()->end(), [](const Value& v) { return v.text(); })) {
            return std::nullopt;
        }
        return result.list()->empty() ? Value() : result;
    default:
        if (!result.text()) return std::nullopt;
        return text::normalize(*result.text()).empty() ? Value() : result;
    }
}

json::Value toJson(const Item& item, const Value& kept)
{
    if (kept.isNull()) {
        switch (item.type) {
        case ItemType::text:
        case ItemType::decimal:
        case ItemType::date:
        case ItemType::choice:
            return "";
        case ItemType::choices:
            return json::Value::array();
        default:
            return nullptr;
        }
    }
    if (kept.list()) {
        json::Value list = json::Value::array();
        for (const Value& entry : *kept.list()) {
            list.push_back(*entry.text());
        }
        return list;
    }
    if (kept.text()) return *kept.text();
    if (kept.integer()) return *kept.integer();
    return *kept.boolean();
}

} // namespace ekey::form
