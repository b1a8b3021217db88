// What is kept between two visits, maybe to a later version of the form.
#pragma once

#include "core/form/answer_reader.h"

namespace ekey::form {

/// Puts a draft into a session that has just begun. Errors as Session::open has them.
Errors readDraft(const json::Value& draft, Places& places);

} // namespace ekey::form
