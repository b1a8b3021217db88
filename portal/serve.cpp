#include "portal/application.h"

#include "core/json/canonical.h"
#include "portal/accounts/api.h"
#include "portal/calendar/api.h"
#include "portal/certificates/trust.h"
#include "portal/filings/api.h"
#include "portal/http/forwarded.h"
#include "portal/http/server.h"
#include "portal/http/service.h"
#include "portal/log.h"
#include "portal/materials/api.h"
#include "portal/notices/delivery.h"
#include "portal/origin.h"
#include "portal/phones/api.h"
#include "portal/refused.h"
#include "portal/status.h"
#include "portal/storage/database.h"
#include "portal/storage/schema.h"

#include <filesystem>
#include <fstream>
#include <iostream>
#include <memory>

namespace ekey::portal {
namespace {

/// Written whole or not at all: whoever waits for it reads a complete number.
void writePortFile(const std::string& file, unsigned short port)
{
    const std::string fresh = file + ".new";
    std::ofstream out(fresh, std::ios::trunc);
    out << port << '\n';
    out.close();
    std::error_code error;
    std::filesystem::rename(fresh, file, error);
    if (!out || error) {
        throw Refused(status::failed, "file.write", {}, {{"file", file}});
    }
}

http::Route portalRoute(std::string origin, bool demonstration, Clock clock)
{
    return {"GET", "/api/v1/portal", anybody, {}, 0, {}, [=](const http::Request&) {
                return http::reply(200, {{"origin", origin},
                                         {"version", EKEY_VERSION},
                                         {"today", dateInChina(clock())},
                                         {"demonstration", demonstration}});
            }};
}

std::unique_ptr<notices::Delivery> deliverMails(storage::Database& database, const Clock& clock,
                                                const std::optional<notices::MailServer>& server, bool demonstration)
{
    if (server) {
        return std::make_unique<notices::Delivery>(database, clock, *server);
    }
    if (!demonstration) {
        log::warning("mail.off", {{"what", "no --mail: mails are kept, none is sent; nobody can activate an account"}});
    }
    return nullptr;
}

/// As the contract names them: without the prefix that all have.
json::Value describe(const http::Router& router)
{
    constexpr std::size_t prefix = std::string_view("/api/v1").size();
    json::Value list = json::Value::array();
    for (const http::Route& route : router.routes()) {
        json::Value roles = json::Value::array();
        for (const Role role : route.access) {
            roles.push_back(toString(role));
        }
        list.push_back({{"method", route.method}, {"path", route.pattern.substr(prefix)}, {"roles", std::move(roles)}});
    }
    return list;
}

} // namespace

void serve(const ServeOptions& options)
{
    const auto mailServer = notices::readMailServer(options.mail);
    const auto smsGateway = phones::Gateway::read(options.smsMail);
    storage::demandFile(options.database);
    storage::Database database(options.database);
    const auto purpose = storage::readPurpose(database);
    if (options.clockOffset != 0 && !purpose.demonstration) {
        throw Refused(status::failed, "clock.demonstration_only");
    }
    signature::ChainMemory trusted(certificates::load(database, purpose.demonstration));
    const auto materialKey = materials::MaterialKey::read(materialKeyFile(options.materialKey, options.database));
    database.run([&materialKey](soci::session& sql) { materials::demandKey(sql, materialKey); });
    const filings::Forms forms = filings::Forms::read(options.forms);
    const auto agencies = filings::Agencies::read(options.forms);
    const calendar::Published published = calendar::readPublished(options.forms);
    const http::StaticFiles files(options.site);

    http::Server server(options.listen, options.port, {}, http::readProxies(options.forwardedBy));
    const std::string origin = resolveOrigin(options.origin, server.port(), purpose.demonstration);
    const Clock clock = systemClock(options.clockOffset);

    accounts::Sessions sessions(database, clock);
    accounts::PasswordHasher passwords;
    const accounts::Proofs proofs(clock);
    const accounts::Api accountsApi{
        sessions, accounts::SessionCookie(origin), origin, trusted, clock, database, passwords, proofs};
    filings::Submissions submissions(database, clock, origin, forms, trusted);
    const filings::Api filingsApi{database, clock, forms, agencies, published, submissions};
    const phones::Api phonesApi{database, clock, origin, smsGateway};
    const materials::Api materialsApi{{database, materialKey, clock}, forms};
    const calendar::Api calendarApi{database, clock, published};
    http::Router router;
    router.add(portalRoute(origin, purpose.demonstration, clock));
    accounts::addRoutes(router, accountsApi);
    filings::addRoutes(router, filingsApi);
    materials::addRoutes(router, materialsApi);
    phones::addRoutes(router, phonesApi);
    calendar::addRoutes(router, calendarApi);
    if (options.routes) {
        std::cout << json::canonical(describe(router)) << std::endl;
        return;
    }
    const http::Service service(router, files, origin,
                                [&](const http::Request& request) { return accountsApi.require(request); });

    materials::sweep(materialsApi);
    const auto delivery = deliverMails(database, clock, mailServer, purpose.demonstration);
    log::info("listening", {{"origin", origin}, {"port", server.port()}, {"demonstration", purpose.demonstration}});
    if (!options.portFile.empty()) {
        writePortFile(options.portFile, server.port());
    }
    std::cout << origin << std::endl;
    server.run(service);
    log::info("stopped");
}

} // namespace ekey::portal
