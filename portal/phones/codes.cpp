#include "portal/phones/codes.h"

#include "core/digest/digest.h"
#include "portal/accounts/attempts.h"
#include "portal/accounts/random.h"
#include "portal/phones/limits.h"
#include "portal/storage/sql.h"

#include <openssl/crypto.h>

namespace ekey::portal::phones {
namespace {

constexpr std::uint32_t codes = 1'000'000;
constexpr std::size_t codeDigits = 6;

std::string randomCode()
{
    constexpr std::uint32_t fair = UINT32_MAX - UINT32_MAX % codes; // below it every code is as likely
    for (;;) {
        std::uint32_t number = 0;
        for (const std::uint8_t byte : accounts::randomBytes(sizeof number)) {
            number = number << 8 | byte;
        }
        if (number < fair) {
            const std::string digits = std::to_string(number % codes);
            return std::string(codeDigits - digits.size(), '0') + digits;
        }
    }
}

std::string digestOf(const std::string& filing, const std::string& mobile, const std::string& code)
{
    return digest::hex(digest::sha256("ekey phone code\n" + filing + '\n' + mobile + '\n' + code));
}

void count(soci::session& sql, const std::string& kind, const std::string& about, const accounts::Rate& rate, Time now)
{
    if (const auto wait = accounts::countAttempt(sql, accounts::attemptSubject(kind, about), rate, now)) {
        accounts::refuseAttempt(*wait);
    }
}

} // namespace

std::string makeCode(soci::session& sql, const std::string& filing, const std::string& owner, const std::string& mobile,
                     Time now)
{
    count(sql, "code-of-filing", filing, codesOfFiling, now);
    count(sql, "code-to-mobile", mobile, codesToMobile, now);
    count(sql, "code-of-owner", owner, codesOfOwner, now);
    count(sql, "code-at-once", owner, codesAtOnce, now);
    const std::string code = randomCode();
    const std::string kept = digestOf(filing, mobile, code);
    const long long until = now + codeSeconds;
    sql << "INSERT INTO phone_codes (filing, mobile, code, until, tries, proven) VALUES (:f, :m, :c, :u, 0, '')"
           " ON CONFLICT (filing) DO UPDATE SET mobile = excluded.mobile, code = excluded.code, until = excluded.until,"
           " tries = 0",
        soci::use(filing), soci::use(mobile), soci::use(kept), soci::use(until);
    return code;
}

Proof prove(soci::session& sql, const std::string& filing, const std::string& code, Time now, int& left)
{
    std::string mobile;
    std::string kept;
    long long until = 0;
    int tries = 0;
    sql << "SELECT mobile, code, until, tries FROM phone_codes WHERE filing = :f", soci::into(mobile), soci::into(kept),
        soci::into(until), soci::into(tries), soci::use(filing);
    if (!sql.got_data() || kept.empty()) {
        return Proof::none;
    }
    if (now >= until) {
        return Proof::expired;
    }
    const std::string given = digestOf(filing, mobile, code);
    if (CRYPTO_memcmp(given.data(), kept.data(), kept.size()) == 0) {
        sql << "UPDATE phone_codes SET code = '', proven = mobile WHERE filing = :f", soci::use(filing);
        return Proof::right;
    }
    left = codeTries - tries - 1;
    const std::string still = left > 0 ? kept : std::string();
    sql << "UPDATE phone_codes SET tries = tries + 1, code = :c WHERE filing = :f", soci::use(still), soci::use(filing);
    return Proof::wrong;
}

std::string provenMobile(soci::session& sql, const std::string& filing)
{
    std::string proven;
    sql << "SELECT proven FROM phone_codes WHERE filing = :f", soci::into(proven), soci::use(filing);
    return proven;
}

} // namespace ekey::portal::phones
