#include "native-host/token/pkcs11/pin_change.h"

#include "native-host/token/pkcs11/arguments.h"
#include "native-host/token/pkcs11/login.h"

namespace ekey::token::pkcs11 {

void changePin(Gate& gate, const ChangePinRequest& request)
{
    const Token token = tokenOf(gate, request.token);
    const Secret& old = request.old.pin;
    if (old.empty() != request.fresh.empty()) throw Fault{{.code = "pin.length"}};
    demandPresentable(token, request.old);
    demandLength(token, request.fresh);

    const Session session(gate, token.slot, Access::readWrite);
    // Without a log-in C_SetPIN sets the user's PIN (PKCS#11 2.40 §5.5).
    endSharedLogin(gate, session);
    const char* name = "C_SetPIN";
    const CK_RV code =
        gate.attempt(name, &CK_FUNCTION_LIST::C_SetPIN, session.handle(), mutableBytes(old.view()), length(old.view()),
                     mutableBytes(request.fresh.view()), length(request.fresh.view()));
    if (code != CKR_OK) throw Fault{refusal(gate, token, name, code)};
}

} // namespace ekey::token::pkcs11
