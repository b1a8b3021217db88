#include "core/identifier/resident_id.h"

namespace ekey::identifier {
namespace {

int number(std::string_view digits)
{
    int value = 0;
    for (const char c : digits) {
        value = value * 10 + (c - '0');
    }
    return value;
}

bool isDate(int year, int month, int day)
{
    constexpr int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (year < 1800 || month < 1 || month > 12 || day < 1) return false;
    const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return day <= days[month - 1] + (leap && month == 2 ? 1 : 0);
}

} // namespace

bool isResidentId(std::string_view text)
{
    constexpr int weights[] = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    if (text.size() != 18 || text.substr(0, 17).find_first_not_of("0123456789") != text.npos) return false;
    int sum = 0;
    for (std::size_t i = 0; i < 17; ++i) {
        sum += (text[i] - '0') * weights[i];
    }
    return text[17] == "10X98765432"[sum % 11] &&
           isDate(number(text.substr(6, 4)), number(text.substr(10, 2)), number(text.substr(12, 2)));
}

} // namespace ekey::identifier
