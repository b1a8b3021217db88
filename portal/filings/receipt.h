// Receipt numbers (回执号): what a person reads over the telephone.
#pragma once

#include <string>
#include <string_view>

namespace soci {
class session;
}

namespace ekey::portal::filings {

inline constexpr long receiptsPerDay = 999'999;

/// "20261123-000042-7": the day in China, the day's sequence, and the check digit of both (ISO/IEC 7064, MOD 11,10),
/// which finds every single wrong digit and nearly every swap of neighbours. `number` is 1 … receiptsPerDay.
std::string receipt(std::string_view day, long number);
bool isReceipt(std::string_view text);

/// The day's next, taken within the caller's transaction. Refused (503): receipt.exhausted.
std::string nextReceipt(soci::session& sql, const std::string& day);

} // namespace ekey::portal::filings
