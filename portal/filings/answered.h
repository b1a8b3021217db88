// Idempotency-Key: what was done once is not done again, but answered again.
#pragma once

#include "portal/clock.h"
#include "portal/http/answer.h"
#include "portal/http/request.h"

#include <optional>

namespace soci {
class session;
}

namespace ekey::portal::filings {

inline constexpr Time answeredSeconds = 24 * 60 * 60;
inline constexpr std::size_t idempotencyKeyBytes = 100;
inline constexpr int answeredPerOwner = 1000; ///< one more costs the owner the oldest

class Once {
public:
    /// Of a request with or without a key. Refused (400): request.idempotency_key_form {limit}.
    explicit Once(const http::Request& request);

    /// What this very request was answered. Refused (422): request.idempotency_key where the key was another request's.
    std::optional<http::Answer> before(soci::session& sql, Time now) const;
    /// Within the transaction of what was done; `etag` may be empty. Refused (422), and what was done undone:
    /// request.idempotency_key where another request with the key was quicker.
    void keep(soci::session& sql, unsigned status, const std::string& etag, const std::string& body, Time now) const;

private:
    std::string owner_;
    std::string key_; ///< empty: the request had none
    std::string request_;
};

} // namespace ekey::portal::filings
