// A form's definition: which items it has and what holds of them, as data. docs/form-format.md is its reference.
#pragma once

#include "core/error.h"
#include "core/material/material.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace ekey::form {

/// Names one version of one form, to the byte.
struct FormReference {
    std::string id;
    std::int64_t version = 0;
    std::string sm3;
    friend bool operator==(const FormReference&, const FormReference&) = default;
};

json::Value toJson(const FormReference& form);

enum class ItemType { text, material };

struct Item {
    std::string id;
    std::string pointer; ///< where its answer stands: "/authorisedUser/mobile"; materials: "/materials/<id>"
    std::string page;    ///< id of the page it is on
    ItemType type = ItemType::text;
    bool required = false;
    bool readonly = false;       ///< filled from facts, never by the applicant
    std::string check;           ///< named check of core/identifier; empty: none
    std::size_t maxLength = 200; ///< characters (code points)
    std::string prefill;         ///< pointer into the facts that gives the first value; empty: none
    material::Limits limits;     ///< of a material
};

class Definition {
public:
    /// Reads and checks a definition. Errors, each with its pointer into the definition: those of json::read and of
    /// json::Members, form.id {found}, form.pointer {found}, form.check_unknown {check}, form.item_duplicate {item}
    /// (equal ids, or one answer's place within another's), form.page_unknown {page}.
    static Result<std::shared_ptr<const Definition>> read(std::string_view text);

    std::string id;
    std::int64_t version = 0;
    std::string sm3; ///< of the definition's canonical form, lower-case hexadecimal
    std::vector<std::string> pages;
    std::vector<Item> items; ///< in document order, which is the order of errors

    const Item* find(std::string_view pointer) const;
};

FormReference reference(const Definition& definition);

} // namespace ekey::form
