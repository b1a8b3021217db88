#include "native-host/host/operations/change_pin.h"

#include "native-host/host/fault.h"
#include "native-host/host/limits.h"
#include "native-host/host/windows/pin_change.h"

#include <algorithm>

namespace ekey::host {
namespace {

Result<Plugged> chooseToken(const Operation& operation, const std::optional<std::string>& name,
                            Cancellation& cancellation)
{
    Inventory inventory = operation.inventory(cancellation);
    if (inventory.tokens.empty() && inventory.failure) {
        return *inventory.failure;
    }
    if (name) {
        const auto found = std::find_if(inventory.tokens.begin(), inventory.tokens.end(),
                                        [&](const Plugged& one) { return tokenName(one) == *name; });
        if (found == inventory.tokens.end()) {
            return fault(protocol::code::tokenRemoved);
        }
        return *found;
    }
    if (inventory.tokens.empty()) {
        return fault(protocol::code::tokenNone);
    }
    if (inventory.tokens.size() > 1) {
        return fault(protocol::code::tokenSeveral);
    }
    return inventory.tokens.front();
}

bool fits(const token::Secret& pin, const token::TokenInfo& token)
{
    const std::size_t bytes = pin.view().size();
    return !pin.empty() && !pin.tooLong() && bytes >= token.pinLeast && bytes <= token.pinMost;
}

class PinWindows {
public:
    PinWindows(const Operation& operation, const Plugged& key, Cancellation& cancellation)
        : operation_(operation), key_(key), windows_(operation, cancellation)
    {}

    Result<token::Secret> ask(PinStep step, std::string_view complaint = {})
    {
        return windows_.show(pinChangeWindow(operation_.site, key_, step, complaint, operation_.services.messages));
    }
    void agreed() { windows_.agreed(); }

    /// Asks again where the two differ, or have no length that the token takes.
    Result<token::Secret> askFresh()
    {
        std::string_view complaint;
        for (int tries = 0; tries < limits::newPinTries; ++tries) {
            auto fresh = ask(PinStep::fresh, complaint);
            if (!fresh) {
                return fresh;
            }
            if (!fits(*fresh, key_.token)) {
                complaint = "window.pin_wrong_length";
                continue;
            }
            const auto again = ask(PinStep::again);
            if (!again) {
                return again.error();
            }
            if (again->view() == fresh->view()) {
                return fresh;
            }
            complaint = "window.pin_differs";
        }
        return fault(protocol::code::pinMismatch);
    }

private:
    const Operation& operation_;
    const Plugged& key_;
    Windows windows_;
};

} // namespace

Result<Plugged> changePin(const Operation& operation, const std::optional<std::string>& name,
                          Cancellation& cancellation)
{
    auto plugged = chooseToken(operation, name, cancellation);
    if (!plugged) {
        return plugged;
    }
    const token::TokenInfo& token = plugged->token;
    if (token.pin == token::PinState::locked) {
        return fault(protocol::code::pinLocked);
    }
    if (!token.writable) {
        return fault(protocol::code::tokenReadonly);
    }
    PinWindows windows(operation, *plugged, cancellation);
    auto present = windows.ask(PinStep::present);
    if (!present) {
        return present.error();
    }
    token::Secret fresh;
    if (!token.protectedPath) {
        if (present->empty() || present->tooLong()) {
            return fault(protocol::code::pinLength, {{"least", token.pinLeast}, {"most", token.pinMost}});
        }
        auto typed = windows.askFresh();
        if (!typed) {
            return typed.error();
        }
        fresh = *std::move(typed);
    }
    windows.agreed();
    operation.tell(token.protectedPath ? "pad" : "key");
    const Stopwatch watch(operation.spent().key);
    const auto changed = operation.services.tokens.changePin(*plugged, credential(token, *std::move(present)),
                                                             std::move(fresh), cancellation);
    if (!changed) {
        return changed.error();
    }
    return plugged;
}

} // namespace ekey::host
