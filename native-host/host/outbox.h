// What is to be written to one page, in order.
#pragma once

#include "native-host/host/limits.h"

#include <deque>
#include <string>
#include <utility>

namespace ekey::host {

class Outbox {
public:
    /// False, and nothing is taken, where limits::pendingNotices wait already: requests wait for a page that does not
    /// read, notifications do not.
    bool push(std::string message)
    {
        if (waiting_.size() >= limits::pendingNotices) return false;
        waiting_.push_back(std::move(message));
        return true;
    }
    bool empty() const { return waiting_.empty(); }
    const std::string& front() const { return waiting_.front(); } ///< stays where it is until pop()
    void pop() { waiting_.pop_front(); }
    /// More than limits::pendingAnswers wait: no more requests are read for now.
    bool isBehind() const { return waiting_.size() > limits::pendingAnswers; }

private:
    std::deque<std::string> waiting_;
};

} // namespace ekey::host
