#include "portal/accounts/password_rules.h"

#include "core/text/utf8.h"
#include "portal/accounts/limits.h"

#include <algorithm>

namespace ekey::portal::accounts {
namespace {

constexpr std::size_t nameLeast = 4;  ///< a shorter name stands in too many passwords by chance
constexpr std::size_t periodMost = 6; ///< "abc123abc123" is two of six

// Of the commonest in published leaks, and of those in China, what is long enough to be met here. In lower case.
constexpr std::string_view commonPasswords[] = {
    "password1234",     "password12345",        "password123456",  "password123!",     "passwordpassword",
    "mypassword123",    "p@ssw0rd1234",         "p@ssword1234",    "passw0rd1234",     "administrator",
    "administrator1",   "admin1234567",         "admin12345678",   "admin123456789",   "adminadmin123",
    "welcome12345",     "welcome123456",        "letmein12345",    "changeme1234",     "changeme12345",
    "iloveyou1234",     "iloveyou12345",        "iloveyou123456",  "qwertyuiop12",     "qwertyuiop123",
    "qwertyuiop1234",   "qwertyuiopasdf",       "qwertyuiop[]",    "qwertyuiop[]\\",   "asdfghjkl123",
    "asdfghjkl;'\\",    "asdfghjklqwertyuiop",  "zxcvbnm12345",    "zxcvbnm123456",    "qwerty123456",
    "qwerty1234567",    "qwerty12345678",       "qwerty123456789", "1q2w3e4r5t6y",     "1q2w3e4r5t6y7u",
    "1q2w3e4r5t6y7u8i", "1q2w3e4r5t6y7u8i9o0p", "q1w2e3r4t5y6",    "q1w2e3r4t5y6u7i8", "1qaz2wsx3edc",
    "1qaz2wsx3edc4rfv", "qazwsxedcrfv",         "qazwsxedc123",    "qazwsx123456",     "1qazxsw23edc",
    "zaq12wsxcde3",     "!qaz2wsx3edc",         "abc123456789",    "abc1234567890",    "abcd12345678",
    "abcd123456789",    "abcde1234567",         "abcdef123456",    "abcdefg12345",     "abcdefg123456",
    "abcdefgh1234",     "a12345678910",         "a1234567890123",  "aa1234567890",     "aa123456789.",
    "a123456789.0",     "123456789abc",         "1234567890ab",    "1234567890abc",    "123456789qwe",
    "123456qwerty",     "123456abcdef",         "147258369147",    "147258369000",     "741852963741",
    "789456123000",     "789456123789",         "159357159357",    "112233445566",     "11223344556677",
    "1122334455667788", "100200300400",         "102030405060",    "121212121212",     "123321123321",
    "woaini123456",     "woaini1314520",        "woaini5201314",   "woaini13145200",   "5201314woaini",
    "woaiwojia123",     "woaizhongguo",         "5201314520131",   "520131452013",     "52013145201314",
    "13145201314520",   "1314520131452",        "zhongguo1234",    "zhongguo123456",   "zhangwei123456",
    "wangwei123456",    "qq1234567890",         "qq123456789.",    "taobao123456",     "alibaba123456",
    "shanghai1234",     "beijing12345",         "mima12345678",    "mima123456789",    "mimamima1234",
    "dianziyaoshi",     "dianziyaoshi1",        "jinchukou123",    "shangwubu123",     "correcthorsebatterystaple",
    "trustno1trustno1", "football1234",         "baseball1234",    "princess1234",     "sunshine1234",
    "superman1234",     "dragon123456",         "monkey123456",    "michael12345",     "charlie12345",
    "computer1234",     "internet1234",         "whatever1234",    "starwars1234",
};

std::string lowerAscii(std::string text)
{
    std::transform(text.begin(), text.end(), text.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return text;
}

bool holds(const std::string& password, std::string_view name)
{
    return name.size() >= nameLeast && password.find(lowerAscii(std::string(name))) != password.npos;
}

/// One short piece again and again, the last one perhaps cut: "aaaaaaaaaaaa", "123123123123".
bool repeats(std::string_view text)
{
    for (std::size_t period = 1; period <= periodMost; ++period) {
        if (text.substr(period) == text.substr(0, text.size() - period)) return true;
    }
    return false;
}

/// Every byte follows the one before it: "abcdefghijkl", "123456789012", "987654321098".
bool counts(std::string_view text)
{
    const auto follows = [](char next, char last) { return next == last + 1 || (last == '9' && next == '0'); };
    const auto broken = [](std::string_view whole, auto fits) {
        return std::adjacent_find(whole.begin(), whole.end(), [fits](char a, char b) { return !fits(a, b); }) !=
               whole.end();
    };
    return !broken(text, [&](char a, char b) { return follows(b, a); }) ||
           !broken(text, [&](char a, char b) { return follows(a, b); });
}

bool isCommon(const std::string& password)
{
    return std::find(std::begin(commonPasswords), std::end(commonPasswords), password) != std::end(commonPasswords) ||
           repeats(password) || counts(password);
}

} // namespace

Errors passwordErrors(const std::string& password, const PasswordContext& context, std::string_view pointer)
{
    if (!text::isUtf8(password)) return {Error("text.encoding", pointer)};
    const std::size_t length = text::length(password);
    if (length < passwordLeast) {
        return {Error("password.short", pointer, Severity::error, {{"least", passwordLeast}})};
    }
    if (length > passwordMost) {
        return {Error("password.long", pointer, Severity::error, {{"limit", passwordMost}})};
    }
    Errors errors;
    const std::string lower = lowerAscii(password);
    const std::string_view user = std::string_view(context.email).substr(0, context.email.find('@'));
    if (holds(lower, context.login) || holds(lower, user) || holds(lower, context.uscc)) {
        errors.emplace_back("password.account", pointer);
    }
    if (isCommon(lower)) {
        errors.emplace_back("password.common", pointer);
    }
    return errors;
}

} // namespace ekey::portal::accounts
