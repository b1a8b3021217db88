#include "native-host/token/worker_client.h"

#include "native-host/token/conversation.h"

#include <utility>

namespace ekey::token {
namespace {

using Bytes = WorkerClient::Bytes;

Bytes copy(std::span<const std::uint8_t> bytes) { return {bytes.begin(), bytes.end()}; }

template <class Wanted>
Outcome<Wanted> only(Outcome<Answer::Body> outcome)
{
    if (auto* failure = std::get_if<Failure>(&outcome)) return std::move(*failure);
    return std::get<Wanted>(std::move(std::get<Answer::Body>(outcome)));
}

Written<std::monostate> bare(Written<Done> written)
{
    if (auto* failure = std::get_if<Failure>(&written.outcome)) return {std::move(*failure), std::move(written.after)};
    return {std::monostate(), std::nullopt};
}

/// A PIN that is cut to fit a Secret would be another one.
bool tooLong(const Credential& credential) { return credential.pin.tooLong(); }

} // namespace

struct WorkerClient::State {
    Conversation conversation;
    std::mutex turn;

    template <class Wanted>
    Outcome<Wanted> ask(Request::Body body, std::chrono::milliseconds limit, const Abandoned& abandoned,
                        bool seenThrough = false)
    {
        return only<Wanted>(conversation.run(std::move(body),
                                             {.limit = limit,
                                              .wanted = std::holds_alternative<Wanted>,
                                              .signatures = 0,
                                              .take = {},
                                              .seenThrough = seenThrough},
                                             abandoned));
    }

    template <class Wanted>
    Written<Wanted> write(Request::Body body, const Abandoned& abandoned, bool seenThrough = false)
    {
        const std::lock_guard lock(turn);
        const TimeLimits& limits = conversation.limits();
        Written<Wanted> written{ask<Wanted>(std::move(body), limits.write, abandoned, seenThrough)};
        const auto* failure = std::get_if<Failure>(&written.outcome);
        if (failure && failure->code == "token.state_unknown") {
            auto now = ask<Inventory>(InventoryRequest{}, limits.query, {});
            if (auto* inventory = std::get_if<Inventory>(&now)) written.after = std::move(*inventory);
        }
        return written;
    }

    std::optional<Failure> signEach(SignRequest request, const std::function<void(Bytes)>& take,
                                    const Abandoned& abandoned)
    {
        const std::lock_guard lock(turn);
        const TimeLimits& limits = conversation.limits();
        const auto limit = request.credential.pin.empty() ? limits.pad : limits.sign;
        const std::size_t count = request.inputs.size();
        auto outcome = conversation.run(
            std::move(request),
            {.limit = limit, .wanted = std::holds_alternative<Done>, .signatures = count, .take = take}, abandoned);
        if (auto* failure = std::get_if<Failure>(&outcome)) return std::move(*failure);
        return std::nullopt;
    }
};

WorkerClient::WorkerClient(std::string program, std::string module, TimeLimits limits,
                           std::map<std::string, std::string> environment, Trace trace, ModuleOptions options)
{
    environment.merge(platform::leastEnvironment()); // what is given stays
    state.reset(new State{.conversation = Conversation({std::move(program), std::move(module), options, limits,
                                                        std::move(environment), std::move(trace)}),
                          .turn = {}});
}

WorkerClient::~WorkerClient() = default;

Outcome<Inventory> WorkerClient::inventory(const Abandoned& abandoned)
{
    const std::lock_guard lock(state->turn);
    return state->ask<Inventory>(InventoryRequest{}, state->conversation.limits().query, abandoned);
}

Outcome<std::optional<Changes>> WorkerClient::changes(bool afresh)
{
    const std::unique_lock lock(state->turn, std::try_to_lock);
    if (!lock.owns_lock()) return std::optional<Changes>();
    auto outcome = state->ask<Changes>(ChangesRequest{afresh}, state->conversation.limits().query, {});
    if (auto* failure = std::get_if<Failure>(&outcome)) return std::move(*failure);
    return std::optional(std::move(std::get<Changes>(outcome)));
}

Outcome<Bytes> WorkerClient::sign(const std::string& token, std::span<const std::uint8_t> id, Mechanism mechanism,
                                  Credential credential, std::span<const std::uint8_t> input,
                                  const Abandoned& abandoned)
{
    auto outcome = signBatch(token, id, mechanism, std::move(credential), {copy(input)}, {}, abandoned);
    if (auto* failure = std::get_if<Failure>(&outcome)) return std::move(*failure);
    return std::move(std::get<std::vector<Bytes>>(outcome).front());
}

Outcome<std::vector<Bytes>> WorkerClient::signBatch(const std::string& token, std::span<const std::uint8_t> id,
                                                    Mechanism mechanism, Credential credential,
                                                    std::vector<Bytes> inputs, const Progress& progress,
                                                    const Abandoned& abandoned)
{
    if (tooLong(credential)) return Failure{.code = "pin.length"};
    std::vector<Bytes> made;
    const auto take = [&](Bytes signature) {
        if (progress) progress(signature);
        made.push_back(std::move(signature));
    };
    auto failure =
        state->signEach({token, copy(id), mechanism, std::move(credential), std::move(inputs)}, take, abandoned);
    if (failure) return std::move(*failure);
    return made;
}

Written<std::monostate> WorkerClient::changePin(const std::string& token, Credential old, Secret fresh,
                                                const Abandoned& abandoned)
{
    if (tooLong(old) || fresh.tooLong()) return {Failure{.code = "pin.length"}};
    return bare(state->write<Done>(ChangePinRequest{token, std::move(old), std::move(fresh)}, abandoned, true));
}

Written<PublicKey> WorkerClient::generateKeyPair(const std::string& token, KeyKind kind,
                                                 std::span<const std::uint8_t> id, const std::string& label,
                                                 Credential credential, const Abandoned& abandoned)
{
    if (tooLong(credential)) return {Failure{.code = "pin.length"}};
    return state->write<PublicKey>(GenerateRequest{token, copy(id), kind, label, std::move(credential)}, abandoned);
}

Written<std::monostate> WorkerClient::installCertificate(const std::string& token, std::span<const std::uint8_t> id,
                                                         const std::string& label, std::span<const std::uint8_t> der,
                                                         Credential credential, const Abandoned& abandoned)
{
    if (tooLong(credential)) return {Failure{.code = "pin.length"}};
    return bare(
        state->write<Done>(InstallRequest{token, copy(id), label, copy(der), std::move(credential)}, abandoned));
}

Written<Removal> WorkerClient::deleteContainer(const std::string& token, std::span<const std::uint8_t> id,
                                               Credential credential, const Abandoned& abandoned)
{
    if (tooLong(credential)) return {Failure{.code = "pin.length"}};
    return state->write<Removal>(RemoveRequest{token, copy(id), std::move(credential)}, abandoned);
}

void WorkerClient::cancel() { state->conversation.cancel(); }

} // namespace ekey::token
