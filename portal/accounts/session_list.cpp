// 会话列表: where whoever is logged in is logged in as well.
#include "portal/accounts/handlers.h"
#include "portal/http/json_body.h"
#include "portal/refused.h"
#include "portal/status.h"
#include "portal/storage/database.h"
#include "portal/storage/sql.h"

namespace ekey::portal::accounts {
namespace {

json::Value listOf(soci::session& sql, const Caller& caller, Time now)
{
    json::Value list = json::Value::array();
    std::string id, agent, address;
    Time created = 0, seen = 0;
    int byKey = 0;
    const std::string owner = caller.owner();
    const Time begun = now - sessionSeconds;
    const Time used = now - sessionIdleSeconds;
    soci::statement statement =
        (sql.prepare
             << "SELECT id, created, seen, agent, address, CASE WHEN certificate IS NULL THEN 0 ELSE 1 END"
                " FROM sessions WHERE owner = :o AND created > :c AND seen > :s ORDER BY seen DESC, created DESC",
         soci::into(id), soci::into(created), soci::into(seen), soci::into(agent), soci::into(address),
         soci::into(byKey), soci::use(owner), soci::use(begun), soci::use(used));
    statement.execute();
    while (statement.fetch()) {
        list.push_back({{"id", id},
                        {"current", id == caller.session},
                        {"by", byKey ? "key" : "password"},
                        {"createdAt", timestamp(created)},
                        {"seenAt", timestamp(seen)},
                        {"agent", agent},
                        {"address", address}});
    }
    return list;
}

} // namespace

http::Answer showSessions(const Api& api, const http::Request& request)
{
    const Time now = api.clock();
    json::Value list = api.database.run([&](soci::session& sql) { return listOf(sql, *request.caller, now); });
    return http::reply(200, {{"sessions", std::move(list)}});
}

http::Answer endOtherSessions(const Api& api, const http::Request& request)
{
    const std::string owner = request.caller->owner();
    api.database.run([&](soci::session& sql) {
        sql << "DELETE FROM sessions WHERE owner = :o AND id <> :i", soci::use(owner),
            soci::use(request.caller->session);
    });
    return http::nothing();
}

http::Answer endOneSession(const Api& api, const http::Request& request)
{
    const std::string owner = request.caller->owner();
    const auto ended = api.database.run([&](soci::session& sql) {
        soci::statement statement = (sql.prepare << "DELETE FROM sessions WHERE owner = :o AND id = :i",
                                     soci::use(owner), soci::use(request.parameters[0]));
        return storage::change(statement);
    });
    if (ended == 0) {
        throw Refused(status::notFound, "session.unknown");
    }
    return http::nothing();
}

} // namespace ekey::portal::accounts
