// Everything between a request and its answer that is the same for all: routing, the checks before a handler, the
// headers on every answer, the log, and the one place where an exception becomes an answer.
#pragma once

#include "portal/http/router.h"
#include "portal/http/static_files.h"

#include <chrono>
#include <functional>
#include <string>
#include <variant>

namespace ekey::portal::http {

class Service {
public:
    /// Whose request it is. Refused (401): session.none, session.expired.
    using Admission = std::function<Caller(const Request&)>;

    /// `origin` is the portal's own, from its configuration.
    Service(const Router& router, const StaticFiles& files, std::string origin, Admission admission);

    /// Looks at a header that has arrived; never blocks. Either the answer already, or the route that wants the body.
    std::variant<Answer, const Route*> open(Request& request) const;

    /// Lets the request in, or not, before any of its body is read. May block. Refused: session.none, session.expired
    /// (401), session.role (403), and what the route's own check refuses.
    void admit(Request& request, const Route& route) const;

    /// Runs a handler, or a step of one; whatever it throws becomes an answer. May block.
    Answer answer(const Request& request, const std::function<Answer()>& handle) const noexcept;

    /// A refusal of the server's own: broken HTTP, a limit.
    Answer refuse(const Request& request, unsigned status, const Error& error) const;

    /// Puts the headers on that every answer carries, and writes the log's line.
    void complete(const Request& request, Answer& answer, std::chrono::steady_clock::time_point since) const;

private:
    std::variant<Answer, const Route*> openChecked(Request& request) const;

    const Router& router_;
    const StaticFiles& files_;
    std::string origin_;
    Admission admission_;
};

} // namespace ekey::portal::http
