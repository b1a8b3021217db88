#include "native-host/token/pkcs11/gate.h"

namespace ekey::token::pkcs11 {

Gate::Gate(CK_C_GetFunctionList getFunctionList, CallTrace& calls) : trace(calls)
{
    const char* name = "C_GetFunctionList";
    if (!getFunctionList) { // no PKCS#11 library at all
        throw Fault{{.code = "driver.fault", .number = CKR_FUNCTION_NOT_SUPPORTED, .function = name}};
    }
    trace.entered(name);
    if (const CK_RV code = timed(name, getFunctionList, &functions); code != CKR_OK) throw Fault{failureOf(name, code)};
    if (!functions) throw Fault{absurd(name)};
}

} // namespace ekey::token::pkcs11
