#include "core/form/answer_reader.h"

#include "core/form/answer.h"
#include "core/json/members.h"

#include <algorithm>

namespace ekey::form {

void AnswerReader::refuse(Error error)
{
    if (problems.size() < problemsMost) problems.push_back(std::move(error));
}

Errors AnswerReader::read(const json::Value& answers)
{
    problems.clear();
    group(places_.root(), noItem, answers, "");
    return std::move(problems);
}

void AnswerReader::group(Instance& instance, ItemIndex parent, const json::Value& object, const std::string& pointer)
{
    if (!object.is_object()) return refuse({"answer.type", pointer, Severity::error, {{"expected", "object"}}});
    for (const auto& [key, value] : object.items()) {
        const std::string at = json::pointerTo(pointer, key);
        const ItemIndex index = places_.definition.child(parent, key);
        if (index == noItem) {
            refuse({"answer.unknown_item", at});
            continue;
        }
        switch (places_.definition.item(index).type) {
        case ItemType::group:
            group(instance, index, value, at);
            break;
        case ItemType::repeat:
            repeat({&instance, index}, value, at);
            break;
        case ItemType::material:
            refuse({"answer.unknown_item", at});
            break;
        default:
            answer({&instance, index}, value, at);
            break;
        }
    }
}

void AnswerReader::repeat(Place place, const json::Value& array, const std::string& pointer)
{
    if (!array.is_array()) return refuse({"answer.type", pointer, Severity::error, {{"expected", "array"}}});
    const Item& item = places_.definition.item(place.item);
    const auto most = static_cast<std::size_t>(item.max);
    if (array.size() > most || places_.instances() + array.size() > instancesInAllMost) {
        return refuse({"repeat.max", pointer, Severity::error, {{"max", item.max}, {"found", array.size()}}});
    }
    for (const json::Value& one : array) {
        Instance& instance = places_.addInstance(place);
        group(instance, place.item, one, pointer + "/" + std::to_string(instance.number));
    }
}

void AnswerReader::answer(Place place, const json::Value& value, const std::string& pointer)
{
    const Item& item = places_.definition.item(place.item);
    if (item.calculate || (!item.readonly.program && item.readonly.constant)) return;
    Result<expression::Value> kept = keep(item, value, places_.facts);
    if (!kept) {
        Error error = kept.error();
        error.pointer = pointer;
        return refuse(std::move(error));
    }
    places_.state(place).given = *std::move(kept);
}

Errors AnswerReader::read(const std::vector<material::Entry>& materials)
{
    problems.clear();
    for (std::size_t i = 0; i < materials.size(); ++i) {
        const Item* item = places_.definition.material(materials[i].item);
        if (!item) {
            refuse({"answer.unknown_item", "/materials/" + std::to_string(i)});
            continue;
        }
        State& state = places_.root().states[item->local];
        if (state.material) refuse({"material.duplicate", item->pattern});
        state.material = materials[i];
    }
    return std::move(problems);
}

void AnswerReader::fillRepeats(Instance& instance, ItemIndex first, ItemIndex end)
{
    for (ItemIndex index = first; index < end; ++index) {
        const Item& item = places_.definition.item(index);
        if (item.type != ItemType::repeat) continue;
        auto& instances = places_.state({&instance, index}).instances;
        while (instances.size() < static_cast<std::size_t>(item.min) && places_.instances() < instancesInAllMost) {
            places_.addInstance({&instance, index});
        }
        for (const auto& inner : instances) {
            fillRepeats(*inner, index + 1, item.end);
        }
        index = item.end - 1;
    }
}

} // namespace ekey::form
