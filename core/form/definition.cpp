#include "core/form/definition.h"

#include "core/form/graph.h"
#include "core/form/scopes.h"

#include <algorithm>

namespace ekey::form {

const char* name(ItemType type)
{
    static constexpr const char* names[] = {"text",   "integer", "decimal",  "boolean", "date",
                                            "choice", "choices", "material", "group",   "repeat"};
    return names[static_cast<unsigned>(type)];
}

Definition::Definition() = default;
Definition::~Definition() = default;

ItemIndex Definition::child(ItemIndex parent, std::string_view name) const
{
    const auto found = children_.find(Child{parent, name});
    return found == children_.end() ? noItem : found->second;
}

const Item* Definition::material(std::string_view name) const
{
    const auto found = std::find_if(items.begin(), items.end(), [name](const Item& item) {
        return item.type == ItemType::material && item.id == name;
    });
    return found == items.end() ? nullptr : &*found;
}

FormReference reference(const Definition& definition) { return {definition.id, definition.version, definition.sm3}; }

} // namespace ekey::form
