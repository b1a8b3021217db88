// The module's way in; see fake.h.
#include "tests/process/token/fake/fake.h"
#include "tests/process/token/fake/functions.h"
#include "tests/process/token/fake/interference.h"

#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <unistd.h>

namespace ekey::fake {
namespace {

/// What a worker must not get from the host that started it.
void expectNothingInherited()
{
    expect(!std::getenv("EKEY_HOST_SECRET"));
    const std::string leak = std::getenv("EKEY_FAKE_LEAK");
    for (const auto& descriptor : std::filesystem::directory_iterator("/proc/self/fd")) {
        std::error_code gone; // the iterator's own
        expect(std::filesystem::read_symlink(descriptor.path(), gone) != leak);
    }
}

CK_RV initialize(void* arguments)
{
    enter();
    expect(!state().initialised);
    if (does("cannot.lock") && arguments) return CKR_CANT_LOCK;
    if (does("no.arguments") && arguments) return CKR_ARGUMENTS_BAD;
    if (!does("cannot.lock") && !does("no.arguments"))
        expect(arguments && static_cast<CK_C_INITIALIZE_ARGS*>(arguments)->flags == CKF_OS_LOCKING_OK);
    if (does("crash.initialize")) std::raise(SIGSEGV);
    if (const char* path = std::getenv("EKEY_FAKE_FIFO")) state().fifo = open(path, O_WRONLY | O_CLOEXEC);
    if (does("inherits")) expectNothingInherited();
    state().initialised = true;
    return CKR_OK;
}

CK_RV finalize(void*)
{
    expect(state().initialised && !state().open);
    tell('F');
    if (does("hang.finalize")) hang();
    return CKR_OK;
}

#define EKEY_FAKE(Name, function)                                                                                      \
    static constexpr char name_##Name[] = #Name;                                                                       \
    functions.Name = Guarded<function, name_##Name>::call

CK_FUNCTION_LIST& list()
{
    static CK_FUNCTION_LIST functions{};
    functions.version = {2, 40};
    EKEY_FAKE(C_Initialize, initialize);
    EKEY_FAKE(C_Finalize, finalize);
    EKEY_FAKE(C_GetSlotList, getSlotList);
    EKEY_FAKE(C_GetTokenInfo, getTokenInfo);
    EKEY_FAKE(C_WaitForSlotEvent, waitForSlotEvent);
    EKEY_FAKE(C_OpenSession, openSession);
    EKEY_FAKE(C_CloseSession, closeSession);
    EKEY_FAKE(C_GetSessionInfo, getSessionInfo);
    EKEY_FAKE(C_Login, login);
    EKEY_FAKE(C_Logout, logout);
    EKEY_FAKE(C_SetPIN, setPin);
    EKEY_FAKE(C_FindObjectsInit, findObjectsInit);
    EKEY_FAKE(C_FindObjects, findObjects);
    EKEY_FAKE(C_FindObjectsFinal, findObjectsFinal);
    EKEY_FAKE(C_GetAttributeValue, getAttributeValue);
    EKEY_FAKE(C_GenerateKeyPair, generateKeyPair);
    EKEY_FAKE(C_CreateObject, createObject);
    EKEY_FAKE(C_DestroyObject, destroyObject);
    EKEY_FAKE(C_SignInit, signInit);
    EKEY_FAKE(C_Sign, sign);
    functions.C_GetFunctionList = C_GetFunctionList;
    if (does("incomplete")) functions.C_Sign = nullptr;
    return functions;
}

} // namespace
} // namespace ekey::fake

extern "C" __attribute__((visibility("default"))) CK_RV C_GetFunctionList(CK_FUNCTION_LIST** functions)
{
    using namespace ekey::fake;
    if (const auto answer = interfere("C_GetFunctionList")) return *answer;
    *functions = does("listless") ? nullptr : &list();
    return CKR_OK;
}
