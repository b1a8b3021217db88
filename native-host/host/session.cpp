#include "native-host/host/session.h"

#include "native-host/host/fault.h"
#include "native-host/host/limits.h"
#include "native-host/platform/host_process.h"
#include "protocol/protocol.h"

#include <exception>
#include <utility>

namespace ekey::host {
namespace {

/// Codes of an operation that was given up: the page hears of it as an event, too.
bool isCancellation(const std::string& code)
{
    return code == protocol::code::userCancelled || code == protocol::code::userTimeout ||
           code == protocol::code::tokenRemoved || code == protocol::code::originRight;
}

/// The right without which an operation may neither begin nor be answered; null where it needs none.
const RightName* rightFor(protocol::Method method)
{
    switch (method) {
    case protocol::Method::authenticate:
    case protocol::Method::changePin:
        return findRight("authenticate");
    case protocol::Method::sign:
        return findRight("sign");
    case protocol::Method::signDigest:
        return findRight("signDigest");
    default:
        return nullptr;
    }
}

} // namespace

Session::Session(Grant site, Services& services, Runner& runner, Arrivals& arrivals, Send send)
    : state_{std::move(site), services}, runner_(runner), arrivals_(arrivals), send_(std::move(send))
{}

Session::~Session() { arrivals_.unsubscribe(this); }

void Session::freed(std::size_t bytes)
{
    if (bytes >= limits::muchMemory) {
        platform::returnFreeMemory();
    }
}

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

void Session::setSite(Grant site)
{
    state_.site = std::move(site);
    const auto running = running_.lock();
    if (running && !mayHave(needed_)) {
        running->cancel();
    }
}

bool Session::mayHave(const RightName* right) const { return !right || state_.site.*right->granted; }

void Session::close()
{
    arrivals_.unsubscribe(this);
    if (const auto running = running_.lock()) {
        running->cancel();
    }
    const std::size_t held = state_.contents.held();
    state_.contents = {};
    freed(held);
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
    state_.services.refusals.event("refused", {{"origin", state_.site.origin}, {"code", outcome.error().code}},
                                   {{"correlation", correlation}});
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
    const protocol::Method method = *protocol::findMethod(request.method);
    const Asked asked{request.id, correlation, rightFor(method), method == protocol::Method::changePin};
    const auto started = runner_.start([self = weak_from_this(), asked, &log, spent,
                                        work = *std::move(prepared)](Cancellation& cancellation) -> Runner::Task {
        // The one place where a library's exception becomes an answer; its text stays in the log.
        Result<calls::Finish> outcome = fault(protocol::code::hostInternal);
        std::chrono::microseconds all{};
        try {
            const Stopwatch watch(all);
            outcome = work(cancellation);
        } catch (const std::exception& thrown) {
            log.event("exception", {{"correlation", asked.correlation}, {"what", thrown.what()}});
        }
        log.event("operated", {{"correlation", asked.correlation},
                               {"code", outcome ? std::string() : outcome.error().code},
                               {"microseconds", all.count()},
                               {"window", spent->window.count()},
                               {"key", spent->key.count()}});
        return [self, asked, outcome = std::move(outcome)] {
            if (const auto session = self.lock()) {
                session->conclude(asked, outcome);
            }
        };
    });
    if (!started) {
        return reply(request.id, correlation, fault(protocol::code::hostBusy));
    }
    running_ = started;
    needed_ = asked.needed;
}

void Session::conclude(const Asked& asked, const Result<calls::Finish>& outcome)
{
    // What was made for a site that is not listed any more goes nowhere.
    state_.services.policies.refresh(state_.services.log);
    if (!state_.services.policies.current()->find(state_.site.origin)) {
        return;
    }
    if (outcome && (mayHave(asked.needed) || asked.changesPin)) {
        const std::size_t held = state_.contents.held();
        reply(asked.id, asked.correlation, (*outcome)(state_));
        return freed(held);
    }
    // What a person must know of the key is told nevertheless: that its PIN was changed, or was wrong.
    const bool givenUp = outcome || outcome.error().code == protocol::code::userCancelled;
    const Error error = givenUp && !mayHave(asked.needed)
                            ? fault(protocol::code::originRight, {{"right", asked.needed->name}})
                            : outcome.error();
    if (state_.wantsOperations && isCancellation(error.code)) {
        notify(protocol::notice::operationCancelled, toJson(protocol::OperationCancelledNotice{error.code}));
    }
    reply(asked.id, asked.correlation, error);
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
