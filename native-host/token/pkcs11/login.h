#pragma once

#include "native-host/token/credential.h"
#include "native-host/token/pkcs11/session.h"
#include "native-host/token/pkcs11/tokens.h"

namespace ekey::token::pkcs11 {

/// Throws Fault where presenting the PIN would spend a try for nothing or one that its owner did not agree to:
/// pin.locked, pin.last, pin.length. An empty PIN asks the token's own pad (PKCS#11 2.40 §5.6,
/// CKF_PROTECTED_AUTHENTICATION_PATH), or stands for no log-in on a token that needs none.
void demandPresentable(const Token& token, const Credential& credential);

/// pin.length where the token does not take a PIN of that length.
void demandLength(const Token& token, const Secret& pin);

/// A library may share its log-in with other programs: taken over, it would sign whatever PIN was typed, and set
/// another user's PIN.
void endSharedLogin(Gate& gate, const Session& session);

/// What a presentation of the PIN came to. `code` anything but CKR_OK; pin.incorrect with the counter's state, read
/// now.
Failure refusal(Gate& gate, const Token& token, const char* function, CK_RV code);

/// A log-in of the user, from one presentation of the PIN to the log-out when it goes out of scope.
class Login {
public:
    /// The credential has passed demandPresentable(). Throws Fault: as refusal().
    Login(Gate& gate, const Session& session, const Token& token, const Credential& credential);
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
