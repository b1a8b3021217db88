// What names mean in a form's expressions: the items around, innermost first, then facts, position and choice.
#pragma once

#include "core/expression/type.h"
#include "core/form/definition.h"

#include <map>
#include <memory>
#include <vector>

namespace ekey::form {

class Scopes {
public:
    explicit Scopes(const Definition& definition);
    ~Scopes();

    /// Names as expressions in a group or repeat see them: what is in it and what is around it. noItem: the form.
    const expression::Record& in(ItemIndex group) const;
    /// Names as beside a choice item, with `choice`, one of its choices.
    const expression::Record& withChoice(ItemIndex item) const;

private:
    class Group;
    class Lexical;

    std::map<ItemIndex, std::unique_ptr<Group>> groups; ///< members only; noItem: the form
    std::map<ItemIndex, std::unique_ptr<Lexical>> lexicals;
    std::map<ItemIndex, std::unique_ptr<Lexical>> choosing;
};

/// What is known of an item's value: blank is "" for texts and choices, [] for choices and repeats, null for others.
expression::Kinds valueKinds(ItemType type);

} // namespace ekey::form
