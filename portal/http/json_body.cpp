#include "portal/http/json_body.h"

#include "core/json/reader.h"
#include "portal/refused.h"
#include "portal/status.h"

namespace ekey::portal::http {

json::Value readJson(const Request& request) { return orRefuse(json::read(request.body), status::badRequest); }

void demandEmptyObject(const Request& request)
{
    const json::Value body = readJson(request);
    json::Members in(body);
    demand(in);
}

void demand(json::Members& members)
{
    if (const auto error = members.finish()) {
        throw Refused(status::badRequest, *error);
    }
}

} // namespace ekey::portal::http
