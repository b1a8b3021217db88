// JSON-RPC 2.0, strict: one request a message, its params an object, never a notification or a batch.
#pragma once

#include "core/error.h"

#include <string>
#include <string_view>
#include <variant>

namespace ekey::host {

struct Request {
    json::Value id; ///< an integer or a string
    std::string method;
    json::Value params; ///< an object
};

/// A message that is no request, and the id to answer with: null unless it could be read.
struct BadRequest {
    json::Value id;
    Error error; ///< message.syntax {code}, message.request
};

std::variant<Request, BadRequest> readRequest(std::string_view message);

std::string answer(const json::Value& id, json::Value result);
/// The error object's message is the code again, its data {code, params, correlation}. A code that the protocol does
/// not know is answered as host.internal: nothing unforeseen leaves the host.
std::string answer(const json::Value& id, const Error& error, std::string_view correlation);

/// What the host says unasked; nobody answers it.
std::string notification(std::string_view method, json::Value params);

/// A fault of the parameters, found by the generated readers, in the protocol's words: message.params {pointer,
/// reason}.
Error paramsFault(const Error& found);

} // namespace ekey::host
