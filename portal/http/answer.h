// One answer, free of the HTTP library.
#pragma once

#include "core/error.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace ekey::portal::http {

/// A body that is never whole in memory.
struct BodySource {
    std::uint64_t bytes = 0;           ///< in all
    std::function<std::string()> next; ///< some more, not empty; runs on a worker thread, may block and throw
};

struct Answer {
    unsigned status = 200;
    std::vector<std::pair<std::string, std::string>> headers;
    std::shared_ptr<const std::string> body; ///< null: none
    std::vector<std::string> codes;          ///< of a refusal, for the log
    std::optional<BodySource> stream{};      ///< instead of `body`
};

/// application/json, canonical, not to be kept by any cache.
Answer reply(unsigned status, const json::Value& value);
/// The portal's own JSON text as it is.
Answer replyText(unsigned status, std::string text);
/// Problem details (RFC 9457) with the members "errors" and "correlation", of type "about:blank" or, where a standard
/// has registered one for the first error's code, of that, with its params as members. An error's params.seconds is how
/// long to wait: Retry-After (RFC 9110 §10.2.3).
Answer refusal(unsigned status, const Errors& errors, const std::string& correlation);
/// 204.
Answer nothing();

} // namespace ekey::portal::http
