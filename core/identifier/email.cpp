#include "core/identifier/identifier.h"
#include "core/identifier/typed.h"
#include "core/text/utf8.h"

#include <algorithm>

namespace ekey::identifier {
namespace {

// RFC 5321 §4.5.3.1 and RFC 3696 erratum 1690; RFC 1035 §2.3.4. In bytes.
constexpr std::size_t addressMost = 254, localMost = 64, labelMost = 63;

bool isAlphanumeric(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

constexpr std::string_view atomSigns = "!#$%&'*+-/=?^_`{|}~";

/// RFC 5322 §3.2.3 dot-atom. Quoted and internationalised local parts are refused: no mail server here gives them out.
bool isLocal(std::string_view local)
{
    if (local.empty() || local.size() > localMost || local.front() == '.' || local.back() == '.') return false;
    return local.find("..") == local.npos && std::all_of(local.begin(), local.end(), [](char c) {
               return isAlphanumeric(c) || c == '.' || atomSigns.find(c) != atomSigns.npos;
           });
}

/// Roughly the letters that a registry could admit: no punctuation, symbols, private or presentation forms.
bool isForeignLetter(char32_t c)
{
    const bool symbols = (c >= 0x2000 && c <= 0x2BFF) || (c >= 0x3000 && c <= 0x303F && c != 0x3005 && c != 0x3007);
    const bool forms = (c >= 0xFE00 && c <= 0xFE6F) || (c >= 0xFF00 && c <= 0xFFFF);
    return c >= 0xC0 && !symbols && !forms && !(c >= 0xE000 && c <= 0xF8FF) && c < 0xE0000;
}

bool isLabel(std::string_view label)
{
    if (label.empty() || label.size() > labelMost || label.front() == '-' || label.back() == '-') return false;
    for (std::size_t at = 0; at < label.size();) {
        const char32_t c = text::decode(label, at);
        const bool plain = c < 0x80 && (isAlphanumeric(static_cast<char>(c)) || c == '-');
        if (!plain && !isForeignLetter(c)) return false;
    }
    return true;
}

bool isDomain(std::string_view domain)
{
    int labels = 0;
    std::string_view label;
    for (bool more = true; more; ++labels) {
        const std::size_t dot = domain.find('.');
        label = domain.substr(0, dot);
        if (!isLabel(label)) return false;
        more = dot != domain.npos;
        domain.remove_prefix(more ? dot + 1 : domain.size());
    }
    // No top-level domain is all digits; this also keeps addresses out.
    return labels >= 2 && label.find_first_not_of("0123456789") != label.npos;
}

std::string replaceAll(std::string text, std::string_view from, std::string_view to)
{
    for (std::size_t at = text.find(from); at != text.npos; at = text.find(from, at + to.size())) {
        text.replace(at, from.size(), to);
    }
    return text;
}

} // namespace

Checked email(std::string_view text)
{
    // A Chinese keyboard gives 。 where a full stop was meant; RFC 3490 §3.1 takes it for one in domains.
    Checked checked{replaceAll(text::normalize(text), "。", "."), {}, {}};
    std::string& address = checked.normalized;
    if (address.empty()) return checked;
    const std::size_t at = address.find('@');
    if (at == address.npos || address.find('@', at + 1) != address.npos) {
        checked.errors.push_back({"email.at"});
        return checked;
    }
    const std::string local = address.substr(0, at), domain = lower(address.substr(at + 1));
    if (address.size() > addressMost) {
        checked.errors.push_back(
            {"email.length", "", Severity::error, {{"limit", addressMost}, {"found", address.size()}}});
    } else if (!isLocal(local)) {
        checked.errors.push_back({"email.local"});
    } else if (!isDomain(domain)) {
        checked.errors.push_back({"email.domain"});
    }
    address = local + "@" + domain;
    return checked;
}

} // namespace ekey::identifier
