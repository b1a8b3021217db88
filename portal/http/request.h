// One request as handlers see it: parsed, decoded, and free of the HTTP library.
#pragma once

#include "portal/caller.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ekey::portal::http {

struct Request {
    std::string method;
    std::string path;                           ///< decoded; begins with '/'
    std::map<std::string, std::string> query;   ///< decoded
    std::vector<std::string> origins;           ///< every Origin header
    std::vector<std::string> cookies;           ///< every Cookie header
    std::map<std::string, std::string> fields;  ///< every other header field by its name in lower case; several of one
                                                ///< name joined with ", " (RFC 9110 §5.3)
    std::string address;                        ///< the client's, as text
    std::string contentType;                    ///< media type in lower case, without parameters
    std::optional<std::uint64_t> contentLength; ///< as declared; absent where the body comes in chunks
    std::string body;                           ///< whole, unless the route streams it
    std::string correlation;                    ///< joins the answer and the log
    std::vector<std::string> parameters;        ///< what stood in the pattern's {places}
    std::optional<Caller> caller;               ///< always there where the route names roles

    /// A header field; empty where there is none. `name` in lower case.
    const std::string& field(const std::string& name) const;
};

/// Splits and decodes a request target in origin-form (RFC 9112 §3.2.1). False when it is anything else, has a broken
/// escape or a NUL, is not UTF-8, or names a query member twice.
bool readTarget(std::string_view target, Request& request);

/// The cookie's value; empty when there is none, or several: a second one can only have been planted.
std::string cookie(const Request& request, std::string_view name);

} // namespace ekey::portal::http
