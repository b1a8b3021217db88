// What a start of this program finds on the machine.
#pragma once

#include "core/text/messages.h"
#include "native-host/host/modules/admission.h"

#include <string>

namespace ekey::host {

/// "zh-CN" or "en"; compiled in.
text::Messages catalogue(const std::string& language);
/// The same and what is said of documents, for errorText(). Slower: not for the start of a host.
text::Messages errorCatalogue(const std::string& language);

/// The workers stand beside the host, or in the folder of their own that a build makes. `named`: programs to take
/// instead, where not empty.
WorkerPrograms findWorkers(const WorkerPrograms& named);

/// Where findWorkers() looks first, for messages.
std::string programFolder();

} // namespace ekey::host
