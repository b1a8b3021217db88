#include "tests/process/token/fake/fake.h"
#include "tests/process/token/fake/functions.h"

#include <csignal>
#include <cstdlib>
#include <cstring>
#include <poll.h>
#include <unistd.h>

namespace ekey::fake {

CK_RV signInit(CK_SESSION_HANDLE handle, CK_MECHANISM* mechanism, CK_OBJECT_HANDLE key)
{
    inSession(handle);
    State& now = state();
    const Object* found = objectOf(key);
    expect(found && found->kind == CKO_PRIVATE_KEY && !now.signing && !now.writable);
    expect((now.loggedIn || does("free")) && (!now.searching || now.disturbed));
    if (mechanism->mechanism == CKM_RSA_PKCS_PSS) {
        const auto* pss = static_cast<const CK_RSA_PKCS_PSS_PARAMS*>(mechanism->pParameter);
        expect(mechanism->ulParameterLen == sizeof *pss && pss->hashAlg == CKM_SHA256 && pss->mgf == CKG_MGF1_SHA256 &&
               pss->sLen == 32);
    } else {
        expect((mechanism->mechanism == CKM_ECDSA || mechanism->mechanism == CKM_RSA_PKCS) && !mechanism->pParameter);
    }
    now.signing = true;
    return CKR_OK;
}

CK_RV sign(CK_SESSION_HANDLE handle, unsigned char*, CK_ULONG, unsigned char* signature, CK_ULONG* length)
{
    inSession(handle);
    State& now = state();
    expect(now.signing && signature);
    expect(now.authenticated == does("always"));
    static int count = 0;
    ++count;
    tell('S');
    now.signing = now.authenticated = false;
    now.pinUsed = true;
    if (does("hang.sign")) hang();
    if (does("wait.sign")) waitUntilTheHostCloses();
    if (does("crash.sign")) std::raise(SIGSEGV);
    if (does("abort.sign")) std::abort();
    if (does("exit.sign")) _exit(0);
    if (does("throw.sign")) throw 42;
    if (does("fork.sign")) {
        // A resident helper that keeps every descriptor, and a crash. It goes when the test closes the FIFO's other
        // end.
        if (fork() == 0) {
            pollfd reader{now.fifo, 0, 0};
            poll(&reader, 1, -1);
            _exit(0);
        }
        std::raise(SIGSEGV);
    }
    if (does("removed.sign")) return CKR_DEVICE_REMOVED;
    if (does("fault.sign")) return CKR_VENDOR_DEFINED + 5;
    if (does("third.refused") && count == 3) return CKR_KEY_FUNCTION_NOT_PERMITTED;
    if (does("absurd.sign") || does("empty.sign")) {
        *length = does("absurd.sign") ? absurd : 0;
        return CKR_OK;
    }
    expect(*length >= 64);
    std::memset(signature, 0xab, 64); // no key would say that
    signature[0] = static_cast<unsigned char>(count);
    *length = 64;
    return CKR_OK;
}

} // namespace ekey::fake
