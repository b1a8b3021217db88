// Places that are handed out one by one: only so many at a time, and only so many of them to one holder, so that nobody
// takes them all.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <utility>

namespace ekey::portal::http {

class Shares {
public:
    /// A place. It is given back when it is destroyed, before the Shares.
    class Share {
    public:
        Share(Shares& from, std::string holder) : from_(&from), holder_(std::move(holder)) {}
        Share(Share&& other) noexcept : from_(std::exchange(other.from_, nullptr)), holder_(std::move(other.holder_)) {}
        Share& operator=(Share&&) = delete;
        ~Share()
        {
            if (from_) from_->giveBack(holder_);
        }

    private:
        Shares* from_;
        std::string holder_;
    };

    /// Empty: `most` are taken, or the holder has `mostOfOne` of them.
    std::optional<Share> take(const std::string& holder, std::size_t most, std::size_t mostOfOne)
    {
        std::size_t& own = taken_[holder];
        if (all_ >= most || own >= mostOfOne) {
            if (own == 0) taken_.erase(holder);
            return std::nullopt;
        }
        ++own;
        ++all_;
        return std::optional<Share>(std::in_place, *this, holder);
    }

private:
    void giveBack(const std::string& holder)
    {
        --all_;
        if (const auto found = taken_.find(holder); --found->second == 0) {
            taken_.erase(found);
        }
    }

    std::size_t all_ = 0;
    std::map<std::string, std::size_t> taken_;
};

} // namespace ekey::portal::http
