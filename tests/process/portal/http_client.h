// An HTTP client for tests, around Beast's; it keeps cookies as a browser does.
#pragma once

#include "core/json/value.h"

#include <cstdint>
#include <map>
#include <string>

namespace ekey::test {

struct Response {
    unsigned status = 0;
    std::multimap<std::string, std::string> headers; ///< names in lower case
    std::string body;

    json::Value json() const; ///< an empty object where the body is no JSON
    std::string text(const std::string& member) const;
    std::string code() const; ///< of the first error
    std::string pointer() const;
    std::string header(const std::string& name) const;
};

class HttpClient {
public:
    /// Every request goes to `port` on loopback, names `origin` and brings the cookies that were set.
    HttpClient(std::uint16_t toPort, std::string ofOrigin) : port(toPort), origin(std::move(ofOrigin)) {}

    using Fields = std::map<std::string, std::string>; ///< more of the header

    Response get(const std::string& target) { return send("GET", target, {}, {}); }
    Response post(const std::string& target, const std::string& json, const Fields& more = {})
    {
        return send("POST", target, json, "application/json", more);
    }
    Response send(const std::string& method, const std::string& target, const std::string& body,
                  const std::string& contentType, const Fields& more = {});
    /// The body in chunks, so that its size is not announced.
    Response sendChunked(const std::string& method, const std::string& target, const std::string& body);

    std::uint16_t port;
    std::string origin; ///< empty: no Origin header
    std::map<std::string, std::string> cookies;
    Fields always; ///< more of the header of every request

private:
    Response exchange(const std::string& method, const std::string& target, const std::string& body,
                      const std::string& contentType, const Fields& more, bool chunked);
};

} // namespace ekey::test
