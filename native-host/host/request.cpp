#include "native-host/host/request.h"

#include "core/json/canonical.h"
#include "core/json/members.h"
#include "core/json/reader.h"
#include "native-host/host/fault.h"
#include "native-host/host/limits.h"
#include "protocol/protocol.h"

#include <utility>
#include <variant>

namespace ekey::host {
namespace {

constexpr std::size_t methodBytes = 64;

bool isId(const json::Value& id)
{
    return id.is_number_integer() ||
           (id.is_string() && id.get_ref<const std::string&>().size() <= limits::requestIdBytes);
}

BadRequest bad(json::Value id, std::string_view code, json::Value params)
{
    return {std::move(id), fault(code, std::move(params))};
}

} // namespace

std::variant<Request, BadRequest> readRequest(std::string_view message)
{
    auto document = json::read(message, {.bytes = protocol::messageBytes});
    if (!document) {
        return bad(nullptr, protocol::code::messageSyntax, {{"code", document.error().code}});
    }
    if (!document->is_object()) {
        return bad(nullptr, protocol::code::messageRequest, {{"pointer", ""}, {"reason", "member.type"}});
    }
    const auto idAt = document->find("id");
    const bool hasId = idAt != document->end() && isId(*idAt);
    const json::Value id = hasId ? *idAt : json::Value();

    json::Members in(*document);
    in.choice("jsonrpc", {"2.0"});
    Request request{.id = id, .method = in.text("method", methodBytes), .params = in.object("params")};
    // The id has two possible types, which Members has no getter for.
    if (idAt == document->end()) {
        return bad(id, protocol::code::messageRequest, {{"pointer", "/id"}, {"reason", "member.missing"}});
    }
    if (!hasId) {
        return bad(id, protocol::code::messageRequest, {{"pointer", "/id"}, {"reason", "member.type"}});
    }
    if (id.is_string()) {
        in.text("id", limits::requestIdBytes);
    } else {
        in.optionalInteger("id", -9007199254740991, 9007199254740991);
    }
    if (const auto error = in.finish()) {
        return bad(id, protocol::code::messageRequest, {{"pointer", error->pointer}, {"reason", error->code}});
    }
    return request;
}

std::string answer(const json::Value& id, json::Value result)
{
    return json::canonical({{"jsonrpc", "2.0"}, {"id", id}, {"result", std::move(result)}});
}

std::string answer(const json::Value& id, const Error& error, std::string_view correlation)
{
    const bool known = protocol::errorNumber(error.code).has_value();
    const std::string code = known ? error.code : std::string(protocol::code::hostInternal);
    const protocol::ErrorData data{code, known ? error.params : json::Value::object(), std::string(correlation)};
    return json::canonical(
        {{"jsonrpc", "2.0"},
         {"id", id},
         {"error", {{"code", protocol::errorNumber(code).value()}, {"message", code}, {"data", toJson(data)}}}});
}

std::string notification(std::string_view method, json::Value params)
{
    return json::canonical({{"jsonrpc", "2.0"}, {"method", method}, {"params", std::move(params)}});
}

Error paramsFault(const Error& found)
{
    return fault(protocol::code::messageParams, {{"pointer", found.pointer}, {"reason", found.code}});
}

} // namespace ekey::host
