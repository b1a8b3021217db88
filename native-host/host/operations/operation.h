// What authenticate and sign have in common: a key is chosen, a person consents and types the PIN, the key signs once.
#pragma once

#include "core/form/submission.h"
#include "native-host/host/cancellation.h"
#include "native-host/host/certificates.h"
#include "native-host/host/services.h"
#include "native-host/signing/raw_signer.h"

#include <optional>
#include <string>

namespace ekey::host {

/// Who asked for the operation, and what ends it.
struct Operation {
    Services& services;
    const Grant site;
    const std::optional<std::string> fingerprint; ///< of the certificate that the page named
    const std::string correlation;
};

struct ChosenKey {
    Held held;
    std::vector<Certificate> authorities;
};

signature::Time now();

/// Errors: those of Tokens::inventory and choose; pin.locked.
Result<ChosenKey> chooseKey(const Operation& operation, Use use, Cancellation& cancellation);

/// The PIN; empty where the token has a pad of its own. Errors: user.cancelled, user.timeout, host.prompt {reason},
/// pin.length.
Result<token::Secret> askConsent(const Operation& operation, const Held& key, const form::Submission* submission,
                                 Cancellation& cancellation);

/// Signs once with the PIN; a second signature is refused. Keeps references to what it is given.
signing::RawSigner signer(const Operation& operation, const Held& key, token::Secret& pin, Cancellation& cancellation);

} // namespace ekey::host
