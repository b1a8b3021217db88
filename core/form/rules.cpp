#include "core/form/rules.h"

#include "core/form/answer.h"

#include <algorithm>

namespace ekey::form {

using expression::Evaluated;
using expression::Failure;
using expression::Program;
using expression::Value;

namespace {

/// A choice as the facts list it: a text, or an object with a text "value".
const std::string* choiceText(const Value& choice)
{
    if (choice.text()) return choice.text();
    const Value* value = choice.map() ? expression::find(*choice.map(), Value(std::string("value"))) : nullptr;
    return value ? value->text() : nullptr;
}

std::optional<Error> gravest(const std::vector<Error>& errors)
{
    const auto error =
        std::find_if(errors.begin(), errors.end(), [](const Error& e) { return e.severity == Severity::error; });
    if (error != errors.end()) return *error;
    return errors.empty() ? std::nullopt : std::optional(errors.front());
}

} // namespace

void Rules::fail(Place place, Property property, const Program& program, const Failure& failure) const
{
    if (failure.blank) return;
    json::Value params = program.describe(failure).params;
    params["property"] = property.name;
    params["reason"] = std::string(failure.code);
    places_.state(place).failures.push_back({property.stage, {"rule.failed", "", Severity::error, std::move(params)}});
}

void Rules::forget(Place place, Stage stage) const
{
    std::erase_if(places_.state(place).failures, [stage](const Failed& failed) { return failed.stage == stage; });
}

bool Rules::holds(const Condition& condition, Place place, Property property, bool otherwise) const
{
    if (!condition.program) return condition.constant;
    const Evaluated found = condition.program->evaluate(View(places_, *place.instance), stepsMost);
    if (!found.failure) return found.value.boolean() && *found.value.boolean();
    fail(place, property, *condition.program, *found.failure);
    return !found.failure->blank && otherwise;
}

bool Rules::relevant(Place place) const
{
    forget(place, Stage::relevance);
    return holds(places_.definition.item(place.item).relevant, place, {"relevant", Stage::relevance}, true);
}

bool Rules::readonly(Place place) const
{
    const Item& item = places_.definition.item(place.item);
    forget(place, Stage::value);
    return item.calculate || holds(item.readonly, place, {"readonly", Stage::value}, false);
}

bool Rules::required(Place place) const
{
    forget(place, Stage::refresh);
    return holds(places_.definition.item(place.item).required, place, {"required", Stage::refresh}, false);
}

Value Rules::initial(const Item& item) const
{
    for (const std::string& path : item.prefill) {
        const json::Value* fact = places_.facts.find(path);
        if (!fact) continue;
        const Result<Value> kept = keep(item, *fact, places_.facts);
        if (kept && !kept->isNull()) return *kept;
    }
    if (item.initial.is_null()) return {};
    const Result<Value> kept = keep(item, item.initial, places_.facts);
    return kept ? *kept : Value();
}

Value Rules::answer(Place place) const
{
    const Item& item = places_.definition.item(place.item);
    const State& state = places_.state(place);
    if (!item.calculate) return state.given && !state.readonly ? *state.given : initial(item);

    const Evaluated found = item.calculate->evaluate(View(places_, *place.instance), stepsMost);
    if (found.failure) {
        fail(place, {"calculate", Stage::value}, *item.calculate, *found.failure);
        return {};
    }
    std::optional<Value> kept = keepCalculated(item, found.value);
    if (!kept)
        fail(place, {"calculate", Stage::value}, *item.calculate,
             {"expression.result", 0, false, json::Value::object()});
    return kept ? *std::move(kept) : Value();
}

std::vector<Value> Rules::offered(const Item& item) const
{
    std::vector<Value> offered;
    const json::Value* list = item.choicesFrom.empty() ? nullptr : places_.facts.find(item.choicesFrom);
    if (!list || !list->is_array()) return offered;
    for (const json::Value& choice : *list) {
        offered.push_back(expression::fromJson(choice));
    }
    return offered;
}

std::vector<std::string> Rules::choices(Place place) const
{
    const Item& item = places_.definition.item(place.item);
    std::vector<std::string> values;
    for (const Choice& choice : item.choices) {
        if (holds(choice.relevant, place, {"choices", Stage::refresh}, true)) values.push_back(choice.value);
    }
    for (const Value& choice : offered(item)) {
        const std::string* value = choiceText(choice);
        if (!value) continue;
        if (item.choiceFilter) {
            const Evaluated found = item.choiceFilter->evaluate(View(places_, *place.instance, choice), stepsMost);
            if (found.failure) fail(place, {"choiceFilter", Stage::refresh}, *item.choiceFilter, *found.failure);
            if (found.failure || !found.value.boolean() || !*found.value.boolean()) continue;
        }
        values.push_back(*value);
    }
    return values;
}

bool Rules::isBlank(Place place) const
{
    const State& state = places_.state(place);
    switch (places_.definition.item(place.item).type) {
    case ItemType::group:
        return false;
    case ItemType::repeat:
        return state.instances.empty();
    case ItemType::material:
        return !state.material;
    default:
        return state.answer.isNull();
    }
}

std::optional<Error> Rules::count(const Item& item, std::size_t found) const
{
    const auto number = static_cast<std::int64_t>(found);
    const bool repeat = item.type == ItemType::repeat;
    if (number < item.min) {
        return Error{
            repeat ? "repeat.min" : "answer.choices_min", "", Severity::error, {{"min", item.min}, {"found", number}}};
    }
    if (item.max > 0 && number > item.max) {
        return Error{
            repeat ? "repeat.max" : "answer.choices_max", "", Severity::error, {{"max", item.max}, {"found", number}}};
    }
    return std::nullopt;
}

/// Of the item's type, length, range, check, choices and limits.
std::optional<Error> Rules::own(Place place) const
{
    const Item& item = places_.definition.item(place.item);
    const State& state = places_.state(place);
    const auto isOffered = [&state](const std::string& value) {
        return std::find(state.choices.begin(), state.choices.end(), value) != state.choices.end();
    };
    switch (item.type) {
    case ItemType::repeat:
        return count(item, state.instances.size());
    case ItemType::material:
        return gravest(material::checkLimits(state.material->type, state.material->bytes, item.limits));
    case ItemType::choice:
        if (!isOffered(*state.answer.text()))
            return Error{"answer.choice", "", Severity::error, {{"found", *state.answer.text()}}};
        return std::nullopt;
    case ItemType::choices:
        for (const Value& chosen : *state.answer.list()) {
            if (!isOffered(*chosen.text()))
                return Error{"answer.choice", "", Severity::error, {{"found", *chosen.text()}}};
        }
        return count(item, state.answer.list()->size());
    default:
        return wrong(item, state.answer, places_.facts);
    }
}

std::optional<Error> Rules::broken(const Constraint& constraint, Place place) const
{
    const Evaluated found = constraint.program.evaluate(View(places_, *place.instance), stepsMost);
    if (found.failure) {
        if (found.failure->blank) return std::nullopt;
        json::Value params = constraint.program.describe(*found.failure).params;
        params["property"] = constraint.code;
        params["reason"] = std::string(found.failure->code);
        return Error{"rule.failed", "", Severity::error, std::move(params)};
    }
    if (!found.value.boolean() || *found.value.boolean()) return std::nullopt;
    Error error{constraint.code, "", constraint.severity};
    if (constraint.confirm) {
        const std::vector<std::string>& confirmed = places_.state(place).confirmed;
        const bool known = std::find(confirmed.begin(), confirmed.end(), constraint.code) != confirmed.end();
        error.params[known ? "confirmed" : "confirm"] = true;
        if (!known) error.severity = Severity::error;
    }
    return error;
}

Errors Rules::errors(Place place) const
{
    const Item& item = places_.definition.item(place.item);
    const State& state = places_.state(place);
    Errors mine, crossing;
    if (state.relevant) {
        const bool counted = item.type == ItemType::repeat; // none at all may be too few
        for (const Failed& failed : state.failures) {
            mine.push_back(failed.error);
        }
        if (isBlank(place) && !counted) {
            if (state.required) mine.push_back({"answer.required"});
        } else if (item.type != ItemType::group) {
            if (std::optional<Error> error = own(place)) mine.push_back(*std::move(error));
            for (const Constraint& constraint : item.constraints) {
                std::optional<Error> error = constraint.targets.empty() ? broken(constraint, place) : std::nullopt;
                if (error) mine.push_back(*std::move(error));
            }
        }
        // One thing at a time: an error stands alone, warnings stand together.
        if (blocks(mine)) mine = {*gravest(mine)};
    }
    for (const Constraint& constraint : item.constraints) {
        const auto target =
            std::find_if(constraint.targets.begin(), constraint.targets.end(), [&](ItemIndex candidate) {
                const Place found = places_.beside(*place.instance, candidate);
                return found && places_.state(found).relevant;
            });
        if (target == constraint.targets.end()) continue;
        std::optional<Error> error = broken(constraint, place);
        if (!error) continue;
        error->pointer = places_.pointer({place.instance, *target});
        crossing.push_back(*std::move(error));
    }
    if (mine.empty() && crossing.empty()) return {};
    for (Error& error : mine) {
        error.pointer = places_.pointer(place);
    }
    mine.insert(mine.end(), std::make_move_iterator(crossing.begin()), std::make_move_iterator(crossing.end()));
    return mine;
}

} // namespace ekey::form
