// A form's definition: which items it has and what holds of them, as data. docs/forms.md is its reference.
//
// Items are numbered in document order, which is the order of errors; a group or a repeat stands before what is in it.
// The number is also the slot by which expressions read the item.
#pragma once

#include "core/error.h"
#include "core/expression/program.h"
#include "core/form/limits.h"
#include "core/form/reference.h"
#include "core/material/material.h"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ekey::form {

enum class ItemType { text, integer, decimal, boolean, date, choice, choices, material, group, repeat };
const char* name(ItemType type);

using ItemIndex = std::uint32_t;
inline constexpr ItemIndex noItem = 0xffffffff;

/// A yes or no that a definition gives as such, or as an expression.
struct Condition {
    bool constant = false;
    std::optional<expression::Program> program; ///< instead of `constant`
};

struct Choice {
    std::string value;
    Condition relevant;
};

/// What must hold. Of an item, `targets` is empty, and it is looked at where the item is not blank; a rule of a group
/// stands at its first target and is looked at where one of its targets is relevant.
struct Constraint {
    std::string code; ///< of the error; the form's texts have its message
    expression::Program program;
    Severity severity = Severity::error;
    bool confirm = false;             ///< a warning that stops the submission until it is confirmed
    std::vector<ItemIndex> targets{}; ///< the items that the error points at
};

struct Item {
    std::string id;
    expression::Value key; ///< the id as a value, for maps of the rule language
    std::string pattern;   ///< "/keys/*/loginName": "*" for the number of an instance
    std::string page;      ///< id of the page it is on; empty: none
    ItemType type = ItemType::text;
    ItemIndex parent = noItem; ///< the group or repeat that it is in
    ItemIndex repeat = noItem; ///< the innermost repeat that it is in
    ItemIndex end = 0;         ///< one past the last item in it
    std::uint32_t local = 0;   ///< its number among the items of its repeat, or of those in none

    Condition relevant{true, {}};
    Condition required;
    Condition readonly;
    std::optional<expression::Program> calculate;
    std::vector<Constraint> constraints; ///< its own first, then the rules that stand at it

    std::string check;          ///< of a text: named check of core/identifier; empty: none
    std::int64_t minLength = 0; ///< of a text, in characters
    std::int64_t maxLength = 200;
    std::optional<double> least, most;               ///< of an integer or a decimal
    std::string from, until;                         ///< of a date, YYYY-MM-DD; empty: none
    std::size_t fractionDigits = 0;                  ///< of a decimal, at most
    std::vector<Choice> choices;                     ///< of a choice or choices
    std::string choicesFrom;                         ///< or: where in the facts they stand
    std::optional<expression::Program> choiceFilter; ///< with the variable `choice`
    std::int64_t min = 0, max = 0;                   ///< instances of a repeat; of choices how many are chosen
    std::vector<std::string> prefill; ///< pointers into the facts; the first that leads to a value gives it
    json::Value initial;              ///< the first value where no prefill gives one; null: none
    material::Limits limits;          ///< of a material

    bool holdsItems() const { return type == ItemType::group || type == ItemType::repeat; }
};

/// Where answers of earlier versions went.
struct Rename {
    std::string from, to;    ///< patterns
    std::int64_t before = 0; ///< of drafts begun with an earlier version than this
};

class Scopes;
class Graph;

class Definition {
public:
    Definition();
    ~Definition();

    std::string id;
    std::int64_t version = 0;
    std::string sm3; ///< of the definition's canonical form, lower-case hexadecimal
    std::vector<std::string> pages;
    std::vector<Item> items;
    std::vector<Rename> renames;

    const Item& item(ItemIndex index) const { return items[index]; }
    ItemIndex indexOf(const Item& item) const { return static_cast<ItemIndex>(&item - items.data()); }
    /// The item of that id in a group or repeat, or among the outermost for noItem; noItem where there is none.
    ItemIndex child(ItemIndex parent, std::string_view name) const;
    /// The material of that id; nullptr where there is none.
    const Item* material(std::string_view name) const;
    const Graph& graph() const { return *graph_; }

    // Slots of what expressions may name besides items.
    std::uint32_t factsSlot() const { return static_cast<std::uint32_t>(items.size()); }
    std::uint32_t positionSlot() const { return factsSlot() + 1; }
    std::uint32_t choiceSlot() const { return factsSlot() + 2; }

private:
    friend class DefinitionReader;
    using Child = std::pair<ItemIndex, std::string_view>; ///< a group and an id of `items`
    std::map<Child, ItemIndex> children_;
    std::unique_ptr<const Scopes> scopes_; ///< the programs' types refer to it
    std::unique_ptr<const Graph> graph_;
};

struct ReadDefinition {
    std::shared_ptr<const Definition> definition; ///< nullptr where an error blocks
    Errors errors;                                ///< in document order, each with its pointer into the definition
};

/// Reads and checks a definition; everything that is wrong with it at once, at most definitionErrorsMost. Codes: those
/// of json::read and json::Members; those of expression::compile; form.id {found}, form.item_duplicate {item},
/// form.page_unknown {page}, form.check_unknown {check}, form.cycle {path}, form.dependencies {limit}, form.target
/// {target}, form.initial, form.range, form.choices, form.readonly, form.material_place, form.depth {limit}, form.items
/// {limit}, form.pointer {found}, form.rename {found}, form.rename_before {before, version}; warning form.never {} for
/// what can never be shown.
ReadDefinition readDefinition(std::string_view text);

FormReference reference(const Definition& definition);

} // namespace ekey::form
