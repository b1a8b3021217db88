// What an item's rules say at one place, as things stand.
//
// A rule that cannot be computed since an answer it needs is blank does not apply: nothing is relevant, required or
// read-only by it, what it calculates is blank, and what it demands holds. Any other failure (an overflow, a division
// by zero) is an error of the item, rule.failed {property, reason}, and hides nothing: the item is relevant.
#pragma once

#include "core/form/places.h"

namespace ekey::form {

class Rules {
public:
    explicit Rules(const Places& places) : places_(places) {}

    /// The item's own relevance, whatever is around it. What cannot be computed is noted in State::failures, here and
    /// below.
    bool relevant(Place place) const;
    /// Whether its value comes from the facts, or a calculation, now.
    bool readonly(Place place) const;
    /// What stands at the place, whether relevant or not: calculated, from the facts, or given. After readonly().
    expression::Value answer(Place place) const;
    /// What the facts, or the definition, give at first.
    expression::Value initial(const Item& item) const;
    /// The values of a choice item's choices that are to be had.
    std::vector<std::string> choices(Place place) const;
    bool required(Place place) const; ///< before choices()
    /// What is wrong at a place, pointers set; required, relevant and choices as State has them.
    Errors errors(Place place) const;

private:
    /// A property of an item, for the note on its failure.
    struct Property {
        const char* name;
        Stage stage;
    };
    bool holds(const Condition& condition, Place place, Property property, bool otherwise) const;
    void fail(Place place, Property property, const expression::Program& program,
              const expression::Failure& failure) const;
    void forget(Place place, Stage stage) const;
    std::vector<expression::Value> offered(const Item& item) const;
    bool isBlank(Place place) const;
    std::optional<Error> own(Place place) const;
    std::optional<Error> count(const Item& item, std::size_t found) const;
    std::optional<Error> broken(const Constraint& constraint, Place place) const;

    const Places& places_;
};

} // namespace ekey::form
