// One answer, free of the HTTP library.
#pragma once

#include "core/error.h"

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace ekey::portal::http {

struct Answer {
    unsigned status = 200;
    std::vector<std::pair<std::string, std::string>> headers;
    std::shared_ptr<const std::string> body; ///< null: none
    std::vector<std::string> codes;          ///< of a refusal, for the log
};

/// application/json, canonical, not to be kept by any cache.
Answer reply(unsigned status, const json::Value& value);
/// The portal's own JSON text as it is.
Answer replyText(unsigned status, std::string text);
/// Problem details (RFC 9457) of type "about:blank", with the members "errors" and "correlation". An error's
/// params.seconds is how long to wait: Retry-After (RFC 9110 §10.2.3).
Answer refusal(unsigned status, const Errors& errors, const std::string& correlation);
/// 204.
Answer nothing();

} // namespace ekey::portal::http
