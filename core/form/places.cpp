#include "core/form/places.h"

#include <algorithm>

namespace ekey::form {
namespace {

std::optional<std::size_t> number(std::string_view token)
{
    if (token.empty() || token.size() > 4 || (token.size() > 1 && token.front() == '0')) return std::nullopt;
    std::size_t value = 0;
    for (const char c : token) {
        if (c < '0' || c > '9') return std::nullopt;
        value = value * 10 + static_cast<std::size_t>(c - '0');
    }
    return value;
}

} // namespace

Places::Places(const Definition& form, const Facts& outside)
    : definition(form), facts(outside), sizes(form.items.size() + 1, 0)
{
    for (const Item& item : form.items) {
        ++sizes[std::min<std::size_t>(item.repeat, form.items.size())];
    }
    root_.states.resize(sizes.back());
}

std::unique_ptr<Instance> Places::makeInstance(ItemIndex repeat, Instance& around) const
{
    auto made = std::make_unique<Instance>();
    made->repeat = repeat;
    made->around = &around;
    made->states.resize(sizes[repeat]);
    return made;
}

Instance& Places::addInstance(Place repeat)
{
    auto& instances = state(repeat).instances;
    instances.push_back(makeInstance(repeat.item, *repeat.instance));
    instances.back()->number = instances.size() - 1;
    ++instances_;
    return *instances.back();
}

void Places::renumber(Place repeat)
{
    std::size_t number = 0;
    for (const auto& instance : state(repeat).instances) {
        instance->number = number++;
    }
    instances_ = 0;
    all([this](Place place) { instances_ += state(place).instances.size(); });
}

Place Places::parent(Place place) const
{
    const ItemIndex parent = definition.item(place.item).parent;
    if (parent == noItem) return {};
    const bool leaves = place.instance->repeat == parent;
    return {leaves ? place.instance->around : place.instance, parent};
}

Place Places::beside(Instance& from, ItemIndex item) const
{
    Instance* at = &from;
    while (at && at->repeat != definition.item(item).repeat) {
        at = at->around;
    }
    return {at, item};
}

std::string Places::pointer(Place place) const
{
    std::vector<std::size_t> numbers;
    for (const Instance* at = place.instance; at->around; at = at->around) {
        numbers.push_back(at->number);
    }
    std::string out;
    for (const char c : definition.item(place.item).pattern) {
        if (c != '*') {
            out += c;
        } else {
            out += std::to_string(numbers.back());
            numbers.pop_back();
        }
    }
    return out;
}

Places::Found Places::find(std::string_view pointer) const
{
    Found found;
    Instance* instance = &root_;
    ItemIndex group = noItem;
    while (!pointer.empty()) {
        if (pointer.front() != '/') return {};
        const std::size_t end = std::min(pointer.find('/', 1), pointer.size());
        const std::string_view token = pointer.substr(1, end - 1);
        pointer.remove_prefix(end);
        const bool inRepeat =
            found.place && definition.item(found.place.item).type == ItemType::repeat && !found.instance;
        if (inRepeat) {
            const auto& instances = state(found.place).instances;
            found.instance = number(token);
            if (!found.instance || *found.instance >= instances.size()) return {};
            instance = instances[*found.instance].get();
            continue;
        }
        const ItemIndex item = definition.child(group, token);
        if (item == noItem) return {};
        found = {{instance, item}, std::nullopt};
        group = item;
    }
    return found;
}

std::vector<std::uint32_t> Places::path(Place place) const
{
    std::vector<std::uint32_t> path = {place.item};
    for (const Instance* at = place.instance; at->around; at = at->around) {
        path.push_back(static_cast<std::uint32_t>(at->number));
        path.push_back(at->repeat);
    }
    std::reverse(path.begin(), path.end());
    return path;
}

bool Places::before(Place left, Place right) const
{
    if (left.instance == right.instance) return left.item < right.item;
    return path(left) < path(right);
}

void Places::eachInRepeats(Instance& below, ItemIndex item, const std::function<void(Place)>& visitor) const
{
    each(below, definition.item(item).repeat, [&](Place around) {
        for (const auto& instance : state(around).instances) {
            visitor({instance.get(), item});
        }
    });
}

void Places::visit(Instance& instance, ItemIndex first, ItemIndex end, const std::function<void(Place)>& visitor) const
{
    for (ItemIndex item = first; item < end; ++item) {
        visitor({&instance, item});
        if (definition.item(item).type != ItemType::repeat) continue;
        for (const auto& inner : state({&instance, item}).instances) {
            visit(*inner, item + 1, definition.item(item).end, visitor);
        }
        item = definition.item(item).end - 1;
    }
}

void Places::all(const std::function<void(Place)>& visitor) const
{
    visit(root_, 0, static_cast<ItemIndex>(definition.items.size()), visitor);
}

Instance& Places::common(Instance& from, ItemIndex item) const
{
    const auto isAround = [&](const Instance& instance) {
        if (instance.repeat == noItem) return true;
        const Item& repeat = definition.item(instance.repeat);
        return item > instance.repeat && item < repeat.end;
    };
    Instance* at = &from;
    while (!isAround(*at)) {
        at = at->around;
    }
    return *at;
}

expression::Value View::value(std::uint32_t slot) const
{
    const Definition& definition = places_.definition;
    if (slot < definition.items.size()) {
        const Place place = places_.beside(instance_, slot);
        return place ? whole(place) : expression::Value();
    }
    if (slot == definition.factsSlot()) return places_.facts.value();
    if (slot == definition.choiceSlot()) return choice_;
    return static_cast<std::int64_t>(instance_.number + 1);
}

expression::Value View::whole(Place place) const
{
    const State& state = places_.state(place);
    switch (places_.definition.item(place.item).type) {
    case ItemType::group:
        return members(*place.instance, place.item);
    case ItemType::repeat: {
        expression::List list;
        if (!state.relevant) return list;
        list.reserve(state.instances.size());
        for (const auto& instance : state.instances) {
            list.push_back(members(*instance, place.item));
        }
        return list;
    }
    default:
        return state.value;
    }
}

expression::Value View::members(Instance& instance, ItemIndex group) const
{
    const Definition& definition = places_.definition;
    expression::Map map;
    const ItemIndex end = definition.item(group).end;
    for (ItemIndex item = group + 1; item < end; item = definition.item(item).end) {
        map.emplace_back(definition.item(item).key, whole({&instance, item}));
    }
    return map;
}

} // namespace ekey::form
