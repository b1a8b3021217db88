// Finding one's way in a form: pointers, instances, and what rules see from a place.
#pragma once

#include "core/expression/environment.h"
#include "core/form/facts.h"
#include "core/form/state.h"

#include <functional>
#include <string>
#include <string_view>

namespace ekey::form {

class Places {
public:
    Places(const Definition& definition, const Facts& facts);

    Instance& root() const { return root_; }
    State& state(Place place) const { return place.instance->states[definition.item(place.item).local]; }
    /// The group or repeat that the place is in; nothing for the outermost.
    Place parent(Place place) const;
    /// The item in the instance of `from` or of what is around it.
    Place beside(Instance& from, ItemIndex item) const;

    /// "/keys/0/loginName" (RFC 6901).
    std::string pointer(Place place) const;
    struct Found {
        Place place;
        std::optional<std::size_t> instance; ///< where the pointer ends in an instance of a repeat, which is `place`
    };
    Found find(std::string_view pointer) const;
    /// True where `left` comes before `right` in the document.
    bool before(Place left, Place right) const;

    /// Every place of an item below an instance that is around it.
    template <class Visitor>
    void each(Instance& below, ItemIndex item, const Visitor& visit) const
    {
        if (definition.item(item).repeat == below.repeat) return visit(Place{&below, item});
        eachInRepeats(below, item, visit);
    }
    /// Every place in document order, an instance's after its repeat's.
    void all(const std::function<void(Place)>& visit) const;
    /// The innermost instance around both an item and a place.
    Instance& common(Instance& from, ItemIndex item) const;

    std::unique_ptr<Instance> makeInstance(ItemIndex repeat, Instance& around) const;
    std::size_t instances() const { return instances_; } ///< of all repeats
    /// After one was put in or taken out.
    void renumber(Place repeat);
    /// A new one at the end.
    Instance& addInstance(Place repeat);

    const Definition& definition;
    const Facts& facts;

private:
    void visit(Instance& instance, ItemIndex first, ItemIndex end, const std::function<void(Place)>& visitor) const;
    void eachInRepeats(Instance& below, ItemIndex item, const std::function<void(Place)>& visitor) const;
    std::vector<std::uint32_t> path(Place place) const;

    mutable Instance root_;
    std::vector<std::uint32_t> sizes; ///< states of an instance, by repeat; the last: of the form
    std::size_t instances_ = 0;
};

/// What rules see from one instance.
class View final : public expression::Environment {
public:
    View(const Places& places, Instance& instance, expression::Value choice = {})
        : places_(places), instance_(instance), choice_(std::move(choice))
    {}

    expression::Value value(std::uint32_t slot) const override;
    identifier::Facts checkFacts() const override { return places_.facts.forChecks(); }
    const expression::Calendar& calendar() const override { return places_.facts.calendar(); }

private:
    expression::Value whole(Place place) const;
    expression::Value members(Instance& instance, ItemIndex group) const;

    const Places& places_;
    Instance& instance_;
    const expression::Value choice_;
};

} // namespace ekey::form
