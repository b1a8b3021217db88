#include "core/form/session.h"

#include "core/form/answer.h"
#include "core/form/draft.h"
#include "core/form/recalculation.h"

#include <algorithm>

namespace ekey::form {
namespace {

Error unknown(std::string_view pointer) { return {"answer.unknown_item", std::string(pointer)}; }

} // namespace

Session::Session(std::shared_ptr<const Definition> definition, Facts facts)
    : definition_(std::move(definition)), facts_(std::make_unique<const Facts>(std::move(facts))),
      places_(std::make_unique<Places>(*definition_, *facts_))
{}

OpenedSession Session::open(std::shared_ptr<const Definition> definition, json::Value facts, const json::Value* draft)
{
    Result<Facts> outside = Facts::read(std::move(facts));
    if (!outside) return {nullptr, {outside.error()}};
    std::unique_ptr<Session> session(new Session(std::move(definition), *std::move(outside)));
    if (draft) {
        Errors errors = readDraft(*draft, *session->places_);
        if (!errors.empty()) return {nullptr, std::move(errors)};
    }
    Places& places = *session->places_;
    AnswerReader(places).fillRepeats(places.root(), 0, static_cast<ItemIndex>(places.definition.items.size()));
    Recalculation(places).everything();
    return {std::move(session), {}};
}

Result<Session::Changes> Session::set(std::string_view pointer, const json::Value& given)
{
    const Places::Found found = places_->find(pointer);
    if (!found.place || found.instance) return unknown(pointer);
    const Place place = found.place;
    const Item& item = definition_->item(place.item);
    State& state = places_->state(place);
    const std::string at(pointer);
    if (item.holdsItems()) return unknown(pointer);
    if (item.calculate) return Error{"answer.calculated", at};
    if (state.readonly) return Error{"answer.readonly", at};

    Recalculation recalculation(*places_);
    if (item.type == ItemType::material) {
        std::optional<material::Entry> next;
        if (!given.is_null()) {
            Result<material::Entry> read = material::readEntry(given, at);
            if (!read) return read.error();
            if (read->item != item.id) return unknown(at + "/item");
            next = *std::move(read);
        }
        recalculation.answered(place);
        state.material = std::move(next);
        return recalculation.run();
    }
    Result<expression::Value> kept = keep(item, given, *facts_);
    if (!kept) return Error{kept.error().code, at, Severity::error, kept.error().params};
    recalculation.answered(place);
    state.given = *std::move(kept);
    Changes changes = recalculation.run();
    tellKept(changes, place, given);
    return changes;
}

/// What is kept, where that is not what was given: the page shows it instead.
void Session::tellKept(Changes& changes, Place place, const json::Value& given) const
{
    json::Value value = toJson(definition_->item(place.item), places_->state(place).answer);
    if (value == given) return;
    const std::string pointer = places_->pointer(place);
    const auto mine = std::find_if(changes.begin(), changes.end(),
                                   [&pointer](const json::Value& change) { return change["pointer"] == pointer; });
    if (mine != changes.end()) {
        (*mine)["value"] = std::move(value);
    } else {
        changes.insert(changes.begin(), json::Value::object({{"pointer", pointer}, {"value", std::move(value)}}));
    }
}

Result<Session::Changes> Session::insert(std::string_view pointer, std::optional<std::size_t> at)
{
    const Places::Found found = places_->find(pointer);
    if (!found.place || found.instance || definition_->item(found.place.item).type != ItemType::repeat)
        return unknown(pointer);
    const Item& item = definition_->item(found.place.item);
    auto& instances = places_->state(found.place).instances;
    const bool full = instances.size() >= static_cast<std::size_t>(item.max);
    if (full || places_->instances() >= instancesInAllMost) {
        return Error{
            "repeat.max", std::string(pointer), Severity::error, {{"max", item.max}, {"found", instances.size() + 1}}};
    }
    const std::size_t where = at.value_or(instances.size());
    if (where > instances.size())
        return Error{"repeat.at", std::string(pointer), Severity::error, {{"count", instances.size()}}};

    Recalculation recalculation(*places_);
    recalculation.counting(found.place);
    auto made = places_->makeInstance(found.place.item, *found.place.instance);
    Instance& instance = *made;
    instances.insert(instances.begin() + static_cast<std::ptrdiff_t>(where), std::move(made));
    places_->renumber(found.place);
    AnswerReader(*places_).fillRepeats(instance, found.place.item + 1, item.end);
    recalculation.inserted(found.place, instance);
    return recalculation.run();
}

Result<Session::Changes> Session::remove(std::string_view pointer)
{
    const Places::Found found = places_->find(pointer);
    if (!found.place || !found.instance) return unknown(pointer);
    const Item& item = definition_->item(found.place.item);
    auto& instances = places_->state(found.place).instances;
    if (instances.size() <= static_cast<std::size_t>(item.min)) {
        return Error{
            "repeat.min", std::string(pointer), Severity::error, {{"min", item.min}, {"found", instances.size() - 1}}};
    }
    Recalculation recalculation(*places_);
    recalculation.counting(found.place);
    instances.erase(instances.begin() + static_cast<std::ptrdiff_t>(*found.instance));
    places_->renumber(found.place);
    recalculation.removed(found.place);
    return recalculation.run();
}

Result<Session::Changes> Session::confirm(std::string_view pointer, std::string_view code)
{
    const Places::Found found = places_->find(pointer);
    if (!found.place || found.instance) return unknown(pointer);
    // A rule's error is kept at its first target, and points at the first that is relevant.
    Place asking;
    places_->all([&](Place place) {
        for (const Error& error : places_->state(place).errors) {
            const bool asks = error.code == code && error.pointer == pointer && error.params.contains("confirm");
            if (asks) asking = place;
        }
    });
    if (!asking) return Error{"answer.not_asked", std::string(pointer), Severity::error, {{"code", code}}};
    Recalculation recalculation(*places_);
    recalculation.confirmed(asking);
    places_->state(asking).confirm(std::string(code));
    return recalculation.run();
}

} // namespace ekey::form
