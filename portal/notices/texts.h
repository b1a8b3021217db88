// The texts of mails: messages/<lang>/notices.json.
#pragma once

#include "core/text/messages.h"
#include "portal/clock.h"

#include <string>
#include <string_view>

namespace ekey::portal::notices {

/// In "en", or in Chinese for any other language.
const text::Messages& texts(std::string_view language);

/// For people: "2026-11-23 16:30", in China.
std::string timeInChina(Time time);

} // namespace ekey::portal::notices
