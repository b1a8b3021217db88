// A natural number of bounded size, for the exact comparisons of decimal.cpp.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace ekey::json {

class Big {
public:
    /// Room for 10^1131 × 2^1025: the least number that decimal.cpp looks at against the largest double.
    static constexpr std::size_t limbs = 152;

    explicit Big(std::uint64_t value = 0)
    {
        for (; value != 0; value >>= 32) {
            limb_[size_++] = static_cast<std::uint32_t>(value);
        }
    }

    void multiplyAdd(std::uint32_t factor, std::uint32_t term = 0)
    {
        std::uint64_t carry = term;
        for (std::size_t i = 0; i < size_; ++i) {
            carry += std::uint64_t(limb_[i]) * factor;
            limb_[i] = static_cast<std::uint32_t>(carry);
            carry >>= 32;
        }
        if (carry != 0) {
            limb_[size_++] = static_cast<std::uint32_t>(carry);
        }
    }

    void multiplyByTenTo(int power)
    {
        for (; power >= 9; power -= 9) {
            multiplyAdd(1'000'000'000);
        }
        for (; power > 0; --power) {
            multiplyAdd(10);
        }
    }

    void shiftLeft(int bits)
    {
        for (; bits >= 31; bits -= 31) {
            multiplyAdd(std::uint32_t(1) << 31);
        }
        multiplyAdd(std::uint32_t(1) << bits);
    }

    /// `other` must not be larger.
    void subtract(const Big& other)
    {
        std::int64_t borrow = 0;
        for (std::size_t i = 0; i < size_; ++i) {
            borrow += std::int64_t(limb_[i]) - (i < other.size_ ? other.limb_[i] : 0);
            limb_[i] = static_cast<std::uint32_t>(borrow);
            borrow >>= 32;
        }
        while (size_ > 0 && limb_[size_ - 1] == 0) {
            --size_;
        }
    }

    /// Less than 0, 0, more than 0.
    int compare(const Big& other) const
    {
        if (size_ != other.size_) {
            return size_ < other.size_ ? -1 : 1;
        }
        for (std::size_t i = size_; i-- > 0;) {
            if (limb_[i] != other.limb_[i]) {
                return limb_[i] < other.limb_[i] ? -1 : 1;
            }
        }
        return 0;
    }

    bool isZero() const { return size_ == 0; }

private:
    std::array<std::uint32_t, limbs> limb_; ///< least significant first; what lies beyond size_ is nothing
    std::size_t size_ = 0;
};

} // namespace ekey::json
