#pragma once

#include "core/signature/login_token.h"
#include "native-host/host/operations/operation.h"

namespace ekey::host {

/// A log-in token for the origin of the connection: the page has no say in what the signature covers beside its nonce.
Result<Made<signature::LoginToken>> authenticate(const Operation& operation,
                                                 const std::optional<std::string>& fingerprint,
                                                 const std::string& nonce, Cancellation& cancellation);

} // namespace ekey::host
