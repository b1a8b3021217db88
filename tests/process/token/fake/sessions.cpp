#include "tests/process/token/fake/fake.h"
#include "tests/process/token/fake/functions.h"

#include <cstdlib>
#include <fstream>

namespace ekey::fake {
namespace {

bool hasPad() { return does("pad") || does("pad.cancelled") || does("pad.final"); }

void expectPin(const unsigned char* pin, CK_ULONG length)
{
    if (hasPad()) {
        expect(!pin && length == 0);
    } else {
        expect(pin && length > 0);
    }
}

} // namespace

CK_RV openSession(CK_SLOT_ID, CK_FLAGS flags, void*, CK_NOTIFY, CK_SESSION_HANDLE* handle)
{
    enter();
    State& now = state();
    expect(!now.open && (flags == CKF_SERIAL_SESSION || flags == (CKF_SERIAL_SESSION | CKF_RW_SESSION)));
    now.open = true;
    now.writable = flags & CKF_RW_SESSION;
    now.loggedIn = does("shared.login");
    *handle = session;
    return CKR_OK;
}

CK_RV closeSession(CK_SESSION_HANDLE handle)
{
    inSession(handle);
    State& now = state();
    if (!now.disturbed) {
        expect(!now.searching);
        // A log-in left over is somebody else's, or one that the library refused to end.
        expect(!now.loggedIn || does("shared.login") || does("logout.fails"));
    }
    now.open = now.loggedIn = now.searching = now.signing = now.authenticated = now.disturbed = false;
    now.found.clear();
    now.presented = 0;
    return CKR_OK;
}

CK_RV getSessionInfo(CK_SESSION_HANDLE handle, CK_SESSION_INFO* info)
{
    inSession(handle);
    const bool writable = state().writable;
    info->state = state().loggedIn ? (writable ? CKS_RW_USER_FUNCTIONS : CKS_RO_USER_FUNCTIONS)
                                   : (writable ? CKS_RW_PUBLIC_SESSION : CKS_RO_PUBLIC_SESSION);
    return CKR_OK;
}

CK_RV login(CK_SESSION_HANDLE handle, CK_USER_TYPE user, unsigned char* pin, CK_ULONG length)
{
    inSession(handle);
    State& now = state();
    expectPin(pin, length);
    const bool right = !pin || isRight(pin, length);
    if (user == CKU_CONTEXT_SPECIFIC) {
        expect(now.signing && now.loggedIn && !now.authenticated && right);
        if (does("always.refused")) return CKR_PIN_INCORRECT;
        now.authenticated = true;
        return CKR_OK;
    }
    expect(user == CKU_USER && !now.loggedIn);
    present();
    if (does("pad.cancelled")) return CKR_FUNCTION_CANCELED;
    if (does("expired")) return CKR_PIN_EXPIRED;
    if (does("locked.unannounced")) return CKR_PIN_LOCKED;
    if (!right) return CKR_PIN_INCORRECT;
    now.loggedIn = true;
    return CKR_OK;
}

CK_RV logout(CK_SESSION_HANDLE handle)
{
    inSession(handle);
    expect(state().loggedIn);
    if (does("logout.fails")) return CKR_DEVICE_ERROR;
    state().loggedIn = false;
    if (const char* mark = std::getenv("EKEY_FAKE_LOGOUT")) std::ofstream(mark) << "logged out";
    return CKR_OK;
}

CK_RV setPin(CK_SESSION_HANDLE handle, unsigned char* old, CK_ULONG oldLength, unsigned char* fresh,
             CK_ULONG freshLength)
{
    inSession(handle);
    State& now = state();
    expect(now.writable && !now.loggedIn); // a security officer that is logged in would change its own
    expectPin(old, oldLength);
    expectPin(fresh, freshLength);
    present();
    now.pinUsed = true;
    if (does("held.pin")) waitForTheTest('P');
    if (does("weak")) return CKR_PIN_TOO_WEAK;
    if (does("weak.characters")) return CKR_PIN_INVALID;
    if (!old) return CKR_OK;
    if (!isRight(old, oldLength)) return CKR_PIN_INCORRECT;
    now.invertedPin.assign(fresh, fresh + freshLength);
    for (char& c : now.invertedPin) {
        c = static_cast<char>(~c);
    }
    return CKR_OK;
}

} // namespace ekey::fake
