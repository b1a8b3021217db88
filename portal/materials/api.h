// The calls about materials and uploads: protocol/portal.v1.openapi.json.
#pragma once

#include "portal/clock.h"
#include "portal/materials/upload.h"

#include <atomic>

namespace ekey::portal::filings {
class Forms;
}
namespace ekey::portal::http {
class Router;
}

namespace ekey::portal::materials {

struct Api {
    Store store;
    const filings::Forms& forms;
    mutable std::atomic<Time> swept{0}; ///< when stale uploads were last looked for
};

/// `api` must outlive the router.
void addRoutes(http::Router& router, const Api& api);
/// Gives up what nothing was added to for long, and removes what is nobody's any more.
void sweep(const Api& api);

} // namespace ekey::portal::materials
