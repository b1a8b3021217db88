#include "core/error.h"

#include <algorithm>
#include <utility>

namespace ekey {

Error::Error(std::string_view symbol, std::string_view at, Severity grave, json::Object values)
    : code(symbol), pointer(at), severity(grave), params(std::move(values.value))
{}

const char* name(Severity severity)
{
    switch (severity) {
    case Severity::error:
        return "error";
    case Severity::warning:
        return "warning";
    case Severity::info:
        return "info";
    }
    return "error";
}

json::Value toJson(const Error& error)
{
    return json::object({{"code", error.code},
                         {"pointer", error.pointer},
                         {"severity", name(error.severity)},
                         {"params", error.params}});
}

json::Value toJson(const Errors& errors)
{
    json::Value list = json::Value::array();
    for (const Error& error : errors) {
        list.push_back(toJson(error));
    }
    return list;
}

bool blocks(const Errors& errors)
{
    return std::any_of(errors.begin(), errors.end(), [](const Error& e) { return e.severity == Severity::error; });
}

} // namespace ekey
