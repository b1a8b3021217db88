#include "native-host/host/windows/pin_change.h"

#include "native-host/host/windows/lines.h"

#include <string>

namespace ekey::host {
namespace {

constexpr std::string_view prompts[] = {"window.pin_present", "window.pin_new", "window.pin_again"};

} // namespace

platform::Window pinChangeWindow(const Grant& site, const Plugged& key, PinStep step, std::string_view complaint,
                                 const text::Messages& messages)
{
    const token::TokenInfo& token = key.token;
    Lines lines(messages);
    lines.addSite(site);
    lines.add("window.change_pin", {{"token", tokenText(token)}});
    if (!key.driver.empty()) {
        lines.add("window.driver", {{"driver", foreign(key.driver)}});
    }
    if (token.protectedPath) {
        lines.add("window.pad_change");
    } else if (step != PinStep::present) {
        lines.add("window.pin_length", {{"least", token.pinLeast}, {"most", token.pinMost}});
    }
    std::string warning;
    if (!complaint.empty()) {
        warning = messages.text(complaint, {{"least", token.pinLeast}, {"most", token.pinMost}});
    } else if (step == PinStep::present) {
        warning = pinWarning(token.pin, messages);
    }
    return {.title = messages.text("window.title"),
            .description = lines.text(),
            .warning = warning,
            .prompt = messages.text(prompts[static_cast<int>(step)]),
            .accept =
                messages.text(step == PinStep::again || token.protectedPath ? "window.accept_pin" : "window.next"),
            .refuse = messages.text("window.refuse"),
            .asksPin = !token.protectedPath};
}

} // namespace ekey::host
