// Drafts (草稿): a filing begun, kept as it is filled in, and taken up again in another session.
#pragma once

#include "portal/filings/api.h"

namespace ekey::portal::filings {

inline constexpr std::size_t draftBytes = 1 << 20; ///< of what is kept

/// POST /filings
http::Answer beginFiling(const Api& api, const http::Request& request);
/// PUT /filings/{filing}/draft
http::Answer putDraft(const Api& api, const http::Request& request);
/// POST /filings/{filing}/nonce
http::Answer renewNonce(const Api& api, const http::Request& request);

} // namespace ekey::portal::filings
