// What a page shows of a session.
#include "core/form/answer.h"
#include "core/form/session.h"

namespace ekey::form {

Errors Session::validate(std::string_view page) const
{
    Errors errors;
    places_->all([&](Place place) {
        if (!page.empty() && definition_->item(place.item).page != page) return;
        const Errors& found = places_->state(place).errors;
        errors.insert(errors.end(), found.begin(), found.end());
    });
    return errors;
}

json::Value Session::materials() const
{
    json::Value list = json::Value::array();
    for (const Item& item : definition_->items) {
        if (item.type != ItemType::material) continue;
        const State& state = places_->root().states[item.local];
        if (!state.relevant) continue;
        list.push_back({{"item", item.id},
                        {"pointer", item.pattern},
                        {"required", state.required},
                        {"types", item.limits.types},
                        {"bytes", item.limits.bytes},
                        {"pixels", item.limits.pixels},
                        {"pages", item.limits.pages},
                        {"present", state.material.has_value()}});
    }
    return list;
}

json::Value Session::items(std::string_view page) const
{
    json::Value list = json::Value::array();
    places_->all([&](Place place) {
        const Item& item = definition_->item(place.item);
        if (!page.empty() && item.page != page) return;
        const State& state = places_->state(place);
        json::Value shown = {{"pointer", places_->pointer(place)},
                             {"item", item.pattern},
                             {"type", name(item.type)},
                             {"relevant", state.relevant},
                             {"errors", toJson(state.errors)}};
        if (item.type == ItemType::repeat) {
            shown["count"] = state.instances.size();
            shown["min"] = item.min;
            shown["max"] = item.max;
        } else if (item.type != ItemType::group) {
            const bool material = item.type == ItemType::material;
            shown["required"] = state.required;
            shown["readonly"] = state.readonly;
            shown["value"] = !material        ? toJson(item, state.answer)
                             : state.material ? material::toJson(*state.material)
                                              : json::Value();
        }
        if (item.type == ItemType::text) shown["maxLength"] = item.maxLength;
        if (item.type == ItemType::choice || item.type == ItemType::choices) shown["choices"] = state.choices;
        list.push_back(std::move(shown));
    });
    return list;
}

} // namespace ekey::form
