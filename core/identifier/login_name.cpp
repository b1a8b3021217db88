#include "core/identifier/identifier.h"
#include "core/identifier/typed.h"
#include "core/text/utf8.h"

#include <algorithm>

namespace ekey::identifier {
namespace {

constexpr std::size_t accountMost = 64; // characters; no limit of the old systems is public
constexpr std::size_t tradePrefixSize = 13;

bool isAccountSign(char32_t c)
{
    return isDigit(c) || isCapital(c) || (c >= 'a' && c <= 'z') || c == '_' || c == '.' || c == '-';
}

Checked typed(std::string_view text)
{
    if (!text::isUtf8(text)) return unreadable();
    Checked checked;
    checked.normalized = text::normalize(text);
    return checked;
}

/// Length and characters of a name that is no address.
void checkAccount(Checked& checked)
{
    const std::string& name = checked.normalized;
    if (text::length(name) > accountMost) {
        checked.errors.push_back({"login_name.length", "", Severity::error, {{"limit", accountMost}}});
        return;
    }
    for (std::size_t at = 0; at < name.size();) {
        const char32_t c = text::decode(name, at);
        if (isAccountSign(c)) continue;
        checked.errors.push_back({"login_name.character", "", Severity::error, {{"character", visible(c)}}});
        return;
    }
}

std::string maskedName(const std::string& name) { return name.substr(0, name.size() > 1 ? 1 : 0) + "***"; }

bool hasTradeCode(const std::string& name)
{
    return name.size() > tradePrefixSize + 1 && name[tradePrefixSize] == '-' &&
           tradeCode(name.substr(0, tradePrefixSize)).errors.empty();
}

void takeAccount(Checked& checked)
{
    std::string& name = checked.normalized;
    if (hasTradeCode(name)) {
        const std::string code = upper(name.substr(0, tradePrefixSize)), account = name.substr(tradePrefixSize + 1);
        name = code + "-" + account;
        checked.masked = code + "-" + maskedName(account);
        checked.parts = {{"tradeCode", code}, {"account", account}};
    } else {
        checked.masked = maskedName(name);
        checked.parts = {{"account", name}};
    }
}

bool isAddress(std::string_view text) { return text.find('@') != text.npos; }

} // namespace

Checked loginNameGeneral(std::string_view text, const Facts& facts)
{
    Checked checked = typed(text);
    if (isAddress(checked.normalized)) return email(text, facts);
    if (checked.normalized.empty()) return checked;
    checkAccount(checked);
    if (!checked.errors.empty()) return checked;
    if (hasTradeCode(checked.normalized)) {
        takeAccount(checked);
    } else {
        const bool meant = checked.normalized.find('-') == tradePrefixSize;
        checked.errors.push_back({meant ? "login_name.trade_code" : "login_name.general"});
    }
    return checked;
}

Checked loginNameMechanical(std::string_view text, const Facts&)
{
    Checked checked = typed(text);
    if (checked.normalized.empty()) return checked;
    if (isAddress(checked.normalized)) {
        checked.errors.push_back({"login_name.email"});
        return checked;
    }
    checkAccount(checked);
    if (checked.errors.empty()) takeAccount(checked);
    return checked;
}

Checked loginNameUsedVehicle(std::string_view text, const Facts& facts)
{
    const Checked checked = typed(text);
    return isAddress(checked.normalized) ? email(text, facts) : loginNameMechanical(text, facts);
}

} // namespace ekey::identifier
