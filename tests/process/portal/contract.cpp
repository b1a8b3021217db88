#include "tests/process/portal/contract.h"

#include "core/json/reader.h"
#include "tests/support/temp_folder.h"

#include <algorithm>

namespace ekey::test {
namespace {

using List = std::vector<std::string>;

const json::Value& contract()
{
    static const json::Value document =
        *json::read(readFile(EKEY_SOURCE_DIR "/protocol/portal.v1.openapi.json"), {.bytes = 4 << 20});
    return document;
}

bool isOfType(const json::Value& value, const std::string& type)
{
    return (type == "object" && value.is_object()) || (type == "array" && value.is_array()) ||
           (type == "string" && value.is_string()) || (type == "integer" && value.is_number_integer()) ||
           (type == "boolean" && value.is_boolean()) || (type == "null" && value.is_null());
}

List check(const json::Value& value, const json::Value& schema, const std::string& at);

List checkObject(const json::Value& value, const json::Value& schema, const std::string& at)
{
    List found;
    const json::Value known = schema.value("properties", json::Value::object());
    for (const json::Value& name : schema.value("required", json::Value::array())) {
        if (!value.contains(name.get<std::string>())) found.push_back(at + " lacks " + name.get<std::string>());
    }
    for (const auto& [name, member] : value.items()) {
        if (known.contains(name)) {
            const List inside = check(member, known.at(name), at + '/' + name);
            found.insert(found.end(), inside.begin(), inside.end());
        } else if (schema.value("additionalProperties", true) == false) {
            found.push_back(at + " has " + name);
        }
    }
    return found;
}

List check(const json::Value& value, const json::Value& schema, const std::string& at)
{
    if (schema.contains("$ref")) {
        return check(value, contract().at(json::Value::json_pointer(schema.at("$ref").get<std::string>().substr(1))),
                     at);
    }
    if (schema.contains("oneOf")) {
        const json::Value& ways = schema.at("oneOf");
        const auto fits = [&](const json::Value& way) { return check(value, way, at).empty(); };
        return std::count_if(ways.begin(), ways.end(), fits) == 1 ? List{} : List{at + " fits not one of them"};
    }
    if (schema.contains("type") && !isOfType(value, schema.at("type").get<std::string>())) {
        return {at + " is no " + schema.at("type").get<std::string>()};
    }
    if (schema.contains("enum")) {
        const json::Value& names = schema.at("enum");
        if (std::find(names.begin(), names.end(), value) == names.end()) return {at + " is none of those named"};
    }
    if (value.is_object()) {
        return checkObject(value, schema, at);
    }
    List found;
    for (std::size_t i = 0; value.is_array() && schema.contains("items") && i < value.size(); ++i) {
        const List inside = check(value.at(i), schema.at("items"), at + '/' + std::to_string(i));
        found.insert(found.end(), inside.begin(), inside.end());
    }
    return found;
}

} // namespace

List breaches(const std::string& method, const std::string& path, const Response& response)
{
    const json::Value& answers = contract().at("paths").at(path).at(method).at("responses");
    const std::string status = std::to_string(response.status);
    json::Value answer = answers.at(answers.contains(status) ? status : "default");
    if (answer.contains("$ref")) {
        answer = contract().at(json::Value::json_pointer(answer.at("$ref").get<std::string>().substr(1)));
    }
    List found;
    const json::Value headers = answer.value("headers", json::Value::object());
    for (const auto& [name, header] : headers.items()) {
        std::string lower = name;
        std::transform(lower.begin(), lower.end(), lower.begin(), [](unsigned char c) { return std::tolower(c); });
        // Of refusals only those that pass with time have this one.
        const bool sometimes = name == "Retry-After";
        if (!sometimes && response.header(lower).empty()) found.push_back("no header " + name);
    }
    const std::string type = response.header("content-type");
    if (!answer.at("content").contains(type)) {
        found.push_back("content type " + type);
        return found;
    }
    const List inside = check(response.json(), answer.at("content").at(type).at("schema"), "");
    found.insert(found.end(), inside.begin(), inside.end());
    return found;
}

} // namespace ekey::test
