// What goes out of a session: answers, drafts, submissions.
#include "core/form/answer.h"
#include "core/form/rules.h"
#include "core/form/session.h"

#include <algorithm>

namespace ekey::form {
namespace {

bool alwaysReadonly(const Item& item) { return !item.readonly.program && item.readonly.constant; }

} // namespace

std::optional<json::Value> Session::answerAt(Place place, bool submitted) const
{
    const Item& item = definition_->item(place.item);
    const State& state = places_->state(place);
    if (submitted) {
        const bool has = state.relevant && !state.answer.isNull();
        return has ? std::optional(toJson(item, state.answer)) : std::nullopt;
    }
    if (item.calculate || alwaysReadonly(item) || !state.given) return std::nullopt;
    if (state.given->isNull() && Rules(*places_).initial(item).isNull()) return std::nullopt;
    return toJson(item, *state.given);
}

std::optional<json::Value> Session::instancesIn(Place repeat, bool submitted) const
{
    const State& state = places_->state(repeat);
    if (submitted && !state.relevant) return std::nullopt;
    const Item& item = definition_->item(repeat.item);
    json::Value list = json::Value::array();
    for (const auto& instance : state.instances) {
        list.push_back(answersIn(*instance, repeat.item + 1, item.end, submitted));
    }
    // A draft keeps that none is left where there would be some at the start.
    return list.empty() && (submitted || item.min == 0) ? std::nullopt : std::optional(std::move(list));
}

json::Value Session::answersIn(Instance& instance, ItemIndex first, ItemIndex end, bool submitted) const
{
    json::Value object = json::Value::object();
    for (ItemIndex index = first; index < end; index = definition_->item(index).end) {
        const Item& item = definition_->item(index);
        std::optional<json::Value> value;
        if (item.type == ItemType::group) {
            value = answersIn(instance, index + 1, item.end, submitted);
            if (value->empty()) value.reset();
        } else if (item.type == ItemType::repeat) {
            value = instancesIn({&instance, index}, submitted);
        } else if (item.type != ItemType::material) {
            value = answerAt({&instance, index}, submitted);
        }
        if (value) object[item.id] = *std::move(value);
    }
    return object;
}

json::Value Session::answers() const
{
    return answersIn(places_->root(), 0, static_cast<ItemIndex>(definition_->items.size()), true);
}

std::vector<Confirmation> Session::confirmations(bool submitted) const
{
    std::vector<Confirmation> list;
    places_->all([&](Place place) {
        const State& state = places_->state(place);
        for (const std::string& code : state.confirmed) {
            const bool holds = std::any_of(state.errors.begin(), state.errors.end(),
                                           [&code](const Error& e) { return e.code == code; });
            if (holds || !submitted) list.push_back({places_->pointer(place), code});
        }
    });
    return list;
}

json::Value Session::draft() const
{
    json::Value materials = json::Value::array();
    for (const Item& item : definition_->items) {
        if (item.type != ItemType::material) continue;
        const State& state = places_->root().states[item.local];
        if (state.material) materials.push_back(material::toJson(*state.material));
    }
    json::Value draft = {
        {"form", toJson(reference(*definition_))},
        {"answers", answersIn(places_->root(), 0, static_cast<ItemIndex>(definition_->items.size()), false)},
        {"materials", std::move(materials)}};
    if (const std::vector<Confirmation> confirmed = confirmations(false); !confirmed.empty())
        draft["confirmed"] = toJson(confirmed);
    return draft;
}

Submission Session::submission(std::string audience, std::string filing, std::string nonce) const
{
    Submission submission{std::move(audience), std::move(filing),  std::move(nonce), reference(*definition_), {},
                          answers(),           confirmations(true)};
    for (const Item& item : definition_->items) {
        if (item.type != ItemType::material) continue;
        const State& state = places_->root().states[item.local];
        if (state.relevant && state.material) submission.materials.push_back(*state.material);
    }
    return submission;
}

} // namespace ekey::form
