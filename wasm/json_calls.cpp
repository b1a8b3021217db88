#include "wasm/json_calls.h"

#include "core/json/canonical.h"
#include "core/json/reader.h"

#include <utility>

namespace ekey::wasm {
namespace {

Outcome run(json::Value request, const Run& operation)
{
    if (!request.is_object()) {
        return misused({"member.type", "", Severity::error, {{"expected", "object"}}});
    }
    const auto op = request.find("op");
    if (op == request.end() || !op->is_string()) {
        return misused({"call.unknown_op", "/op"});
    }
    const std::string name = op->get<std::string>();
    request.erase(op);
    auto outcome = operation(name, std::move(request));
    return outcome ? *std::move(outcome) : misused({"call.unknown_op", "/op"});
}

} // namespace

Outcome result(const json::Value& value) { return {Fate::answered, json::object({{"result", value}})}; }
Outcome result(std::initializer_list<json::Part> parts) { return result(json::object(parts)); }
Outcome failed(const Errors& errors) { return {Fate::answered, json::object({{"errors", toJson(errors)}})}; }
Outcome failed(const Error& error) { return failed(Errors{error}); }
Outcome misused(const Error& error) { return {Fate::misused, json::object({{"errors", toJson(Errors{error})}})}; }

Answer answer(std::string_view request, std::size_t bytes, const Run& operation)
{
    json::Limits limits;
    limits.bytes = bytes;
    Result<json::Value> read = json::read(request, limits);
    const Outcome outcome = read ? run(*std::move(read), operation) : failed(read.error());
    return {outcome.fate, json::canonical(outcome.body)};
}

} // namespace ekey::wasm
