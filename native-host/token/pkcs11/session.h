#pragma once

#include "native-host/token/pkcs11/gate.h"

namespace ekey::token::pkcs11 {

enum class Access { readOnly, readWrite };

/// A session, closed when it goes out of scope. Read-write ones are for what writes, and nothing else.
class Session {
public:
    Session(Gate& gate, CK_SLOT_ID slot, Access access = Access::readOnly);
    ~Session();
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;

    CK_SESSION_HANDLE handle() const { return handle_; }

private:
    Gate& gate;
    CK_SESSION_HANDLE handle_ = CK_INVALID_HANDLE;
};

} // namespace ekey::token::pkcs11
