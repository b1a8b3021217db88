#include "core/identifier/domain.h"
#include "core/identifier/identifier.h"
#include "core/identifier/typed.h"
#include "core/text/utf8.h"

#include <algorithm>

namespace ekey::identifier {
namespace {

// RFC 5321 §4.5.3.1 and RFC 3696 erratum 1690, in bytes.
constexpr std::size_t addressMost = 254, localMost = 64;

constexpr std::string_view atomSigns = "!#$%&'*+-/=?^_`{|}~";

/// RFC 5322 §3.2.3 dot-atom. Quoted and internationalised local parts are refused: no mail server here gives them out.
bool isLocal(std::string_view local)
{
    if (local.empty() || local.size() > localMost || local.front() == '.' || local.back() == '.') return false;
    return local.find("..") == local.npos && std::all_of(local.begin(), local.end(), [](char c) {
               return isDigit(static_cast<unsigned char>(c)) || isCapital(static_cast<unsigned char>(c)) ||
                      (c >= 'a' && c <= 'z') || c == '.' || atomSigns.find(c) != atomSigns.npos;
           });
}

std::string replaceAll(std::string text, std::string_view from, std::string_view to)
{
    std::string out;
    std::size_t done = 0;
    for (std::size_t at = text.find(from); at != text.npos; at = text.find(from, done)) {
        out.append(text, done, at - done).append(to);
        done = at + from.size();
    }
    return out.append(text, done);
}

/// The first character of the local part, unless it is all of it.
std::string maskedAddress(std::string_view local, const std::string& domain)
{
    return std::string(local.substr(0, local.size() > 1 ? 1 : 0)) + "***@" + domain;
}

} // namespace

Checked email(std::string_view text, const Facts&)
{
    if (!text::isUtf8(text)) return unreadable();
    Checked checked;
    // A Chinese keyboard gives 。 where a full stop was meant; RFC 3490 §3.1 takes it for one in domains.
    std::string& address = checked.normalized = replaceAll(text::normalize(text), "。", ".");
    if (address.empty()) return checked;
    const std::size_t at = address.find('@');
    if (at == address.npos || address.find('@', at + 1) != address.npos) {
        checked.errors.push_back({"email.at"});
        return checked;
    }
    const std::string local = address.substr(0, at), typed = address.substr(at + 1);
    const std::optional<Domain> domain = readDomain(typed);
    const std::size_t found = domain ? at + 1 + domain->ascii.size() : address.size();
    if (found > addressMost) {
        checked.errors.push_back({"email.length", "", Severity::error, {{"limit", addressMost}, {"found", found}}});
    } else if (!isLocal(local)) {
        checked.errors.push_back({"email.local"});
    } else if (!domain) {
        checked.errors.push_back({"email.domain"});
    } else {
        checked.masked = maskedAddress(local, domain->shown);
        checked.parts = {{"domain", domain->shown}, {"asciiDomain", domain->ascii}};
    }
    address = local + "@" + (domain ? domain->shown : lower(typed));
    return checked;
}

} // namespace ekey::identifier
