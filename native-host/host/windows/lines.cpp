#include "native-host/host/windows/lines.h"

#include "core/text/utf8.h"
#include "native-host/host/limits.h"

#include <chrono>
#include <cstdio>

namespace ekey::host {

void Lines::add(std::string_view code, const json::Value& params) { lines_.push_back(messages_.text(code, params)); }

std::string Lines::text() const
{
    std::string text;
    for (const std::string& line : lines_) {
        text += (text.empty() ? "" : "\n") + line;
    }
    return text;
}

void Lines::addSite(const Grant& site)
{
    add("window.site", {{"origin", site.origin}});
    if (site.development) {
        add("window.development");
    }
}

void Lines::addPage(std::size_t page, std::size_t pages)
{
    if (pages > 1) {
        add("window.page", {{"page", page}, {"pages", pages}});
    }
}

void Lines::addKey(const Held& key)
{
    const Certificate& certificate = key.certificate;
    add(key.expired ? "window.certificate_expired" : "window.certificate",
        {{"name", foreign(certificate.commonName())}, {"notAfter", dayInChina(certificate.notAfter())}});
    if (key.driver.empty()) {
        add("window.token", {{"token", tokenText(key.token)}});
    } else {
        add("window.token_driver", {{"token", tokenText(key.token)}, {"driver", foreign(key.driver)}});
    }
}

std::string foreign(std::string_view text) { return text::quoted(text, limits::quoted); }

std::string tokenText(const token::TokenInfo& token)
{
    return foreign(token.label.empty() ? token.serial : token.label);
}

std::string dayInChina(signature::Time time)
{
    using namespace std::chrono;
    const year_month_day date(floor<days>(sys_seconds(seconds(time)) + hours(8)));
    char text[40];
    const int length = std::snprintf(text, sizeof text, "%04d-%02u-%02u", static_cast<int>(date.year()),
                                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
    return {text, static_cast<std::size_t>(length)};
}

std::string sizeText(std::int64_t bytes)
{
    constexpr std::int64_t unit = 1000;
    if (bytes < unit) {
        return std::to_string(bytes) + " B";
    }
    const std::int64_t tenths = bytes * 10 / unit;
    return tenths < 10 * unit ? std::to_string(tenths / 10) + "." + std::to_string(tenths % 10) + " KB"
                              : std::to_string(tenths / unit / 10) + "." + std::to_string(tenths / unit % 10) + " MB";
}

std::string pinWarning(token::PinState state, const text::Messages& messages)
{
    switch (state) {
    case token::PinState::low:
        return messages.text("window.pin_low");
    case token::PinState::last:
        return messages.text("window.pin_last");
    default:
        return {};
    }
}

} // namespace ekey::host
