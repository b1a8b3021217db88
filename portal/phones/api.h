// The calls about phones: protocol/portal.v1.openapi.json.
#pragma once

#include "portal/clock.h"
#include "portal/phones/gateway.h"

#include <optional>
#include <string>

namespace ekey::portal::storage {
class Database;
}
namespace ekey::portal::http {
class Router;
}

namespace ekey::portal::phones {

struct Api {
    storage::Database& database;
    const Clock& clock;
    std::string origin; ///< the portal's
    std::optional<Gateway> gateway;
};

/// `api` must outlive the router.
void addRoutes(http::Router& router, const Api& api);

} // namespace ekey::portal::phones
