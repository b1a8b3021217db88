// The texts of a form in one language, as data beside its definition; docs/forms.md has their shape. The core only
// looks whether all are there: pages show them.
#pragma once

#include "core/form/definition.h"

namespace ekey::form {

/// What is missing, and what belongs to nothing: form.text_missing {item, member} or {page} or {rule}, at most
/// definitionErrorsMost; form.text_unknown, and the codes of json::Members; pointers into the texts.
Errors checkTexts(const Definition& definition, const json::Value& texts);

/// What a layout names that the form does not have: form.text_unknown, and the codes of json::Members.
Errors checkLayout(const Definition& definition, const json::Value& layout);

} // namespace ekey::form
