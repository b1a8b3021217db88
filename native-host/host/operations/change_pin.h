#pragma once

#include "native-host/host/operations/operation.h"

namespace ekey::host {

/// Lets a person change a token's PIN. `name`: tokenName() of the one that the page named; without it there must be
/// exactly one. The present PIN is presented once; the new one, typed twice, only if both are the same and of a length
/// that the token takes. Errors: token.none, token.removed, token.several, pin.*, token.readonly, token.state_unknown,
/// those of Windows::show() and of the drivers.
Result<Plugged> changePin(const Operation& operation, const std::optional<std::string>& name,
                          Cancellation& cancellation);

} // namespace ekey::host
