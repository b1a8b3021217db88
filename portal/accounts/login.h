// Logging in with an electronic key (用电子钥匙登录): who holds the key of this certificate?
#pragma once

#include "core/signature/chain.h"
#include "core/signature/login_token.h"
#include "portal/clock.h"

#include <string>

namespace ekey::portal::accounts {

/// Chain and validity, the token's signature over our origin and this nonce, and a valid 统一社会信用代码 in the
/// certificate. One that has expired passes as long as it may be renewed: certificates/renewable.h. Refused (401):
/// token.…, certificate.…, certificate.not_renewable, certificate.no_uscc.
signature::Certificate verifyLogin(const json::Value& token, signature::ChainMemory& trusted, const std::string& origin,
                                   const std::string& nonce, Time now);

/// Refused (401): certificate.no_uscc.
void demandUscc(const signature::Certificate& certificate);

} // namespace ekey::portal::accounts
