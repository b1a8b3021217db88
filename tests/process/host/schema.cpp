#include "tests/process/host/schema.h"

#include "core/json/reader.h"
#include "core/text/utf8.h"
#include "tests/support/temp_folder.h"

#include <algorithm>
#include <stdexcept>

namespace ekey::test {
namespace {

using json::Value;

const Value& document()
{
    static const Value read = [] {
        auto text = json::read(readFile(EKEY_SOURCE_DIR "/protocol/ekey.v1.openrpc.json"));
        if (!text) throw std::runtime_error("the protocol is no JSON");
        return *std::move(text);
    }();
    return read;
}

const Value* named(const Value& list, const std::string& name)
{
    const auto found = std::find_if(list.begin(), list.end(), [&](const Value& one) { return one["name"] == name; });
    return found == list.end() ? nullptr : &*found;
}

bool within(const Value& schema, const char* low, const char* high, std::int64_t number)
{
    return number >= schema.value(low, number) && number <= schema.value(high, number);
}

std::string check(const Value& value, const Value& schema, const std::string& at);

std::string checkMembers(const Value& value, const Value& properties, const Value& required, const std::string& at)
{
    if (!value.is_object()) return at + " is no object";
    for (const Value& name : required) {
        if (!value.contains(name.get<std::string>())) return at + "/" + name.get<std::string>() + " is missing";
    }
    for (const auto& [name, member] : value.items()) {
        if (!properties.contains(name)) return at + "/" + name + " is unknown";
        if (std::string fault = check(member, properties[name], at + "/" + name); !fault.empty()) return fault;
    }
    return {};
}

/// The words that protocol/generator/schema.mjs understands.
std::string check(const Value& value, const Value& schema, const std::string& at)
{
    if (schema.contains("$ref")) {
        const auto name = schema["$ref"].get<std::string>().substr(std::string("#/components/schemas/").size());
        return check(value, document()["components"]["schemas"][name], at);
    }
    if (schema.contains("const")) return value == schema["const"] ? "" : at + " is another constant";
    if (schema.contains("enum")) {
        const Value& names = schema["enum"];
        return std::find(names.begin(), names.end(), value) != names.end() ? "" : at + " is none of the choices";
    }
    const std::string type = schema["type"].get<std::string>();
    if (type == "string") {
        const bool fits =
            value.is_string() && within(schema, "minLength", "maxLength",
                                        static_cast<std::int64_t>(text::length(value.get_ref<const std::string&>())));
        return fits ? "" : at + " is no text of that length";
    }
    if (type == "integer") {
        const bool fits = value.is_number_integer() && within(schema, "minimum", "maximum", value.get<std::int64_t>());
        return fits ? "" : at + " is no integer in that range";
    }
    if (type == "boolean") return value.is_boolean() ? "" : at + " is no boolean";
    if (type == "array") {
        if (!value.is_array() || !within(schema, "minItems", "maxItems", static_cast<std::int64_t>(value.size()))) {
            return at + " is no list of that length";
        }
        for (std::size_t i = 0; i < value.size(); ++i) {
            std::string fault = check(value[i], schema["items"], at + "/" + std::to_string(i));
            if (!fault.empty()) return fault;
        }
        return {};
    }
    if (!schema.contains("properties")) return value.is_object() ? "" : at + " is no object";
    return checkMembers(value, schema["properties"], schema["required"], at);
}

std::string checkNotice(const Value& message)
{
    const Value* notice = named(document()["x-notifications"], message["method"].get<std::string>());
    if (!notice || message.contains("id") || message.size() != 3) return "no notification of the protocol";
    Value properties = Value::object();
    Value required = Value::array();
    for (const Value& param : (*notice)["params"]) {
        properties[param["name"].get<std::string>()] = param["schema"];
        if (param["required"] == true) required.push_back(param["name"]);
    }
    return checkMembers(message["params"], properties, required, "/params");
}

std::string checkError(const Value& error)
{
    const std::string code = error.value("message", "");
    const Value& known = document()["x-errors"];
    if (error.size() != 3 || !known.contains(code)) return "an error that the protocol does not have: " + code;
    const Value& data = error["data"];
    const bool fits = error["code"] == known[code]["number"] && data.size() == 3 && data["code"] == code &&
                      data["params"].is_object() && data["correlation"].is_string();
    return fits ? "" : "an error of another shape: " + code;
}

} // namespace

std::string protocolFault(const Value& message, const std::string& method)
{
    if (!message.is_object() || message.value("jsonrpc", Value()) != "2.0") return "no JSON-RPC 2.0";
    if (message.contains("method")) return checkNotice(message);
    if (message.size() != 3 || !message.contains("id")) return "no answer";
    if (message.contains("error")) return checkError(message["error"]);
    if (method.empty()) return {};
    const Value* called = named(document()["methods"], method);
    return called ? check(message["result"], (*called)["result"]["schema"], "/result") : "an answer to no method";
}

} // namespace ekey::test
