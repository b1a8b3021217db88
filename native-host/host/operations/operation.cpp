#include "native-host/host/operations/operation.h"

#include "native-host/host/consent.h"
#include "native-host/host/fault.h"

#include <chrono>
#include <memory>
#include <utility>

namespace ekey::host {

signature::Time now()
{
    using namespace std::chrono;
    return floor<seconds>(system_clock::now()).time_since_epoch().count();
}

Result<ChosenKey> chooseKey(const Operation& operation, Use use, Cancellation& cancellation)
{
    auto inventory = operation.services.tokens.inventory(cancellation);
    if (!inventory) {
        return inventory.error();
    }
    auto held = choose(inventory->held, operation.fingerprint, use, now());
    if (!held) {
        return held.error();
    }
    // No PIN is asked for that the token will not look at.
    if (held->token.pin == token::PinState::locked) {
        return fault(protocol::code::pinLocked);
    }
    return ChosenKey{*std::move(held), std::move(inventory->authorities)};
}

Result<token::Secret> askConsent(const Operation& operation, const Held& key, const form::Submission* submission,
                                 Cancellation& cancellation)
{
    const Services& services = operation.services;
    platform::Prompt prompt(services.prompt);
    const Cancellation::Scope scope(cancellation, [&prompt] { prompt.close(); });
    if (cancellation.cancelled()) {
        return fault(protocol::code::userCancelled);
    }
    platform::Window window = consentWindow({operation.site, key, submission}, services.messages);
    window.timeout = services.policies.current()->limits.prompt;
    platform::Answer answer = prompt.show(window);
    switch (answer.outcome) {
    case platform::Answer::Outcome::accepted:
        break;
    case platform::Answer::Outcome::refused:
    case platform::Answer::Outcome::closed:
        return fault(protocol::code::userCancelled);
    case platform::Answer::Outcome::timedOut:
        return fault(protocol::code::userTimeout);
    case platform::Answer::Outcome::failed:
        return fault(protocol::code::hostPrompt, {{"reason", answer.reason}});
    }
    // An empty PIN would mean "the token asks itself" to a worker.
    if (!key.token.protectedPath && (answer.pin.empty() || answer.pin.tooLong())) {
        return fault(protocol::code::pinLength, {{"least", key.token.pinLeast}, {"most", key.token.pinMost}});
    }
    return std::move(answer.pin);
}

signing::RawSigner signer(const Operation& operation, const Held& key, token::Secret& pin, Cancellation& cancellation)
{
    const auto used = std::make_shared<bool>(false);
    return [&operation, &key, &pin, &cancellation, used](std::string_view algorithm,
                                                         std::span<const std::uint8_t> digest) -> Result<Der> {
        if (std::exchange(*used, true)) {
            return fault(protocol::code::hostInternal);
        }
        Tokens& tokens = operation.services.tokens;
        // Who typed the PIN where only one try is left was told so by the window: consentWindow().
        token::Credential credential(std::move(pin), key.token.pin == token::PinState::last);
        if (algorithm.starts_with("ES")) {
            return tokens.sign(key, token::Mechanism::ecdsa, std::move(credential), digest, cancellation);
        }
        const Der input = signing::digestInfo(digest);
        return tokens.sign(key, token::Mechanism::rsaPkcs1, std::move(credential), input, cancellation);
    };
}

} // namespace ekey::host
