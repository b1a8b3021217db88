// The numbers of the calls in denied_calls.inc.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace ekey::platform {

inline constexpr std::size_t deniedCount = 0
#define CALL(name) +1
#include "native-host/platform/linux/denied_calls.inc"
#undef CALL
    ;

struct DeniedCalls {
    std::array<std::uint32_t, deniedCount> numbers;
    std::uint32_t ptrace; ///< denied but for PTRACE_TRACEME
    std::uint32_t clone;  ///< denied with CLONE_NEWUSER
    std::uint32_t clone3; ///< its flags stand where a filter cannot read
};

extern const DeniedCalls deniedCalls; ///< of this processor

#if defined(__x86_64__)
extern const DeniedCalls deniedCallsI386; ///< of 32-bit programs on it, and of 64-bit ones that use their entry
#endif

} // namespace ekey::platform
