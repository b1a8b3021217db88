#pragma once

#include "native-host/token/pkcs11/gate.h"

namespace ekey::token::pkcs11 {

/// A read-only session, closed when it goes out of scope.
class Session {
public:
    Session(Gate& gate, CK_SLOT_ID slot);
    ~Session();
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;

    CK_SESSION_HANDLE handle() const { return handle_; }

private:
    Gate& gate;
    CK_SESSION_HANDLE handle_ = CK_INVALID_HANDLE;
};

} // namespace ekey::token::pkcs11
