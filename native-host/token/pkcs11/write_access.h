#pragma once

#include "native-host/token/pkcs11/login.h"

namespace ekey::token::pkcs11 {

/// A token with the user logged in for writing.
class WriteAccess {
public:
    /// Throws Fault: token.removed, token.readonly, those of Login.
    WriteAccess(Gate& gate, const std::string& serial, const Credential& credential);

    const Session& session() const { return session_; }

private:
    Token token;
    Session session_;
    Login login;
};

} // namespace ekey::token::pkcs11
