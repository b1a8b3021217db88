#include "native-host/host/tokens.h"

#include "core/text/utf8.h"
#include "native-host/host/fault.h"
#include "native-host/host/limits.h"
#include "protocol/protocol.h"

#include <algorithm>
#include <filesystem>
#include <utility>

namespace ekey::host {
namespace {

constexpr token::TimeLimits timeLimits;
std::chrono::milliseconds signingLimit(const token::TokenInfo& token)
{
    return token.protectedPath ? timeLimits.pad : timeLimits.sign;
}

constexpr std::uint64_t largestNumber = 9007199254740991; // what JSON carries exactly: 2^53 − 1

/// PKCS #11 has no mechanism for SM2 that tokens agree on.
bool offered(const std::string& algorithm) { return !algorithm.empty() && algorithm != "SM2"; }

/// Two libraries may show one token, a vendor's and OpenSC's, and a hostile one may claim another's certificate: the
/// one that comes first keeps it, and is named by its file before a PIN goes to it.
template <class Seen, class Same>
bool isSeen(std::vector<Seen>& all, std::size_t module, const std::vector<Module>& modules, Same same)
{
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const Seen& one) { return one.module != module && same(one); });
    if (found == all.end()) return false;
    found->driver = std::filesystem::path(modules[found->module].path).filename().string();
    return true;
}

/// The certificates on those of one module's tokens that it is for; what cannot be read is passed over, since tokens
/// hold odd things.
void collect(const token::Inventory& from, std::size_t module, const std::vector<Module>& modules, Inventory& into)
{
    const Wildcard& label = modules[module].label;
    for (const token::TokenInfo& token : from.tokens) {
        const auto same = [&](const Plugged& one) {
            return one.token.serial == token.serial && one.token.label == token.label;
        };
        if (label.matches(token.label) && !isSeen(into.tokens, module, modules, same)) {
            into.tokens.push_back({token, module});
        }
    }
    for (const token::TokenCertificate& entry : from.certificates) {
        const auto certificate = Certificate::read(entry.der);
        const auto info = std::find_if(from.tokens.begin(), from.tokens.end(),
                                       [&](const token::TokenInfo& one) { return one.serial == entry.token; });
        if (!certificate || info == from.tokens.end() || !label.matches(info->label)) {
            continue;
        }
        const auto same = [&](const Held& held) {
            return held.certificate.fingerprint() == certificate->fingerprint();
        };
        if (certificate->isAuthority()) {
            into.authorities.push_back(*certificate);
        } else if (entry.hasKey && offered(certificate->algorithm()) && !isSeen(into.held, module, modules, same)) {
            into.held.push_back({*certificate, *info, entry.id, module});
        }
    }
}

} // namespace

Error toError(const token::Failure& failure, std::chrono::milliseconds limit, const token::TokenInfo* token)
{
    json::Value params = json::Value::object();
    if (failure.code == protocol::code::pinIncorrect) {
        params["state"] = token::name(failure.pin);
    } else if (failure.code == protocol::code::pinLength && token) {
        params = {{"least", token->pinLeast}, {"most", token->pinMost}};
    } else if (failure.code == protocol::code::driverTimeout) {
        params["seconds"] = std::chrono::ceil<std::chrono::seconds>(limit).count();
    } else if (failure.code == protocol::code::tokenStateUnknown) {
        params["cause"] = failure.cause;
    } else if (failure.code == protocol::code::driverFault) {
        params = {{"function", text::quoted(failure.function, limits::quoted)},
                  {"number", std::min(failure.number, largestNumber)}};
    }
    return fault(failure.code, std::move(params));
}

bool isNotable(const token::Call& call) { return call.code != 0 || call.duration >= limits::slowCall; }

Tokens::Tokens(std::vector<Module> modules, const WorkerPrograms& programs, Log& log)
    : modules_(std::move(modules)), log_(log)
{
    for (const Module& module : modules_) {
        workers_.push_back(std::make_unique<token::WorkerClient>(
            programs.of(module.bits), module.path, timeLimits, module.environment,
            [&log, index = workers_.size()](const token::Call& call) {
                if (!isNotable(call)) {
                    return;
                }
                log.event("driver.call", {{"module", index},
                                          {"function", text::quoted(call.function, limits::quoted)},
                                          {"microseconds", call.duration.count()},
                                          {"number", std::min(call.code, largestNumber)}});
            },
            module.options));
    }
}

void Tokens::report(const token::Failure& failure, std::size_t module)
{
    log_.event("driver.failure", {{"module", module},
                                  {"code", failure.code},
                                  {"function", text::quoted(failure.function, limits::quoted)},
                                  {"number", std::min(failure.number, largestNumber)}});
}

Error Tokens::failed(const token::Failure& failure, std::size_t module, std::chrono::milliseconds limit,
                     const token::TokenInfo* token)
{
    report(failure, module);
    return toError(failure, limit, token);
}

std::vector<Tokens::Seen> Tokens::look(Cancellation& cancellation)
{
    std::vector<Seen> all;
    for (std::size_t module = 0; module < workers_.size(); ++module) {
        const Cancellation::Scope scope(cancellation, [worker = workers_[module].get()] { worker->cancel(); });
        all.push_back({modules_[module],
                       workers_[module]->inventory([&cancellation] { return cancellation.cancelled(); }),
                       timeLimits.query});
        if (const auto* failure = std::get_if<token::Failure>(&all.back().outcome)) {
            report(*failure, module);
        }
    }
    return all;
}

Inventory Tokens::inventory(Cancellation& cancellation)
{
    Inventory all;
    std::size_t module = 0;
    for (const Seen& seen : look(cancellation)) {
        if (const auto* failure = std::get_if<token::Failure>(&seen.outcome)) {
            all.failure = toError(*failure, seen.limit);
        } else {
            collect(std::get<token::Inventory>(seen.outcome), module, modules_, all);
        }
        ++module;
    }
    return all;
}

Result<Der> Tokens::sign(const Held& key, token::Mechanism mechanism, token::Credential credential,
                         std::span<const std::uint8_t> input, Cancellation& cancellation)
{
    token::WorkerClient& worker = *workers_[key.module];
    const Cancellation::Scope scope(cancellation, [&worker] { worker.cancel(); });
    auto outcome = worker.sign(key.token.serial, key.id, mechanism, std::move(credential), input,
                               [&cancellation] { return cancellation.cancelled(); });
    if (const auto* failure = std::get_if<token::Failure>(&outcome)) {
        return failed(*failure, key.module, signingLimit(key.token), &key.token);
    }
    return std::get<Der>(std::move(outcome));
}

Result<std::vector<Der>> Tokens::signBatch(const Held& key, token::Mechanism mechanism, token::Credential credential,
                                           const std::vector<Der>& inputs, const std::function<void(int)>& progress,
                                           Cancellation& cancellation)
{
    token::WorkerClient& worker = *workers_[key.module];
    const Cancellation::Scope scope(cancellation, [&worker] { worker.cancel(); });
    int done = 0;
    auto outcome = worker.signBatch(
        key.token.serial, key.id, mechanism, std::move(credential), inputs, [&](const Der&) { progress(++done); },
        [&cancellation] { return cancellation.cancelled(); });
    if (const auto* failure = std::get_if<token::Failure>(&outcome)) {
        return failed(*failure, key.module, signingLimit(key.token), &key.token);
    }
    return std::get<std::vector<Der>>(std::move(outcome));
}

Status Tokens::changePin(const Plugged& token, token::Credential present, token::Secret fresh,
                         Cancellation& cancellation)
{
    token::WorkerClient& worker = *workers_[token.module];
    const Cancellation::Scope scope(cancellation, [&worker] { worker.cancel(); });
    const auto written = worker.changePin(token.token.serial, std::move(present), std::move(fresh),
                                          [&cancellation] { return cancellation.cancelled(); });
    if (const auto* failure = std::get_if<token::Failure>(&written.outcome)) {
        return failed(*failure, token.module, timeLimits.write, &token.token);
    }
    return Success{};
}

std::vector<Tokens::Watched> Tokens::watched()
{
    std::vector<Watched> all;
    for (std::size_t module = 0; module < workers_.size(); ++module) {
        all.push_back({*workers_[module], modules_[module].label});
    }
    return all;
}

} // namespace ekey::host
