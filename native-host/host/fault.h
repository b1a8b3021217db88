#pragma once

#include "core/error.h"

#include <string>
#include <string_view>
#include <utility>

namespace ekey::host {

/// An error of the protocol's: its place is in its parameters, if it has one.
inline Error fault(std::string_view code, json::Value params = json::Value::object())
{
    return {std::string(code), {}, Severity::error, std::move(params)};
}

/// One about the member of a policy at `pointer`, RFC 6901.
inline Error faultAt(std::string_view code, std::string pointer, json::Value params = json::Value::object())
{
    return {std::string(code), std::move(pointer), Severity::error, std::move(params)};
}

} // namespace ekey::host
