#include "core/form/scopes.h"

namespace ekey::form {

using expression::kinds;
using expression::Record;
using expression::Symbol;
using expression::Type;
using Kind = expression::Value::Kind;

expression::Kinds valueKinds(ItemType type)
{
    switch (type) {
    case ItemType::text:
    case ItemType::choice:
        return kinds(Kind::text);
    case ItemType::date:
        return kinds(Kind::text, Kind::null);
    case ItemType::integer:
        return kinds(Kind::integer, Kind::null);
    case ItemType::decimal:
        return kinds(Kind::number, Kind::null);
    case ItemType::boolean:
        return kinds(Kind::boolean, Kind::null);
    case ItemType::choices:
    case ItemType::repeat:
        return kinds(Kind::list);
    case ItemType::material:
        return kinds(Kind::map, Kind::null);
    case ItemType::group:
        return kinds(Kind::map);
    }
    return expression::anyKind;
}

/// The members of one group, or of an instance of a repeat.
class Scopes::Group final : public Record {
public:
    explicit Group(std::uint32_t slot) : slot_(slot) {}

    const Symbol* find(std::string_view member) const override
    {
        const auto found = members.find(member);
        return found == members.end() ? nullptr : &found->second;
    }
    std::uint32_t slot() const override { return slot_; }

    std::map<std::string, Symbol, std::less<>> members;

private:
    const std::uint32_t slot_;
};

/// The names that are seen from one place: of a group, then of what is around it, then of the form.
class Scopes::Lexical final : public Record {
public:
    Lexical(const Group& own, const Lexical* outer) : inner(own), around(outer) {}

    const Symbol* find(std::string_view member) const override
    {
        const Symbol* found = inner.find(member);
        if (!found && around) found = around->find(member);
        if (found) return found;
        const auto other = others.find(member);
        return other == others.end() ? nullptr : &other->second;
    }
    std::uint32_t slot() const override { return inner.slot(); } // nobody can name the whole of it

    std::map<std::string, Symbol, std::less<>> others; ///< what is seen here besides items

private:
    const Group& inner;
    const Lexical* around;
};

Scopes::Scopes(const Definition& definition)
{
    groups.emplace(noItem, std::make_unique<Group>(noItem));
    for (ItemIndex index = 0; index < definition.items.size(); ++index) {
        if (definition.item(index).holdsItems()) groups.emplace(index, std::make_unique<Group>(index));
    }
    for (ItemIndex index = 0; index < definition.items.size(); ++index) {
        const Item& item = definition.item(index);
        Type type{valueKinds(item.type)};
        if (item.type == ItemType::group) type.record = groups[index].get();
        if (item.type == ItemType::repeat) {
            type.element = std::make_shared<Type>(Type{kinds(Kind::map), nullptr, groups[index].get()});
        }
        if (item.type == ItemType::choices) type.element = std::make_shared<Type>(Type{kinds(Kind::text)});
        groups[item.parent]->members.emplace(item.id, Symbol{index, type});
    }

    lexicals.emplace(noItem, std::make_unique<Lexical>(*groups[noItem], nullptr));
    lexicals[noItem]->others.emplace("facts", Symbol{definition.factsSlot(), {kinds(Kind::map)}});
    for (const auto& [index, group] : groups) {
        if (index == noItem) continue;
        // In order of numbers, so what is around a group has its names already.
        const Item& item = definition.item(index);
        lexicals.emplace(index, std::make_unique<Lexical>(*group, lexicals[item.parent].get()));
        if (item.type == ItemType::repeat) {
            lexicals[index]->others.emplace("position", Symbol{definition.positionSlot(), {kinds(Kind::integer)}});
        }
    }
    for (ItemIndex index = 0; index < definition.items.size(); ++index) {
        const Item& item = definition.item(index);
        if (item.type != ItemType::choice && item.type != ItemType::choices) continue;
        auto scope = std::make_unique<Lexical>(*groups[item.parent], lexicals[item.parent].get());
        scope->others.emplace("choice", Symbol{definition.choiceSlot(), {}});
        choosing.emplace(index, std::move(scope));
    }
}

Scopes::~Scopes() = default;

const Record& Scopes::in(ItemIndex group) const { return *lexicals.at(group); }

const Record& Scopes::withChoice(ItemIndex item) const { return *choosing.at(item); }

} // namespace ekey::form
