#include "native-host/token/pkcs11/login.h"

namespace ekey::token::pkcs11 {

Login::Login(Gate& calls, const Session& open, const Token& where, const Secret& secret)
    : gate(calls), session(open), token(where), pin(secret)
{
    if (pin.empty() && !token.loginRequired) return;
    if (token.info.pin == PinState::locked) throw Fault{{.code = "pin.locked"}};
    const std::size_t length = pin.view().size();
    if (pin.empty() ? !token.info.protectedPath : length < token.info.pinLeast || length > token.info.pinMost) {
        throw Fault{{.code = "pin.length"}};
    }
    // A library may share its log-in with other programs; taken over, it would sign whatever PIN was typed.
    CK_SESSION_INFO info{};
    gate.call("C_GetSessionInfo", &CK_FUNCTION_LIST::C_GetSessionInfo, session.handle(), &info);
    if (info.state != CKS_RO_PUBLIC_SESSION) gate.call("C_Logout", &CK_FUNCTION_LIST::C_Logout, session.handle());

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
    const std::string_view text = pin.view();
    auto* bytes =
        reinterpret_cast<unsigned char*>(const_cast<char*>(text.data())); // the standard's signature, it only reads
    const CK_RV code = gate.attempt("C_Login", &CK_FUNCTION_LIST::C_Login, session.handle(), user, bytes,
                                    static_cast<CK_ULONG>(text.size()));
    if (code == CKR_OK) return;
    Failure failure = failureOf("C_Login", code);
    if (failure.code == "pin.incorrect") failure.pin = pinStateNow(gate, token.slot);
    throw Fault{std::move(failure)};
}

} // namespace ekey::token::pkcs11
