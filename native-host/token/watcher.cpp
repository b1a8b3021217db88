#include "native-host/token/watcher.h"

#include <algorithm>

namespace ekey::token {
namespace {

/// Those of `all` that `others` does not have.
std::vector<TokenInfo> without(const std::vector<TokenInfo>& all, const std::vector<TokenInfo>& others)
{
    std::vector<TokenInfo> left;
    for (const TokenInfo& token : all) {
        const auto same = [&](const TokenInfo& other) { return other.serial == token.serial; };
        if (std::none_of(others.begin(), others.end(), same)) left.push_back(token);
    }
    return left;
}

} // namespace

Watcher::Watcher(WorkerClient& worker, std::chrono::milliseconds time) : client(worker), interval(time) {}

Watcher::~Watcher() { stop(); }

void Watcher::listen(TokenListener& listener)
{
    stop();
    thread = std::thread([this, &listener] { watch(listener); });
}

void Watcher::stop()
{
    if (!thread.joinable()) return;
    {
        const std::lock_guard lock(mutex);
        stopping = true;
    }
    wake.notify_all();
    thread.join();
    stopping = false;
}

void Watcher::watch(TokenListener& listener)
{
    std::vector<TokenInfo> known;
    bool afresh = true; // what another listener was told is new to this one
    int intervals = 1;
    do {
        const auto outcome = client.changes(afresh);
        if (const auto* failure = std::get_if<Failure>(&outcome)) {
            listener.failed(*failure);
            intervals = std::min(2 * intervals, slowest);
            continue;
        }
        intervals = 1;
        const auto& changes = std::get<std::optional<Changes>>(outcome);
        if (!changes) continue;
        afresh = false;
        if (!changes->changed) continue;
        const auto added = without(changes->tokens, known);
        const auto removed = without(known, changes->tokens);
        known = changes->tokens;
        if (!added.empty() || !removed.empty()) listener.changed(added, removed);
    } while (!pause(intervals * interval));
}

/// True when it is time to end.
bool Watcher::pause(std::chrono::milliseconds time)
{
    std::unique_lock lock(mutex);
    return wake.wait_for(lock, time, [this] { return stopping; });
}

} // namespace ekey::token
