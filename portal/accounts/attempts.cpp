#include "portal/accounts/attempts.h"

#include "core/digest/digest.h"
#include "portal/refused.h"
#include "portal/status.h"
#include "portal/storage/sql.h"

#include <boost/asio/ip/address.hpp>

namespace ekey::portal::accounts {
namespace {

constexpr std::size_t networkBytes = 8;

std::string network(const std::string& address)
{
    boost::system::error_code error;
    const auto parsed = boost::asio::ip::make_address(address, error);
    if (error || !parsed.is_v6()) {
        return address;
    }
    const auto v6 = parsed.to_v6();
    if (v6.is_v4_mapped()) {
        return boost::asio::ip::make_address_v4(boost::asio::ip::v4_mapped, v6).to_string();
    }
    auto bytes = v6.to_bytes();
    std::fill(bytes.begin() + networkBytes, bytes.end(), static_cast<unsigned char>(0));
    return boost::asio::ip::address_v6(bytes).to_string() + "/64";
}

} // namespace

std::string attemptSubject(const std::string& kind, const std::string& about)
{
    return kind + ':' + digest::hex(digest::sha256(kind + ':' + about));
}

std::string addressSubject(const std::string& kind, const std::string& address)
{
    return attemptSubject(kind, network(address));
}

std::optional<Time> countAttempt(soci::session& sql, const std::string& subject, const Rate& rate, Time now)
{
    const Time over = now - longestWindow;
    sql << "DELETE FROM attempts WHERE since <= :s", soci::use(over);
    Time since = 0;
    int count = 0;
    sql << "SELECT since, count FROM attempts WHERE subject = :s", soci::into(since), soci::into(count),
        soci::use(subject);
    if (!sql.got_data() || now - since >= rate.window) {
        sql << "INSERT INTO attempts (subject, since, count) VALUES (:s, :n, 1)"
               " ON CONFLICT (subject) DO UPDATE SET since = excluded.since, count = 1",
            soci::use(subject), soci::use(now);
        return std::nullopt;
    }
    if (count >= rate.count) {
        return since + rate.window - now;
    }
    sql << "UPDATE attempts SET count = count + 1 WHERE subject = :s", soci::use(subject);
    return std::nullopt;
}

void releaseAttempt(soci::session& sql, const std::string& subject)
{
    sql << "UPDATE attempts SET count = count - 1 WHERE subject = :s AND count > 0", soci::use(subject);
}

void forgetAttempts(soci::session& sql, const std::string& subject)
{
    sql << "DELETE FROM attempts WHERE subject = :s", soci::use(subject);
}

void refuseAttempt(Time seconds)
{
    throw Refused(status::tooManyRequests, "attempts.too_many", {}, {{"seconds", seconds}});
}

} // namespace ekey::portal::accounts
