// The portal's texts for whoever runs it; what applicants read is looked up by the site from the same catalogues.
#pragma once

#include "core/text/messages.h"

namespace ekey::portal {

/// Chinese, or English where the environment's language (LC_ALL, LC_MESSAGES, LANG) is English.
const text::Messages& texts();

} // namespace ekey::portal
