#include "native-host/host/arrivals.h"

#include "native-host/token/watcher.h"

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

namespace ekey::host {
/// Tells of one module's tokens. A library that fails is in the log already, as every call is.
class Arrivals::ModuleListener : public token::TokenListener {
public:
    using Tell = std::function<void(unsigned round, Changed)>;
    ModuleListener(std::size_t module, const Wildcard& label, Tell tell)
        : module_(module), label_(label), tell_(std::move(tell))
    {}

    /// Before its watcher begins to listen.
    void begin(unsigned round) { round_ = round; }

    void changed(const std::vector<token::TokenInfo>& added, const std::vector<token::TokenInfo>& removed) override
    {
        tell_(round_, {module_, keys(added), keys(removed)});
    }
    void failed(const token::Failure&) override {}

private:
    std::vector<Key> keys(const std::vector<token::TokenInfo>& tokens) const
    {
        std::vector<Key> keys;
        for (const token::TokenInfo& token : tokens) {
            if (label_.matches(token.label)) {
                keys.emplace_back(token.serial, token.label);
            }
        }
        return keys;
    }
    const std::size_t module_;
    const Wildcard& label_;
    const Tell tell_;
    unsigned round_ = 0;
};

struct Arrivals::Watched {
    std::unique_ptr<ModuleListener> listener;
    std::unique_ptr<token::Watcher> watcher;
};

/// Starts and stops the watchers on a thread of its own: stopping one waits for the question that it is asking a
/// library, and the thread of the connections waits for no library.
struct Arrivals::Keeper {
    explicit Keeper(std::vector<Watched> all) : watched(std::move(all)), thread([this] { run(); }) {}
    ~Keeper()
    {
        {
            const std::lock_guard lock(mutex);
            ending = true;
        }
        wake.notify_one();
        thread.join();
    }
    Keeper(const Keeper&) = delete;
    Keeper& operator=(const Keeper&) = delete;

    /// Listens in that round from now on, or not at all in round 0.
    void want(unsigned round)
    {
        {
            const std::lock_guard lock(mutex);
            wanted = round;
        }
        wake.notify_one();
    }

    void run()
    {
        unsigned running = 0;
        std::unique_lock lock(mutex);
        while (true) {
            wake.wait(lock, [&] { return ending || wanted != running; });
            if (ending) {
                return; // the watchers' destructors stop them
            }
            running = wanted;
            lock.unlock();
            for (const Watched& one : watched) {
                one.watcher->stop();
                if (running != 0) {
                    one.listener->begin(running);
                    one.watcher->listen(*one.listener);
                }
            }
            lock.lock();
        }
    }

    std::vector<Watched> watched;
    std::mutex mutex;
    std::condition_variable wake;
    bool ending = false; ///< guarded by mutex
    unsigned wanted = 0; ///< guarded by mutex
    std::thread thread;
};

Arrivals::Arrivals(Tokens& tokens, Runner::Post post) : tokens_(tokens), self_(std::make_shared<Arrivals*>(this))
{
    std::vector<Watched> all;
    for (const Tokens::Watched& one : tokens.watched()) {
        auto listener = std::make_unique<ModuleListener>(
            all.size(), one.label, [post, self = std::weak_ptr(self_)](unsigned round, Changed what) {
                post([self, round, what = std::move(what)] {
                    const auto arrivals = self.lock();
                    if (arrivals && (*arrivals)->round_ == round) {
                        (*arrivals)->changed(what);
                    }
                });
            });
        all.push_back({std::move(listener), std::make_unique<token::Watcher>(one.worker)});
    }
    keeper_ = std::make_unique<Keeper>(std::move(all));
}

Arrivals::~Arrivals()
{
    self_.reset();
    for (const Tokens::Watched& one : tokens_.watched()) {
        one.worker.cancel(); // no library is waited for
    }
}

void Arrivals::subscribe(const void* who, Tell tell)
{
    const bool first = listeners_.empty();
    listeners_[who] = tell;
    if (first) {
        present_.clear();
        round_ = ++rounds_;
        keeper_->want(round_);
    }
    for (std::size_t i = 0; i < present_.size(); ++i) {
        tell(true);
    }
}

void Arrivals::unsubscribe(const void* who)
{
    if (listeners_.erase(who) == 0 || !listeners_.empty()) {
        return;
    }
    round_ = 0;
    keeper_->want(0);
}

void Arrivals::changed(const Changed& what)
{
    for (const Key& key : what.added) {
        std::set<std::size_t>& modules = present_[key];
        const bool isNew = modules.empty();
        modules.insert(what.module);
        if (isNew) {
            tell(true);
        }
    }
    for (const Key& key : what.removed) {
        const auto found = present_.find(key);
        if (found != present_.end() && found->second.erase(what.module) != 0 && found->second.empty()) {
            present_.erase(found);
            tell(false);
        }
    }
}

void Arrivals::tell(bool added) const
{
    for (const auto& [who, tell] : listeners_) {
        tell(added);
    }
}

} // namespace ekey::host
