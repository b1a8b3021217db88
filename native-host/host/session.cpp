#include "native-host/host/session.h"

#include "native-host/host/fault.h"
#include "protocol/protocol.h"

#include <exception>
#include <utility>

namespace ekey::host {
namespace {

/// Codes of an operation that was given up: the page hears of it as an event, too.
bool isCancellation(const std::string& code)
{
    return code == protocol::code::userCancelled || code == protocol::code::userTimeout ||
           code == protocol::code::tokenRemoved;
}

} // namespace

Session::Session(Grant site, Services& services, Runner& runner, Arrivals& arrivals, Send send)
    : state_{std::move(site), services}, runner_(runner), arrivals_(arrivals), send_(std::move(send))
{}

Session::~Session() { arrivals_.unsubscribe(this); }

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
    arrivals_.unsubscribe(this);
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
    const auto answer = [&](const calls::Answer& outcome) { reply(request.id, correlation, outcome); };
    const auto prepare = [&](calls::Prepared (*call)(const SessionState&, const json::Value&, const Monitor&)) {
        Monitor following = monitor();
        operate(request, correlation, call(state_, request.params, following), following.spent);
    };
    switch (*method) {
    case protocol::Method::hello: {
        const calls::Answer outcome = calls::hello(state_, request.params);
        greeted_ = static_cast<bool>(outcome);
        return answer(outcome);
    }
    case protocol::Method::subscribe:
        return answer(subscribe(request.params));
    case protocol::Method::cancel:
        return answer(cancel(request.params));
    case protocol::Method::contentOpen:
        return answer(calls::openContent(state_, request.params));
    case protocol::Method::contentAppend:
        return answer(calls::appendContent(state_, request.params));
    case protocol::Method::contentRead:
        return answer(calls::readContent(state_, request.params));
    case protocol::Method::certificates:
        return prepare(calls::certificates);
    case protocol::Method::tokens:
        return prepare(calls::tokens);
    case protocol::Method::authenticate:
        return prepare(calls::authenticate);
    case protocol::Method::sign:
        return prepare(calls::sign);
    case protocol::Method::signDigest:
        return prepare(calls::signDigest);
    case protocol::Method::changePin:
        return prepare(calls::changePin);
    case protocol::Method::diagnose:
        return prepare(calls::diagnose);
    }
}

void Session::reply(const json::Value& id, const std::string& correlation, const calls::Answer& outcome)
{
    if (outcome) {
        return send_(answer(id, *outcome));
    }
    state_.services.log.event(
        "refused", {{"correlation", correlation}, {"origin", state_.site.origin}, {"code", outcome.error().code}});
    send_(answer(id, outcome.error(), correlation));
}

void Session::notify(std::string_view name, json::Value params) { send_(notification(name, std::move(params))); }

calls::Answer Session::subscribe(const json::Value& params)
{
    const auto read = protocol::readSubscribeParams(params);
    if (!read) {
        return paramsFault(read.error());
    }
    state_.wantsOperations = read->operations;
    arrivals_.unsubscribe(this);
    if (read->tokens) {
        arrivals_.subscribe(this, [this](bool added) {
            notify(added ? protocol::notice::tokenAdded : protocol::notice::tokenRemoved, json::Value::object());
        });
    }
    return toJson(protocol::Subscribed{read->tokens, read->operations});
}

calls::Answer Session::cancel(const json::Value& params)
{
    if (const auto read = protocol::readCancelParams(params); !read) {
        return paramsFault(read.error());
    }
    const auto running = running_.lock();
    if (running) {
        running->cancel();
    }
    return toJson(protocol::Cancelled{running != nullptr});
}

void Session::operate(const Request& request, const std::string& correlation, calls::Prepared prepared,
                      const std::shared_ptr<Spent>& spent)
{
    if (!prepared) {
        return reply(request.id, correlation, prepared.error());
    }
    Log& log = state_.services.log;
    log.event("operation", {{"correlation", correlation}, {"origin", state_.site.origin}, {"method", request.method}});
    const auto started = runner_.start([self = weak_from_this(), id = request.id, correlation, &log, spent,
                                        work = *std::move(prepared)](Cancellation& cancellation) -> Runner::Task {
        // The one place where a library's exception becomes an answer; its text stays in the log.
        Result<calls::Finish> outcome = fault(protocol::code::hostInternal);
        std::chrono::microseconds all{};
        try {
            const Stopwatch watch(all);
            outcome = work(cancellation);
        } catch (const std::exception& thrown) {
            log.event("exception", {{"correlation", correlation}, {"what", thrown.what()}});
        }
        log.event("operated", {{"correlation", correlation},
                               {"microseconds", all.count()},
                               {"window", spent->window.count()},
                               {"key", spent->key.count()}});
        return [self, id, correlation, outcome = std::move(outcome)] {
            if (const auto session = self.lock()) {
                session->conclude(id, correlation, outcome);
            }
        };
    });
    if (!started) {
        return reply(request.id, correlation, fault(protocol::code::hostBusy));
    }
    running_ = started;
}

void Session::conclude(const json::Value& id, const std::string& correlation, const Result<calls::Finish>& outcome)
{
    // What was made for a site that is not listed any more goes nowhere.
    state_.services.policies.refresh(state_.services.log);
    if (!state_.services.policies.current()->find(state_.site.origin)) {
        return;
    }
    if (!outcome) {
        if (state_.wantsOperations && isCancellation(outcome.error().code)) {
            notify(protocol::notice::operationCancelled,
                   toJson(protocol::OperationCancelledNotice{outcome.error().code}));
        }
        return reply(id, correlation, outcome.error());
    }
    reply(id, correlation, (*outcome)(state_));
}

Monitor Session::monitor()
{
    return {.progress =
                [self = weak_from_this(), &runner = runner_](const protocol::OperationProgressNotice& notice) {
                    runner.post([self, notice] {
                        const auto session = self.lock();
                        if (session && session->state_.wantsOperations) {
                            session->notify(protocol::notice::operationProgress, toJson(notice));
                        }
                    });
                },
            .spent = std::make_shared<Spent>()};
}

} // namespace ekey::host
