// What findModules() found, told to people, programs and the log.
#pragma once

#include "core/text/messages.h"
#include "native-host/host/log.h"
#include "native-host/host/modules/module_search.h"

#include <string>

namespace ekey::host {

/// Lines for a terminal: used ones, then the others, each with its reason and what to do about it.
std::string listing(const ModulesFound& found, const text::Messages& messages);

/// {"modules": [{path, kind, bits, source, quirks, label}], "skipped": [{path, source, reason: {code, pointer,
/// severity, params}}]}, one line of canonical JSON without its newline.
std::string jsonListing(const ModulesFound& found);

/// An event "module" or "module.skipped" for each.
void record(const ModulesFound& found, Log& log);

} // namespace ekey::host
