// Tells connections of keys that are plugged in and taken away. Nothing runs while none of them wants to know.
#pragma once

#include "native-host/host/runner.h"
#include "native-host/host/tokens.h"

#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

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
    class ModuleListener;
    struct Watched;
    /// What a token is known by over all modules: serial number and label.
    using Key = std::pair<std::string, std::string>;
    struct Changed {
        std::size_t module = 0;
        std::vector<Key> added{};
        std::vector<Key> removed{};
    };
    void changed(const Changed& what);
    void tell(bool added) const;

    Tokens& tokens_;
    std::map<const void*, Tell> listeners_;
    std::map<Key, std::set<std::size_t>> present_; ///< by which modules; two may show one token
    unsigned round_ = 0; ///< of listening, from the first subscriber to the last; 0: nobody listens
    unsigned rounds_ = 0;
    std::shared_ptr<Arrivals*> self_; ///< what was posted and comes too late finds nothing
    std::unique_ptr<Keeper> keeper_;
};

} // namespace ekey::host
