// What is wrong with an answer by itself.
#include "core/form/answer.h"
#include "core/identifier/identifier.h"
#include "core/json/number.h"
#include "core/text/utf8.h"

#include <algorithm>

namespace ekey::form {

using expression::Value;

namespace {

Error found(const char* code, json::Object params) { return {code, "", Severity::error, std::move(params)}; }

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
