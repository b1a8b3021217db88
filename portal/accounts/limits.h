// What one client may try, and how long what it was given is good. Every figure has a test at it and one past it.
#pragma once

#include "portal/clock.h"

#include <cstddef>

namespace ekey::portal::accounts {

/// So many within a window, which begins with the first; one more is refused with 429.
struct Rate {
    int count;
    Time window;
};

inline constexpr Rate failedLoginsOfAccount{10, 15 * 60};
inline constexpr Rate failedLoginsOfAddress{100, 15 * 60}; ///< a whole office may stand behind one address
inline constexpr Rate registrationsOfAddress{20, 60 * 60};
/// Nonces for log-ins with a key from a browser that has none yet: they are kept for everybody in one place.
inline constexpr Rate challengesOfAddress{600, 60 * 60};
inline constexpr Rate resetsOfAccount{5, 60 * 60};
inline constexpr Rate resetsOfAddress{20, 60 * 60};
inline constexpr Rate mailsToAddress{5, 60 * 60};
inline constexpr Time longestWindow = 60 * 60;

inline constexpr Time activationSeconds = 24 * 60 * 60; ///< a link of a registration's mail is good for less than this
inline constexpr Time resetSeconds = 60 * 60;           ///< of a reset's
inline constexpr Time unactivatedSeconds = 7 * 24 * 60 * 60; ///< after that nothing is left of one never activated
inline constexpr std::size_t tokenBytes = 32;

inline constexpr Time proofSeconds = 20 * 60;     ///< a 验证码 is good for less than this
inline constexpr unsigned proofNumbers = 100'000; ///< about a second of an office PC's WebCrypto, half of it on average

// NIST SP 800-63B §5.1.1.2, in code points. The most bounds what scrypt's first step takes.
inline constexpr std::size_t passwordLeast = 12;
inline constexpr std::size_t passwordMost = 128;

inline constexpr std::size_t enterpriseMost = 200; ///< code points of an enterprise's name

} // namespace ekey::portal::accounts
