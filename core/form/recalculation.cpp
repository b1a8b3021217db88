#include "core/form/recalculation.h"

#include "core/form/answer.h"

#include <algorithm>
#include <limits>

namespace ekey::form {

using expression::Value;

namespace {

bool same(const Value& left, const Value& right)
{
    expression::Budget unbounded(std::numeric_limits<std::size_t>::max());
    return left.kind() == right.kind() && equal(left, right, unbounded) == true;
}

/// What rules see of a material.
Value described(const std::optional<material::Entry>& entry)
{
    if (!entry) return {};
    return expression::Map{{Value(std::string("name")), Value(entry->name)},
                           {Value(std::string("type")), Value(entry->type)},
                           {Value(std::string("bytes")), Value(entry->bytes)}};
}

/// Of an item that is not relevant.
Value blank(const Item& item) { return seen(item, Value()); }

json::Value shown(const Item& item, const Value& answer, const std::optional<material::Entry>& material)
{
    if (item.type == ItemType::material) return material ? material::toJson(*material) : json::Value();
    return toJson(item, answer);
}

} // namespace

void Recalculation::everything()
{
    for (const Graph::Node& node : places_.definition.graph().order()) {
        places_.each(places_.root(), node.item, [&](Place place) {
            if (node.isValue) {
                value(place, false);
            } else {
                relevance(place, false);
            }
        });
    }
    places_.all([this](Place place) { refresh(place); });
}

Recalculation::Before& Recalculation::remember(Place place)
{
    const State& state = places_.state(place);
    const auto [entry, isNew] = known.emplace(&state, touched.size());
    if (isNew) {
        touched.push_back({place, state.relevant, state.required, state.readonly, state.answer, state.material,
                           state.instances.size(), state.choices, state.errors});
    }
    return touched[entry->second];
}

void Recalculation::queueRelevance(Place place)
{
    State& state = places_.state(place);
    if (state.relevanceQueued) return;
    state.relevanceQueued = true;
    steps.push({places_.definition.graph().rank({place.item, false}), place, false});
}

void Recalculation::queueValue(Place place)
{
    State& state = places_.state(place);
    if (state.valueQueued) return;
    state.valueQueued = true;
    steps.push({places_.definition.graph().rank({place.item, true}), place, true});
}

void Recalculation::queueRefresh(Place place)
{
    State& state = places_.state(place);
    if (state.refreshQueued) return;
    state.refreshQueued = true;
    refreshes.push_back(place);
}

/// Whoever reads `slot` from where it changed. `gone`: its instance is not there any more.
void Recalculation::notify(std::uint32_t slot, Instance& from, bool gone)
{
    for (const Graph::Dependent& dependent : places_.definition.graph().dependents(slot)) {
        Instance* start = &from;
        if (gone || !dependent.direct) {
            while (start->around) {
                start = start->around;
            }
        }
        places_.each(places_.common(*start, dependent.item), dependent.item, [&](Place place) {
            switch (dependent.effect) {
            case Graph::Effect::relevance:
                return queueRelevance(place);
            case Graph::Effect::value:
                return queueValue(place);
            case Graph::Effect::refresh:
                // What a warning was confirmed for has changed.
                remember(place);
                places_.state(place).confirmed.clear();
                return queueRefresh(place);
            }
        });
    }
}

void Recalculation::relevance(Place place, bool spread)
{
    State& state = places_.state(place);
    state.relevanceQueued = false;
    const Place around = places_.parent(place);
    const bool own = rules_.relevant(place);
    const bool relevant = own && (!around || places_.state(around).relevant);
    if (relevant == state.relevant) {
        if (spread) queueRefresh(place); // the rule may have failed, or fail no more
        return;
    }
    if (spread) remember(place);
    state.relevant = relevant;
    if (!spread) return;
    queueValue(place);
    queueRefresh(place);
    const Item& item = places_.definition.item(place.item);
    for (ItemIndex inside = place.item + 1; inside < item.end; inside = places_.definition.item(inside).end) {
        if (item.type == ItemType::group) {
            queueRelevance({place.instance, inside});
        } else {
            for (const auto& instance : state.instances) {
                queueRelevance({instance.get(), inside});
            }
        }
    }
}

void Recalculation::value(Place place, bool spread)
{
    State& state = places_.state(place);
    state.valueQueued = false;
    const Item& item = places_.definition.item(place.item);
    if (item.type == ItemType::group) return;
    if (spread) remember(place);
    state.readonly = rules_.readonly(place);
    if (item.type == ItemType::repeat) {
        if (spread) notify(place.item, *place.instance, false);
        return;
    }
    Value answer, value;
    if (item.type == ItemType::material) {
        value = state.relevant ? described(state.material) : Value();
    } else {
        answer = rules_.answer(place);
        value = state.relevant ? seen(item, answer) : blank(item);
    }
    const bool changed = !same(value, state.value);
    state.answer = std::move(answer);
    state.value = std::move(value);
    if (!spread) return;
    if (changed) notify(place.item, *place.instance, false);
    queueRefresh(place);
}

void Recalculation::refresh(Place place)
{
    State& state = places_.state(place);
    state.refreshQueued = false;
    const Item& item = places_.definition.item(place.item);
    state.required = state.relevant && rules_.required(place);
    if (item.type == ItemType::choice || item.type == ItemType::choices) state.choices = rules_.choices(place);
    state.errors = rules_.errors(place);
}

void Recalculation::answered(Place place)
{
    remember(place);
    places_.state(place).confirmed.clear();
    queueValue(place);
    queueRefresh(place);
}

void Recalculation::inserted(Place repeat, Instance& instance)
{
    const Item& item = places_.definition.item(repeat.item);
    for (ItemIndex inside = repeat.item + 1; inside < item.end; ++inside) {
        places_.each(instance, inside, [this](Place place) {
            queueRelevance(place);
            queueValue(place);
            queueRefresh(place);
        });
    }
    renumbered(repeat);
    queueValue(repeat);
    queueRefresh(repeat);
    notify(places_.definition.positionSlot(), instance, true);
}

/// Errors say where they stand: those of an instance that has another number now stand elsewhere.
void Recalculation::renumbered(Place repeat)
{
    const Item& item = places_.definition.item(repeat.item);
    for (const auto& instance : places_.state(repeat).instances) {
        for (ItemIndex inside = repeat.item + 1; inside < item.end; ++inside) {
            places_.each(*instance, inside, [this](Place place) {
                if (!places_.state(place).errors.empty()) queueRefresh(place);
            });
        }
    }
}

void Recalculation::removed(Place repeat)
{
    const Item& item = places_.definition.item(repeat.item);
    for (ItemIndex inside = repeat.item + 1; inside < item.end; ++inside) {
        notify(inside, *repeat.instance, true);
    }
    renumbered(repeat);
    queueValue(repeat);
    queueRefresh(repeat);
    notify(places_.definition.positionSlot(), *repeat.instance, true);
}

void Recalculation::counting(Place repeat) { remember(repeat); }

void Recalculation::confirmed(Place place)
{
    remember(place);
    queueRefresh(place);
}

json::Value Recalculation::change(const Before& before) const
{
    const State& state = places_.state(before.place);
    const Item& item = places_.definition.item(before.place.item);
    json::Value change = json::Value::object();
    if (state.relevant != before.relevant) change["relevant"] = state.relevant;
    if (state.required != before.required) change["required"] = state.required;
    if (state.readonly != before.readonly) change["readonly"] = state.readonly;
    if (state.instances.size() != before.count) change["count"] = state.instances.size();
    if (!same(state.answer, before.value) || state.material != before.material) {
        change["value"] = shown(item, state.answer, state.material);
    }
    if (state.choices != before.choices) change["choices"] = state.choices;
    if (state.errors != before.errors) change["errors"] = toJson(state.errors);
    return change;
}

json::Value Recalculation::run()
{
    while (!steps.empty()) {
        const Step step = steps.top();
        steps.pop();
        if (step.isValue) {
            value(step.place, true);
        } else {
            relevance(step.place, true);
        }
    }
    for (const Place place : refreshes) {
        remember(place);
        refresh(place);
    }
    refreshes.clear();
    std::sort(touched.begin(), touched.end(),
              [this](const Before& left, const Before& right) { return places_.before(left.place, right.place); });
    json::Value changes = json::Value::array();
    for (const Before& before : touched) {
        json::Value one = change(before);
        if (one.empty()) continue;
        one["pointer"] = places_.pointer(before.place);
        changes.push_back(std::move(one));
    }
    touched.clear();
    known.clear();
    return changes;
}

} // namespace ekey::form
