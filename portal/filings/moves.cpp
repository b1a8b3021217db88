#include "portal/filings/moves.h"

#include "portal/filings/states.h"
#include "portal/materials/store.h"
#include "portal/refused.h"
#include "portal/storage/sql.h"

namespace ekey::portal::filings {
namespace {

void note(soci::session& sql, const Filing& filing, std::string_view mover, Time now)
{
    const std::string by(mover);
    sql << "INSERT INTO moves (filing, number, state, at, by) SELECT :f, COUNT(*) + 1, :s, :a, :b FROM moves"
           " WHERE filing = :same",
        soci::use(filing.id), soci::use(filing.state), soci::use(now), soci::use(by), soci::use(filing.id);
}

std::vector<std::string> untouched(soci::session& sql, const std::string& state, Time since)
{
    std::vector<std::string> ids;
    std::string id;
    const int most = expiredAtOnce;
    soci::statement rows =
        (sql.prepare << "SELECT id FROM filings WHERE state = :s AND changed <= :t ORDER BY changed LIMIT :m",
         soci::into(id), soci::use(state), soci::use(since), soci::use(most));
    rows.execute();
    while (rows.fetch()) {
        ids.push_back(id);
    }
    return ids;
}

} // namespace

void begin(soci::session& sql, Filing& filing)
{
    filing.state = states().begins();
    insert(sql, filing);
    note(sql, filing, toString(Role::enterprise), filing.created);
}

void move(soci::session& sql, Filing& filing, std::string_view to, std::string_view by, Time now)
{
    if (!states().allows(filing.state, to, by, filing.business)) {
        throw Refused(409, "filing.move");
    }
    filing.state = to;
    ++filing.version;
    filing.changed = now;
    filing.nonce.clear();
    sql << "UPDATE filings SET state = :s, version = :v, changed = :c, nonce = '' WHERE id = :id",
        soci::use(filing.state), soci::use(filing.version), soci::use(filing.changed), soci::use(filing.id);
    note(sql, filing, by, now);
}

std::vector<Made> history(soci::session& sql, const std::string& filing)
{
    std::vector<Made> moves;
    Made made;
    soci::statement rows = (sql.prepare << "SELECT state, at, by FROM moves WHERE filing = :f ORDER BY number",
                            soci::into(made.state), soci::into(made.at), soci::into(made.by), soci::use(filing));
    rows.execute();
    while (rows.fetch()) {
        moves.push_back(made);
    }
    return moves;
}

void eraseContents(soci::session& sql, Filing& filing)
{
    if (findAccepted(sql, filing.id)) {
        return;
    }
    filing.draft.clear();
    filing.facts = "{}";
    sql << "UPDATE filings SET draft = '', facts = '{}' WHERE id = :id", soci::use(filing.id);
    materials::removeAll(sql, filing.id);
}

void expire(soci::session& sql, Time now)
{
    for (const std::string& state : states().before("expired", byPortal)) {
        for (const std::string& id : untouched(sql, state, now - draftKeptSeconds)) {
            Filing filing = *find(sql, id);
            move(sql, filing, "expired", byPortal, now);
            eraseContents(sql, filing);
        }
    }
    for (const std::string state : {"withdrawn", "expired"}) {
        const Time since = now - closedKeptSeconds;
        sql << "DELETE FROM filings WHERE state = :s AND changed <= :t"
               " AND NOT EXISTS (SELECT 1 FROM submissions WHERE submissions.filing = filings.id)",
            soci::use(state), soci::use(since);
    }
}

} // namespace ekey::portal::filings
