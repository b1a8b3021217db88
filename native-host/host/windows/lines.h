// The lines of a window: texts of the catalogue, with somebody else's words cut and cleaned.
#pragma once

#include "core/text/messages.h"
#include "native-host/host/policy.h"
#include "native-host/host/tokens.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace ekey::host {

class Lines {
public:
    explicit Lines(const text::Messages& messages) : messages_(messages) {}

    void add(std::string_view code, const json::Value& params = json::Value::object());
    /// Which site asks: the first line of every window.
    void addSite(const Grant& site);
    /// Which page of several it is; nothing where there is one.
    void addPage(std::size_t page, std::size_t pages);
    /// With whose key, and which one it is: what a PIN goes to.
    void addKey(const Held& key);

    const text::Messages& messages() const { return messages_; }
    const std::vector<std::string>& all() const { return lines_; }
    std::string text() const;

private:
    const text::Messages& messages_;
    std::vector<std::string> lines_;
};

/// Somebody else's text, at most limits::quoted characters of it.
std::string foreign(std::string_view text);
/// What a token calls itself: its label, or without one its serial number.
std::string tokenText(const token::TokenInfo& token);
/// The day in China (UTC+8): a certificate's last day there is what people know.
std::string dayInChina(signature::Time time);
/// In units of 1000, as the page says it, and as limits are given.
std::string sizeText(std::int64_t bytes);
/// What is said before a PIN is typed that may lock the token; empty where there is nothing to say.
std::string pinWarning(token::PinState state, const text::Messages& messages);

} // namespace ekey::host
