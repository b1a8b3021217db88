// Tells connections of keys that are plugged in and taken away. Nothing runs while none of them wants to know.
#pragma once

#include "native-host/host/runner.h"
#include "native-host/host/tokens.h"

#include <functional>
#include <map>
#include <memory>

namespace ekey::host {

/// For the thread of the connections, which is also where it tells.
class Arrivals {
public:
    /// `added`, or else removed.
    using Tell = std::function<void(bool added)>;

    /// Keeps both; they must outlive it. `post` hands a task to the thread of the connections, from any thread.
    Arrivals(Tokens& tokens, Runner::Post post);
    ~Arrivals(); ///< tells nothing more
    Arrivals(const Arrivals&) = delete;
    Arrivals& operator=(const Arrivals&) = delete;

    /// `who` is told of every key that is there, now or as soon as its library has been asked, and of changes from then
    /// on. Takes the place of what that one wanted before.
    void subscribe(const void* who, Tell tell);
    /// Does nothing for one that has not subscribed.
    void unsubscribe(const void* who);

private:
    struct Keeper;
    void changed(std::size_t added, std::size_t removed);

    Tokens& tokens_;
    std::map<const void*, Tell> listeners_;
    std::size_t present_ = 0; ///< as far as is known
    unsigned round_ = 0;      ///< of listening, from the first subscriber to the last; 0: nobody listens
    unsigned rounds_ = 0;
    std::shared_ptr<Arrivals*> self_; ///< what was posted and comes too late finds nothing
    std::unique_ptr<Keeper> keeper_;
};

} // namespace ekey::host
