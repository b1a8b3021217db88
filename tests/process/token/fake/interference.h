// Lets one call go wrong. EKEY_FAKE_AT: which, counted from 0 in each process; EKEY_FAKE_ANSWER: "removed" (the token
// is taken out at that moment), "failed", "crash" or "hang"; EKEY_FAKE_ONCE: a file that does not exist yet, by which
// it goes wrong in one process only.
#pragma once

#include <p11-kit/pkcs11.h>

#include <optional>

namespace ekey::fake {

/// The answer that takes the place of the call's own.
std::optional<CK_RV> interfere(const char* name);

/// The function with the interference before it.
template <auto function, const char* name>
struct Guarded;
template <class... Arguments, CK_RV (*function)(Arguments...), const char* name>
struct Guarded<function, name> {
    static CK_RV call(Arguments... arguments)
    {
        if (const auto answer = interfere(name)) return *answer;
        return function(arguments...);
    }
};

} // namespace ekey::fake
