// Reads a definition's items; then the expressions, which need to know all of them.
#pragma once

#include "core/form/definition.h"
#include "core/form/scopes.h"
#include "core/json/members.h"

#include <functional>
#include <set>
#include <string>
#include <vector>

namespace ekey::form {

class DefinitionReader {
public:
    ReadDefinition read(std::string_view text);

private:
    /// An expression that waits until all items are known.
    struct Pending {
        std::string source, pointer;
        ItemIndex scope; ///< the item whose neighbours its names are
        bool choice;     ///< with `choice`, of the choice item `scope`
        expression::Kinds result;
        std::function<void(expression::Program)> take;
        bool inside = false; ///< of a group: names are those in it
    };
    struct PendingRule {
        std::vector<std::string> targets;
        std::string pointer;
        ItemIndex group;
        Constraint constraint;
    };

    void form(const json::Value& json);
    void items(const json::Value& list, const std::string& pointer, ItemIndex parent, std::size_t depth);
    ItemIndex item(const json::Value& json, const std::string& pointer, ItemIndex parent, std::size_t depth);
    void answerMembers(json::Members& in, Item& item, ItemIndex index);
    void typeMembers(json::Members& in, Item& item, ItemIndex index);
    void choiceMembers(json::Members& in, Item& item, ItemIndex index);
    void numberMembers(json::Members& in, Item& item);
    void material(json::Members& in, Item& item);
    void condition(json::Members& in, const char* member, ItemIndex index, std::function<Condition&(Item&)> which);
    void constraints(json::Members& in, ItemIndex index);
    void rules(json::Members& in, ItemIndex group);
    Constraint constraint(json::Members& in, std::string& source);
    void renames(const json::Value& list);

    void parse();
    void compile();
    void placeRules();
    void checkInitial();
    void finish();
    ItemIndex resolve(ItemIndex group, std::string_view path) const;

    void fail(std::string_view code, std::string pointer, json::Object params = {},
              Severity severity = Severity::error);
    void take(json::Members& in);
    Item& at(ItemIndex index) { return definition->items[index]; }

    std::shared_ptr<Definition> definition = std::make_shared<Definition>();
    std::vector<std::string> pointers; ///< of each item, into the definition
    std::vector<Pending> pending;
    std::vector<PendingRule> pendingRules;
    std::set<std::string> materials;
    Errors errors;
};

} // namespace ekey::form
