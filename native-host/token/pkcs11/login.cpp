#include "native-host/token/pkcs11/login.h"

#include "native-host/token/pkcs11/arguments.h"

namespace ekey::token::pkcs11 {
namespace {

bool needsNone(const Token& token, const Secret& pin) { return pin.empty() && !token.loginRequired; }

} // namespace

void demandLength(const Token& token, const Secret& pin)
{
    const std::size_t size = pin.view().size();
    if (pin.empty() ? !token.info.protectedPath : size < token.info.pinLeast || size > token.info.pinMost) {
        throw Fault{{.code = "pin.length"}};
    }
}

void demandPresentable(const Token& token, const Credential& credential)
{
    if (needsNone(token, credential.pin)) return;
    if (token.info.pin == PinState::locked) throw Fault{{.code = "pin.locked"}};
    if (token.info.pin == PinState::last && !credential.lastTry) throw Fault{{.code = "pin.last"}};
    demandLength(token, credential.pin);
}

void endSharedLogin(Gate& gate, const Session& session)
{
    CK_SESSION_INFO info{};
    gate.call("C_GetSessionInfo", &CK_FUNCTION_LIST::C_GetSessionInfo, session.handle(), &info);
    if (info.state != CKS_RO_PUBLIC_SESSION && info.state != CKS_RW_PUBLIC_SESSION) {
        gate.call("C_Logout", &CK_FUNCTION_LIST::C_Logout, session.handle());
    }
}

Failure refusal(Gate& gate, const Token& token, const char* function, CK_RV code)
{
    Failure failure = failureOf(function, code);
    if (failure.code == "pin.incorrect") failure.pin = pinStateNow(gate, token.slot);
    return failure;
}

Login::Login(Gate& calls, const Session& open, const Token& where, const Credential& credential)
    : gate(calls), session(open), token(where), pin(credential.pin)
{
    if (needsNone(token, pin)) return;
    endSharedLogin(gate, session);
    present(CKU_USER);
    loggedIn = true;
}

Login::~Login()
{
    // When the log-out fails the end of the last session, which follows, logs out (PKCS#11 2.40 §2.6.8).
    if (loggedIn) gate.attempt("C_Logout", &CK_FUNCTION_LIST::C_Logout, session.handle());
}

void Login::again() { present(CKU_CONTEXT_SPECIFIC); }

void Login::present(CK_USER_TYPE user)
{
    const char* name = "C_Login";
    const CK_RV code = gate.attempt(name, &CK_FUNCTION_LIST::C_Login, session.handle(), user, mutableBytes(pin.view()),
                                    length(pin.view()));
    if (code != CKR_OK) throw Fault{refusal(gate, token, name, code)};
}

} // namespace ekey::token::pkcs11
