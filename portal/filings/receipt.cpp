#include "portal/filings/receipt.h"

#include "portal/refused.h"
#include "portal/storage/sql.h"

#include <algorithm>

namespace ekey::portal::filings {
namespace {

constexpr std::size_t dayDigits = 8;
constexpr std::size_t numberDigits = 6;

/// ISO/IEC 7064:2003, clause 8: the hybrid system MOD 11,10.
char checkDigit(std::string_view digits)
{
    unsigned product = 10;
    for (const char digit : digits) {
        unsigned sum = (product + static_cast<unsigned>(digit - '0')) % 10;
        sum = sum == 0 ? 10 : sum;
        product = sum * 2 % 11;
    }
    return static_cast<char>('0' + (11 - product) % 10);
}

} // namespace

std::string receipt(std::string_view day, long number)
{
    std::string digits(day);
    std::erase(digits, '-');
    std::string sequence = std::to_string(number);
    sequence.insert(0, numberDigits - std::min(numberDigits, sequence.size()), '0');
    return digits + '-' + sequence + '-' + checkDigit(digits + sequence);
}

bool isReceipt(std::string_view text)
{
    constexpr std::size_t length = dayDigits + numberDigits + 3;
    if (text.size() != length || text[dayDigits] != '-' || text[length - 2] != '-') {
        return false;
    }
    std::string digits(text.substr(0, length - 2));
    digits.erase(dayDigits, 1);
    const bool numeric = std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; });
    return numeric && text.back() == checkDigit(digits);
}

std::string nextReceipt(soci::session& sql, const std::string& day)
{
    long long number = 0;
    sql << "INSERT INTO receipts (day, last) VALUES (:d, 1) ON CONFLICT (day) DO UPDATE SET last = last + 1 RETURNING "
           "last",
        soci::use(day), soci::into(number);
    if (number > receiptsPerDay) {
        throw Refused(503, "receipt.exhausted");
    }
    return receipt(day, static_cast<long>(number));
}

} // namespace ekey::portal::filings
