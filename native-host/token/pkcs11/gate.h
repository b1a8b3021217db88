// The one way to the vendor's functions: each call is announced, timed, and its return value mapped once.
#pragma once

#include "native-host/token/driver.h"
#include "native-host/token/pkcs11/cryptoki.h"
#include "native-host/token/pkcs11/failures.h"

#include <chrono>

namespace ekey::token::pkcs11 {

class Gate {
public:
    /// Asks the library for its list of functions. Throws Fault.
    Gate(CK_C_GetFunctionList getFunctionList, CallTrace& trace);

    /// The library's own answer, for the few calls whose failure is part of the plan. Throws Fault, user.cancelled, for
    /// a call that changes the token when the host has gone: it would learn of no failure.
    template <class Function, class... Arguments>
    CK_RV attempt(const char* name, Function CK_FUNCTION_LIST::*member, Arguments... arguments)
    {
        if (!trace.entered(name)) throw Fault{{.code = "user.cancelled"}};
        return timed(name, functions->*member, arguments...);
    }

    /// Throws Fault for anything but CKR_OK.
    template <class Function, class... Arguments>
    void call(const char* name, Function CK_FUNCTION_LIST::*member, Arguments... arguments)
    {
        if (const CK_RV code = attempt(name, member, arguments...); code != CKR_OK) throw Fault{failureOf(name, code)};
    }

private:
    /// An exception that a C interface lets out ends the process here, where the call still has its name.
    template <class Function, class... Arguments>
    CK_RV timed(const char* name, Function function, Arguments... arguments) noexcept
    {
        using namespace std::chrono;
        const auto begin = steady_clock::now();
        // A function that a library leaves out of its list is one that it does not support.
        const CK_RV code = function ? function(arguments...) : CKR_FUNCTION_NOT_SUPPORTED;
        const auto spent = duration_cast<microseconds>(steady_clock::now() - begin);
        trace.returned(name, static_cast<std::uint64_t>(spent.count()), code);
        return code;
    }

    CallTrace& trace;
    CK_FUNCTION_LIST* functions = nullptr;
};

} // namespace ekey::token::pkcs11
