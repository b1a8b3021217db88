#include "tests/process/token/fake/interference.h"

#include "tests/process/token/fake/fake.h"

#include <csignal>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>

namespace ekey::fake {
namespace {

bool once()
{
    const int mark = open(std::getenv("EKEY_FAKE_ONCE"), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600);
    if (mark < 0) return false;
    close(mark);
    return true;
}

void endSession()
{
    State& now = state();
    now.open = now.loggedIn = now.searching = now.signing = now.authenticated = false;
    now.found.clear();
    now.presented = 0;
}

bool takesASession(const char* name)
{
    for (const char* other : {"C_GetFunctionList", "C_Initialize", "C_Finalize", "C_GetSlotList", "C_GetTokenInfo",
                              "C_OpenSession", "C_WaitForSlotEvent"}) {
        if (std::strcmp(name, other) == 0) return false;
    }
    return true;
}

CK_RV goWrong(const char* name, const char* how)
{
    State& now = state();
    if (std::strcmp(how, "crash") == 0) std::raise(SIGSEGV);
    if (std::strcmp(how, "hang") == 0) hang();
    if (std::strcmp(how, "removed") == 0) {
        endSession();
        now.gone = true;
        return CKR_DEVICE_REMOVED;
    }
    now.disturbed = true;
    if (std::strcmp(name, "C_CloseSession") == 0) endSession();
    return CKR_FUNCTION_FAILED;
}

} // namespace

std::optional<CK_RV> interfere(const char* name)
{
    static int calls = 0;
    const char* at = std::getenv("EKEY_FAKE_AT");
    if (at && calls++ == std::atoi(at) && once()) return goWrong(name, std::getenv("EKEY_FAKE_ANSWER"));
    if (!state().gone) return std::nullopt;
    if (takesASession(name)) return CKR_SESSION_HANDLE_INVALID;
    if (std::strcmp(name, "C_OpenSession") == 0) state().gone = false; // it is back
    return std::nullopt;
}

} // namespace ekey::fake
