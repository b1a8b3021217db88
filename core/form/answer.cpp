#include "core/form/answer.h"

#include "core/form/scopes.h"
#include "core/identifier/identifier.h"
#include "core/json/number.h"
#include "core/text/utf8.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace ekey::form {
namespace {

using expression::List;
using expression::Value;

bool isDigit(char c) { return c >= '0' && c <= '9'; }
bool areDigits(std::string_view text) { return !text.empty() && std::all_of(text.begin(), text.end(), isDigit); }

Error wrongType(const char* expected) { return {"answer.type", "", Severity::error, {{"expected", expected}}}; }

/// Without what people put between digits: spaces and the commas of thousands.
std::string compact(std::string_view text)
{
    std::string out = text::normalize(text);
    std::erase_if(out, [](char c) { return c == ' ' || c == ','; });
    return out;
}

struct Digits {
    bool negative = false;
    std::string_view whole, fraction;
};

/// -12.50; nothing where it is no decimal.
std::optional<Digits> digitsOf(std::string_view text)
{
    Digits found;
    found.negative = text.starts_with('-');
    if (found.negative) text.remove_prefix(1);
    const std::size_t point = std::min(text.find('.'), text.size());
    found.whole = text.substr(0, point);
    if (!areDigits(found.whole)) return std::nullopt;
    if (point < text.size()) {
        found.fraction = text.substr(point + 1);
        if (!areDigits(found.fraction)) return std::nullopt;
    }
    while (found.whole.size() > 1 && found.whole.front() == '0') {
        found.whole.remove_prefix(1);
    }
    return found;
}

std::optional<std::int64_t> integerOf(std::string_view text)
{
    const std::optional<Digits> digits = digitsOf(text);
    if (!digits || !digits->fraction.empty() || digits->whole.size() > 16) return std::nullopt;
    std::int64_t value = 0;
    for (const char c : digits->whole) {
        value = value * 10 + (c - '0');
    }
    if (value > integerMost) return std::nullopt;
    return digits->negative ? -value : value;
}

std::optional<std::string> decimalOf(std::string_view text)
{
    const std::optional<Digits> digits = digitsOf(text);
    if (!digits || digits->whole.size() > wholeDigitsMost) return std::nullopt;
    std::string fraction(digits->fraction);
    while (fraction.ends_with('0')) {
        fraction.pop_back();
    }
    const bool zero = digits->whole == "0" && fraction.empty();
    return (digits->negative && !zero ? "-" : "") + std::string(digits->whole) +
           (fraction.empty() ? "" : "." + fraction);
}

/// YYYY-MM-DD from that, or with 年月日, slashes, points, or nothing between.
std::optional<std::string> dayOf(std::string_view text)
{
    std::string parts[3];
    std::size_t part = 0;
    for (std::size_t at = 0; at < text.size();) {
        const char32_t point = text::decode(text, at);
        if (point < 0x80 && isDigit(static_cast<char>(point))) {
            if (part > 2) return std::nullopt;
            parts[part] += static_cast<char>(point);
        } else if (point == U'-' || point == U'/' || point == U'.' || point == U'年' || point == U'月' ||
                   point == U'日') {
            ++part;
        } else {
            return std::nullopt;
        }
    }
    std::string digits;
    if (part == 0) {
        digits = parts[0];
    } else {
        const auto two = [](const std::string& month) { return (month.size() == 1 ? "0" : "") + month; };
        digits = parts[0] + two(parts[1]) + two(parts[2]);
    }
    const std::optional<identifier::Day> day = identifier::readDay(digits);
    return day ? std::optional(iso(*day)) : std::nullopt;
}

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
    for (const json::Value& entry : given) {
        const auto* text = entry.get_ptr<const std::string*>();
        if (!text) return wrongType("array");
        const auto known =
            std::find_if(list.begin(), list.end(), [text](const Value& v) { return *v.text() == *text; });
        if (known == list.end()) list.emplace_back(*text);
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
        if (const auto integer = integerOf(compact(text))) return Value(*integer);
        break;
    case ItemType::decimal:
        if (auto decimal = decimalOf(compact(text))) return Value(*std::move(decimal));
        break;
    case ItemType::date:
        if (auto day = dayOf(compact(text))) return Value(*std::move(day));
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
        return kept.text() && decimalOf(*kept.text()) == *kept.text()
                   ? Value(std::strtod(kept.text()->c_str(), nullptr))
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
        return decimalOf((number < 0 ? "-" : "") + json::numberText(rounded));
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

namespace {

Error found(const char* code, json::Value params) { return {code, "", Severity::error, std::move(params)}; }

std::optional<Error> wrongText(const Item& item, const std::string& text, const Facts& facts)
{
    const auto length = static_cast<std::int64_t>(text::length(text));
    if (length > item.maxLength) return found("answer.length", {{"limit", item.maxLength}, {"found", length}});
    if (length < item.minLength) return found("answer.short", {{"least", item.minLength}, {"found", length}});
    const identifier::Check check = identifier::find(item.check);
    if (!check) return std::nullopt;
    Errors errors = check(text, facts.forChecks()).errors;
    if (errors.empty()) return std::nullopt;
    // The gravest: an error before a warning.
    const auto error =
        std::find_if(errors.begin(), errors.end(), [](const Error& e) { return e.severity == Severity::error; });
    return std::move(error == errors.end() ? errors.front() : *error);
}

std::optional<Error> wrongNumber(const Item& item, double number)
{
    if (item.least && number < *item.least) return found("answer.least", {{"least", json::numberText(*item.least)}});
    if (item.most && number > *item.most) return found("answer.most", {{"most", json::numberText(*item.most)}});
    return std::nullopt;
}

} // namespace

std::optional<Error> wrong(const Item& item, const Value& kept, const Facts& facts)
{
    const Value value = seen(item, kept);
    switch (item.type) {
    case ItemType::text:
        return wrongText(item, *kept.text(), facts);
    case ItemType::integer:
        if (!value.integer()) return found("answer.integer", json::Value::object());
        return wrongNumber(item, static_cast<double>(*value.integer()));
    case ItemType::decimal: {
        if (!value.number()) return found("answer.decimal", json::Value::object());
        const std::size_t point = kept.text()->find('.');
        const std::size_t digits = point == std::string::npos ? 0 : kept.text()->size() - point - 1;
        if (digits > item.fractionDigits) return found("answer.fraction", {{"limit", item.fractionDigits}});
        return wrongNumber(item, *value.number());
    }
    case ItemType::date:
        if (!value.text()) return found("answer.date", json::Value::object());
        if (!item.from.empty() && *kept.text() < item.from) return found("answer.from", {{"from", item.from}});
        if (!item.until.empty() && *kept.text() > item.until) return found("answer.until", {{"until", item.until}});
        return std::nullopt;
    default:
        return std::nullopt;
    }
}

} // namespace ekey::form
