#include "portal/phones/authorisations.h"

#include "core/identifier/identifier.h"
#include "core/json/canonical.h"
#include "portal/accounts/random.h"
#include "portal/filings/store.h"
#include "portal/phones/limits.h"
#include "portal/refused.h"
#include "portal/status.h"
#include "portal/storage/sql.h"

namespace ekey::portal::phones {
namespace {

constexpr std::size_t idBytes = 16;

std::string stateOf(const std::string& filingState, Time withdrawn, const std::string& until, Time now)
{
    const bool filingEnded = filingState == "withdrawn" || filingState == "rejected" || filingState == "expired";
    if (withdrawn != 0 || filingEnded) {
        return "withdrawn";
    }
    return until < dateInChina(now) ? "expired" : "active";
}

/// `only`: one of them; empty: all.
json::Value select(soci::session& sql, const Caller& caller, const std::string& only, Time now)
{
    json::Value found = json::Value::array();
    std::string id, filing, number, name, mobile, permissions, until, state;
    long long since = 0;
    long long withdrawn = 0;
    const std::string owner = caller.owner();
    const std::string uscc = caller.certificate ? caller.uscc : std::string(); // the key alone proves the enterprise
    const int most = listedMost;
    soci::statement rows =
        (sql.prepare << "SELECT phones.id, filings.id, filings.number, phones.name, phones.mobile, permissions, since,"
                        " phones.until, withdrawn, state FROM phones JOIN filings ON filings.id = phones.filing"
                        " WHERE (owner = :o OR (uscc = :u AND :same <> '')) AND (phones.id = :i OR :j = '')"
                        // Whoever registers with the enterprise's code cannot crowd its own out.
                        " ORDER BY owner = :p DESC, since DESC, phones.id LIMIT :m",
         soci::into(id), soci::into(filing), soci::into(number), soci::into(name), soci::into(mobile),
         soci::into(permissions), soci::into(since), soci::into(until), soci::into(withdrawn), soci::into(state),
         soci::use(owner), soci::use(uscc), soci::use(uscc), soci::use(only), soci::use(only), soci::use(owner),
         soci::use(most));
    rows.execute();
    while (rows.fetch()) {
        found.push_back({{"phone", id},
                         {"filing", filing},
                         {"number", number},
                         {"name", name},
                         {"mobile", mobile},
                         {"permissions", filings::readKept(permissions)},
                         {"since", timestamp(since)},
                         {"until", until},
                         {"state", stateOf(state, withdrawn, until, now)}});
    }
    return found;
}

} // namespace

void demandProven(const filings::Filing& filing, const json::Value& facts)
{
    if (filing.business == business && !facts.contains("verifiedMobile")) {
        throw Refused(status::unprocessable, "submission.phone", "/binding/mobile");
    }
}

void authorise(soci::session& sql, const filings::Filing& filing, const form::Submission& submission, Time now)
{
    if (filing.business != business) {
        return;
    }
    const json::Value& binding = submission.answers.at("binding");
    const std::string id = accounts::randomHex(idBytes);
    const std::string name = submission.answers.at("authorisedUser").at("name").get<std::string>();
    const std::string mobile = identifier::mobile(binding.at("mobile").get<std::string>()).masked;
    const std::string permissions = json::canonical(binding.at("permissions"));
    const std::string until = binding.at("until").get<std::string>();
    const long long since = now;
    // Once more of a filing that was returned: what was submitted last is what counts.
    sql << "INSERT INTO phones (id, filing, name, mobile, permissions, since, until, withdrawn)"
           " VALUES (:i, :f, :n, :m, :p, :s, :u, 0) ON CONFLICT (filing) DO UPDATE SET name = excluded.name,"
           " mobile = excluded.mobile, permissions = excluded.permissions, since = excluded.since,"
           " until = excluded.until",
        soci::use(id), soci::use(filing.id), soci::use(name), soci::use(mobile), soci::use(permissions),
        soci::use(since), soci::use(until);
}

json::Value list(soci::session& sql, const Caller& caller, Time now) { return select(sql, caller, {}, now); }

json::Value withdraw(soci::session& sql, const Caller& caller, const std::string& id, Time now)
{
    for (json::Value& one : select(sql, caller, id, now)) {
        if (one.at("state") != "active") {
            throw Refused(status::conflict, "phone.ended");
        }
        const long long at = now;
        sql << "UPDATE phones SET withdrawn = :t WHERE id = :i", soci::use(at), soci::use(id);
        one["state"] = "withdrawn";
        return one;
    }
    throw Refused(status::notFound, "phone.unknown");
}

} // namespace ekey::portal::phones
