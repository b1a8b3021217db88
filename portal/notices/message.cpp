#include "portal/notices/message.h"

#include "core/digest/digest.h"
#include "core/identifier/identifier.h"
#include "core/text/base64.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>

namespace ekey::portal::notices {
namespace {

constexpr std::size_t wordBytes = 39; ///< "Subject: =?UTF-8?B?…?=" stays within 76 characters (RFC 2047 §2)
constexpr std::size_t lineDigits = 76;
constexpr std::size_t idDigits = 32;

bool isControl(char c) { return (static_cast<unsigned char>(c) < 0x20) || c == 0x7F; }

/// RFC 2047 §4.1 and §5 (3): words are folded between characters, never within one.
std::string encodedWords(std::string_view text)
{
    std::string words;
    while (!text.empty()) {
        std::size_t end = std::min(text.size(), wordBytes);
        while (end > 1 && end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) {
            --end;
        }
        std::string part(text.substr(0, end));
        for (char& c : part) {
            c = isControl(c) ? ' ' : c;
        }
        words += (words.empty() ? "=?UTF-8?B?" : "\r\n =?UTF-8?B?") + text::base64(part) + "?=";
        text.remove_prefix(end);
    }
    return words;
}

/// RFC 2045 §6.8: text has CRLF for its ends of lines before it is encoded.
std::string withCrlf(std::string_view text)
{
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool carriageReturn = text[i] == '\r';
        if (carriageReturn || text[i] == '\n') {
            out += "\r\n";
            i += carriageReturn && i + 1 < text.size() && text[i + 1] == '\n' ? 1 : 0;
        } else {
            out += text[i];
        }
    }
    return out;
}

std::string base64Lines(std::string_view text)
{
    const std::string digits = text::base64(text);
    std::string lines;
    for (std::size_t at = 0; at < digits.size(); at += lineDigits) {
        lines += digits.substr(at, lineDigits) + "\r\n";
    }
    return lines;
}

/// RFC 5322 §3.3.
std::string dateTime(Time time)
{
    static constexpr std::array days{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    static constexpr std::array months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                       "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const std::chrono::sys_seconds moment{std::chrono::seconds{time}};
    const auto day = std::chrono::floor<std::chrono::days>(moment);
    const std::chrono::year_month_day date{day};
    const std::chrono::hh_mm_ss clock{moment - day};
    std::array<char, 64> text{};
    std::snprintf(text.data(), text.size(), "%s, %02u %s %04d %02d:%02d:%02d +0000",
                  days[std::chrono::weekday{day}.c_encoding()], static_cast<unsigned>(date.day()),
                  months[static_cast<unsigned>(date.month()) - 1], static_cast<int>(date.year()),
                  static_cast<int>(clock.hours().count()), static_cast<int>(clock.minutes().count()),
                  static_cast<int>(clock.seconds().count()));
    return text.data();
}

} // namespace

std::string compose(const Message& message)
{
    return "Date: " + dateTime(message.date) + "\r\nFrom: <" + message.from + ">\r\nTo: <" + message.to +
           ">\r\nMessage-ID: " + message.id + "\r\nSubject: " + encodedWords(message.subject) +
           "\r\nAuto-Submitted: auto-generated" // RFC 3834: no holiday notice answers it
           "\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64"
           "\r\n\r\n" +
           base64Lines(withCrlf(message.text));
}

std::string messageId(std::string_view occasion, Time created, std::string_view domain)
{
    const std::string digest = digest::hex(digest::sha256(std::to_string(created) + '\n' + std::string(occasion)));
    return '<' + digest.substr(0, idDigits) + '@' + std::string(domain) + '>';
}

std::string mailAddress(std::string_view text)
{
    const identifier::Checked checked = identifier::email(text);
    if (!checked.errors.empty() || checked.normalized.empty()) {
        return {};
    }
    const auto domain = std::find_if(checked.parts.begin(), checked.parts.end(),
                                     [](const identifier::Part& part) { return part.name == "asciiDomain"; });
    return checked.normalized.substr(0, checked.normalized.find('@') + 1) + domain->value;
}

std::string masked(std::string_view text)
{
    const identifier::Checked checked = identifier::email(text);
    return checked.errors.empty() && !checked.masked.empty() ? checked.masked : "?";
}

} // namespace ekey::portal::notices
