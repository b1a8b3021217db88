#include "native-host/token/pkcs11/gate.h"

namespace ekey::token::pkcs11 {

Gate::Gate(CK_C_GetFunctionList getFunctionList, CallTrace& calls) : trace(calls)
{
    const char* name = "C_GetFunctionList";
    // Whatever it says: without this call it is no PKCS#11 library.
    if (const CK_RV code = timed(name, getFunctionList, &functions); code != CKR_OK) {
        throw Fault{{.code = "driver.fault", .number = code, .function = name}};
    }
    if (!functions) throw Fault{absurd(name)};
}

} // namespace ekey::token::pkcs11
