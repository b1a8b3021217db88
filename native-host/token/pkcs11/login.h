#pragma once

#include "native-host/token/pkcs11/session.h"
#include "native-host/token/pkcs11/tokens.h"
#include "native-host/token/secret.h"

namespace ekey::token::pkcs11 {

/// A log-in of the user, from one presentation of the PIN to the log-out when it goes out of scope.
class Login {
public:
    /// An empty PIN asks the token's own pad (PKCS#11 2.40 §5.6, CKF_PROTECTED_AUTHENTICATION_PATH), or stands for no
    /// log-in on a token that needs none. A locked token and a PIN of a length that it does not take are refused
    /// without presenting anything. Throws Fault: pin.incorrect with the counter's state read afterwards, pin.locked,
    /// pin.length, pin.expired, …
    Login(Gate& gate, const Session& session, const Token& token, const Secret& pin);
    ~Login();
    Login(const Login&) = delete;
    Login& operator=(const Login&) = delete;

    /// For a key with CKA_ALWAYS_AUTHENTICATE, between C_SignInit and C_Sign: the verified PIN once more.
    void again();

private:
    void present(CK_USER_TYPE user);

    Gate& gate;
    const Session& session;
    const Token& token;
    const Secret& pin;
    bool loggedIn = false;
};

} // namespace ekey::token::pkcs11
