// Makes log-in tokens, web-eid:1.0 and ekey-auth:1, around a signature that a key makes.
#pragma once

#include "core/signature/login_token.h"
#include "native-host/signing/raw_signer.h"

namespace ekey::signing {

/// Verified before it is returned; a wrong signature is driver.signature. Other errors: those of `sign`,
/// token.algorithm, certificate.use.
Result<signature::LoginToken> loginToken(const Certificate& certificate, std::string_view origin,
                                         std::string_view nonce, std::string_view appVersion, const RawSigner& sign);

} // namespace ekey::signing
