#include "native-host/token/pkcs11/session.h"

namespace ekey::token::pkcs11 {

Session::Session(Gate& calls, CK_SLOT_ID slot, Access access) : gate(calls)
{
    const CK_FLAGS flags = CKF_SERIAL_SESSION | (access == Access::readWrite ? CKF_RW_SESSION : 0);
    gate.call("C_OpenSession", &CK_FUNCTION_LIST::C_OpenSession, slot, flags, static_cast<void*>(nullptr),
              CK_NOTIFY{nullptr}, &handle_);
}

Session::~Session()
{
    // Nothing depends on the answer: a session that cannot be closed has gone with its token.
    gate.attempt("C_CloseSession", &CK_FUNCTION_LIST::C_CloseSession, handle_);
}

} // namespace ekey::token::pkcs11
