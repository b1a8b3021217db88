#include "native-host/host/operations/operation.h"

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

Result<ChosenKey> chooseKey(const Operation& operation, const std::optional<std::string>& fingerprint, Use use,
                            Cancellation& cancellation)
{
    Inventory inventory = operation.inventory(cancellation);
    if (inventory.held.empty() && inventory.failure) {
        return *inventory.failure;
    }
    auto held = choose(inventory.held, fingerprint, use, now());
    if (!held) {
        return held.error();
    }
    // No PIN is asked for that the token will not look at.
    if (held->token.pin == token::PinState::locked) {
        return fault(protocol::code::pinLocked);
    }
    return ChosenKey{*std::move(held), std::move(inventory.authorities)};
}

Result<token::Secret> Windows::show(platform::Window window)
{
    Ration& ration = operation_.services.ration;
    const std::string& origin = operation_.site.origin;
    if (!begun_) {
        if (const auto wait = ration.wait(origin, std::chrono::steady_clock::now())) {
            return fault(protocol::code::hostPrompts, {{"seconds", wait->count()}});
        }
        begun_ = true;
        operation_.tell("window");
    }
    platform::Prompt prompt(operation_.services.prompt);
    const Cancellation::Scope scope(cancellation_, [&prompt] { prompt.close(); });
    if (cancellation_.cancelled()) {
        return fault(protocol::code::userCancelled);
    }
    window.timeout = operation_.services.policies.current()->limits.prompt;
    const Stopwatch watch(operation_.spent().window);
    platform::Answer answer = prompt.show(window);
    switch (answer.outcome) {
    case platform::Answer::Outcome::accepted:
        return std::move(answer.pin);
    case platform::Answer::Outcome::failed:
        return fault(protocol::code::hostPrompt, {{"reason", answer.reason}});
    case platform::Answer::Outcome::timedOut:
        ration.leftAlone(origin, std::chrono::steady_clock::now());
        return fault(protocol::code::userTimeout);
    case platform::Answer::Outcome::refused:
    case platform::Answer::Outcome::closed:
        break;
    }
    ration.refused(origin, std::chrono::steady_clock::now());
    return fault(protocol::code::userCancelled);
}

void Windows::agreed() { operation_.services.ration.accepted(operation_.site.origin); }

Result<token::Secret> askPin(const Operation& operation, const std::vector<platform::Window>& windows,
                             const token::TokenInfo& token, Cancellation& cancellation)
{
    Windows shown(operation, cancellation);
    token::Secret pin;
    for (const platform::Window& window : windows) {
        auto typed = shown.show(window);
        if (!typed) {
            return typed;
        }
        pin = *std::move(typed);
    }
    shown.agreed();
    // An empty PIN would mean "the token asks itself" to a worker.
    if (!token.protectedPath && (pin.empty() || pin.tooLong())) {
        return fault(protocol::code::pinLength, {{"least", token.pinLeast}, {"most", token.pinMost}});
    }
    operation.tell(token.protectedPath ? "pad" : "key");
    return pin;
}

RawInput rawInput(std::string_view algorithm, std::span<const std::uint8_t> digest)
{
    if (algorithm.starts_with("ES")) {
        return {token::Mechanism::ecdsa, {digest.begin(), digest.end()}};
    }
    return {token::Mechanism::rsaPkcs1, signing::digestInfo(digest)};
}

signing::RawSigner signer(const Operation& operation, const Held& key, token::Secret& pin, Cancellation& cancellation)
{
    const auto used = std::make_shared<bool>(false);
    return [&operation, &key, &pin, &cancellation, used](std::string_view algorithm,
                                                         std::span<const std::uint8_t> digest) -> Result<Der> {
        if (std::exchange(*used, true)) {
            return fault(protocol::code::hostInternal);
        }
        const RawInput raw = rawInput(algorithm, digest);
        const Stopwatch watch(operation.spent().key);
        return operation.services.tokens.sign(key, raw.mechanism, credential(key.token, std::move(pin)), raw.input,
                                              cancellation);
    };
}

} // namespace ekey::host
