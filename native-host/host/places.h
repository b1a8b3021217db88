// How many pages converse with the host at once, and how many of them are one site's.
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <utility>

namespace ekey::host {

/// For the thread of the connections. Knows only origins that a policy lists, so it stays small.
class Places {
public:
    /// One of them, until its end; it must not outlive the Places. Empty by default.
    class Place {
    public:
        Place() = default;
        Place(Place&& other) noexcept : leave_(std::exchange(other.leave_, nullptr)) {}
        Place& operator=(Place&& other) noexcept
        {
            std::swap(leave_, other.leave_);
            return *this;
        }
        ~Place()
        {
            if (leave_) leave_();
        }

    private:
        friend class Places;
        explicit Place(std::function<void()> leave) : leave_(std::move(leave)) {}
        std::function<void()> leave_;
    };

    /// Neither limits::connections are taken nor limits::connectionsOfOrigin by that one.
    bool isFree(const std::string& origin) const;
    /// Only where it is free.
    Place take(const std::string& origin);

private:
    std::map<std::string, std::size_t> taken_; ///< by origin
    std::size_t all_ = 0;
};

} // namespace ekey::host
