#include "native-host/host/session.h"

#include "core/text/base64.h"
#include "native-host/host/fault.h"
#include "native-host/host/limits.h"
#include "native-host/host/operations/authenticate.h"
#include "native-host/host/operations/sign.h"
#include "protocol/protocol.h"

#include <exception>
#include <optional>
#include <utility>

namespace ekey::host {

Session::Session(Grant site, Services& services, Runner& runner, Send send)
    : site_(std::move(site)), services_(services), runner_(runner), send_(std::move(send))
{}

void Session::receive(std::string_view message)
{
    const std::string correlation = newCorrelation();
    const auto read = readRequest(message);
    if (const auto* bad = std::get_if<BadRequest>(&read)) {
        reply(bad->id, correlation, bad->error);
        return;
    }
    dispatch(std::get<Request>(read), correlation);
}

void Session::close()
{
    if (const auto running = running_.lock()) {
        running->cancel();
    }
}

void Session::dispatch(const Request& request, const std::string& correlation)
{
    const auto method = protocol::findMethod(request.method);
    if (!method) {
        return reply(request.id, correlation, fault(protocol::code::messageMethod));
    }
    if ((*method == protocol::Method::hello) == greeted_) {
        return reply(request.id, correlation, fault(protocol::code::messageHello));
    }
    switch (*method) {
    case protocol::Method::hello:
        return reply(request.id, correlation, hello(request.params));
    case protocol::Method::contentOpen:
        return reply(request.id, correlation, openContent(request.params));
    case protocol::Method::contentAppend:
        return reply(request.id, correlation, appendContent(request.params));
    case protocol::Method::contentRead:
        return reply(request.id, correlation, readContent(request.params));
    case protocol::Method::certificates:
        return listCertificates(request, correlation);
    case protocol::Method::authenticate:
        return authenticate(request, correlation);
    case protocol::Method::sign:
        return sign(request, correlation);
    }
}

void Session::reply(const json::Value& id, const std::string& correlation, const Outcome& outcome)
{
    if (outcome) {
        return send_(answer(id, *outcome));
    }
    services_.log.event("refused",
                        {{"correlation", correlation}, {"origin", site_.origin}, {"code", outcome.error().code}});
    send_(answer(id, outcome.error(), correlation));
}

Session::Outcome Session::hello(const json::Value& params)
{
    const auto read = protocol::readHelloParams(params);
    if (!read) {
        return paramsFault(read.error());
    }
    greeted_ = true;
    return toJson(protocol::Hello{.protocol = std::string(protocol::subprotocol),
                                  .host = {programName, programVersion},
                                  .capabilities = site_.rights(),
                                  .development = site_.development});
}

Session::Outcome Session::openContent(const json::Value& params)
{
    const auto read = protocol::readContentOpenParams(params);
    if (!read) {
        return paramsFault(read.error());
    }
    auto handle = contents_.open(static_cast<std::size_t>(read->bytes));
    if (!handle) {
        return handle.error();
    }
    return toJson(protocol::ContentOpened{*std::move(handle)});
}

Session::Outcome Session::appendContent(const json::Value& params)
{
    const auto read = protocol::readContentAppendParams(params);
    if (!read) {
        return paramsFault(read.error());
    }
    const auto received = contents_.append(read->content, static_cast<std::size_t>(read->offset), read->data);
    if (!received) {
        return received.error();
    }
    return toJson(protocol::ContentReceived{static_cast<std::int64_t>(*received)});
}

Session::Outcome Session::readContent(const json::Value& params) const
{
    const auto read = protocol::readContentReadParams(params);
    if (!read) {
        return paramsFault(read.error());
    }
    const auto piece = contents_.read(read->content, static_cast<std::size_t>(read->offset));
    if (!piece) {
        return piece.error();
    }
    return toJson(protocol::ContentPiece{text::base64(piece->data), static_cast<std::int64_t>(piece->bytes)});
}

void Session::listCertificates(const Request& request, const std::string& correlation)
{
    if (const auto read = protocol::readCertificatesParams(request.params); !read) {
        return reply(request.id, correlation, paramsFault(read.error()));
    }
    Tokens& tokens = services_.tokens;
    operate<Inventory>(
        request, correlation, [&tokens](Cancellation& cancellation) { return tokens.inventory(cancellation); },
        [](Session& self, Inventory&& inventory) {
            protocol::CertificateList list;
            for (const Held& held : inventory.held) {
                if (list.certificates.size() < limits::certificates) {
                    list.certificates.push_back(summary(held.certificate, self.handles_.of(held.certificate)));
                }
            }
            return toJson(list);
        });
}

void Session::authenticate(const Request& request, const std::string& correlation)
{
    const auto read = protocol::readAuthenticateParams(request.params);
    if (!read) {
        return reply(request.id, correlation, paramsFault(read.error()));
    }
    const auto allowed = right(site_.authenticate, "authenticate");
    if (!allowed) {
        return reply(request.id, correlation, allowed.error());
    }
    const auto chosen = fingerprint(read->certificate);
    if (!chosen) {
        return reply(request.id, correlation, chosen.error());
    }
    operate<signature::LoginToken>(
        request, correlation,
        [operation = Operation{services_, site_, *chosen, correlation}, nonce = read->nonce](
            Cancellation& cancellation) { return host::authenticate(operation, nonce, cancellation); },
        [](Session&, signature::LoginToken&& token) {
            return json::Value{{"token", toJson(token)}};
        });
}

void Session::sign(const Request& request, const std::string& correlation)
{
    const auto read = protocol::readSignParams(request.params);
    if (!read) {
        return reply(request.id, correlation, paramsFault(read.error()));
    }
    const auto allowed = right(site_.sign, "sign");
    if (!allowed) {
        return reply(request.id, correlation, allowed.error());
    }
    const auto chosen = fingerprint(read->certificate);
    if (!chosen) {
        return reply(request.id, correlation, chosen.error());
    }
    const std::string& handle = read->contents.front();
    const auto content = contents_.complete(handle);
    if (!content) {
        return reply(request.id, correlation, content.error());
    }
    operate<Der>(
        request, correlation,
        [operation = Operation{services_, site_, *chosen, correlation},
         content = *content](Cancellation& cancellation) { return host::sign(operation, content, cancellation); },
        [handle](Session& self, Der&& made) {
            return toJson(protocol::Signed{{self.contents_.replace(handle, std::move(made))}});
        });
}

template <class T>
void Session::operate(const Request& request, const std::string& correlation,
                      std::function<Result<T>(Cancellation&)> work, std::function<json::Value(Session&, T&&)> finish)
{
    Log& log = services_.log;
    log.event("operation", {{"correlation", correlation}, {"origin", site_.origin}, {"method", request.method}});
    const auto started =
        runner_.start([self = weak_from_this(), id = request.id, correlation, &log, work = std::move(work),
                       finish = std::move(finish)](Cancellation& cancellation) -> Runner::Task {
            // The one place where a library's exception becomes an answer; its text stays in the log.
            Result<T> outcome = fault(protocol::code::hostInternal);
            try {
                outcome = work(cancellation);
            } catch (const std::exception& thrown) {
                log.event("exception", {{"correlation", correlation}, {"what", thrown.what()}});
            }
            return [self, id, correlation, finish, outcome = std::make_shared<Result<T>>(std::move(outcome))] {
                const auto session = self.lock();
                if (!session) {
                    return;
                }
                if (!*outcome) {
                    return session->reply(id, correlation, outcome->error());
                }
                session->services_.log.event("completed", {{"correlation", correlation}});
                session->reply(id, correlation, finish(*session, *std::move(*outcome)));
            };
        });
    if (!started) {
        return reply(request.id, correlation, fault(protocol::code::hostBusy));
    }
    running_ = started;
}

Result<std::optional<std::string>> Session::fingerprint(const std::optional<std::string>& handle) const
{
    if (!handle) {
        return std::optional<std::string>();
    }
    auto found = handles_.find(*handle);
    if (!found) {
        return found.error();
    }
    return std::optional(*std::move(found));
}

Status Session::right(bool granted, std::string_view name) const
{
    if (granted) {
        return Success{};
    }
    return fault(protocol::code::originRight, {{"right", name}});
}

} // namespace ekey::host
