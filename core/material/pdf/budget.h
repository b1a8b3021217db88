// What a file may cost.
#pragma once

#include <cstddef>
#include <cstdint>

namespace ekey::material::pdf {

/// How many bytes may still be gone through, read or unpacked, however often.
struct Budget {
    std::int64_t left;

    bool spend(std::size_t bytes)
    {
        left -= static_cast<std::int64_t>(bytes);
        return left >= 0;
    }
};

} // namespace ekey::material::pdf
