// A PKCS#11 module that does what a script says; see script.h.
#include <p11-kit/pkcs11.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <string>

namespace {

struct Step {
    CK_ULONG value = 0;
    CK_RV code = CKR_OK;
};

Step next(const std::string& function, CK_ULONG argument = 0)
{
    static std::ifstream script(std::getenv("EKEY_SCRIPT"));
    std::string expected;
    long wanted = 0;
    Step step;
    script >> expected >> wanted >> step.value >> step.code;
    if (!script || expected != function || (wanted >= 0 && static_cast<CK_ULONG>(wanted) != argument)) std::abort();
    std::ofstream(std::getenv("EKEY_SCRIPT_DONE"), std::ios::app) << '.';
    return step;
}

CK_RV initialize(void*) { return next("C_Initialize").code; }

CK_RV finalize(void*) { return CKR_OK; } // whenever the worker goes

CK_RV getSlotList(CK_BBOOL, CK_SLOT_ID* list, CK_ULONG* count)
{
    const Step step = next("C_GetSlotList");
    if (list) std::fill_n(list, std::min(*count, step.value), CK_SLOT_ID{1});
    *count = step.value;
    return step.code;
}

CK_RV getTokenInfo(CK_SLOT_ID, CK_TOKEN_INFO* info)
{
    const Step step = next("C_GetTokenInfo");
    std::memset(info, ' ', sizeof *info);
    std::memcpy(info->serialNumber, "SERIAL", 6);
    info->flags = step.value;
    info->ulMinPinLen = info->ulMaxPinLen = 0;
    return step.code;
}

CK_RV openSession(CK_SLOT_ID, CK_FLAGS flags, void*, CK_NOTIFY, CK_SESSION_HANDLE* handle)
{
    *handle = 1;
    return next("C_OpenSession", flags).code;
}

CK_RV closeSession(CK_SESSION_HANDLE) { return next("C_CloseSession").code; }

CK_RV getSessionInfo(CK_SESSION_HANDLE, CK_SESSION_INFO* info)
{
    const Step step = next("C_GetSessionInfo");
    info->state = step.value;
    return step.code;
}

CK_RV login(CK_SESSION_HANDLE, CK_USER_TYPE user, unsigned char*, CK_ULONG) { return next("C_Login", user).code; }

CK_RV logout(CK_SESSION_HANDLE) { return next("C_Logout").code; }

CK_RV setPin(CK_SESSION_HANDLE, unsigned char*, CK_ULONG, unsigned char*, CK_ULONG) { return next("C_SetPIN").code; }

CK_RV findObjectsInit(CK_SESSION_HANDLE, CK_ATTRIBUTE* pattern, CK_ULONG)
{
    return next("C_FindObjectsInit", *static_cast<CK_OBJECT_CLASS*>(pattern->pValue)).code;
}

CK_RV findObjects(CK_SESSION_HANDLE, CK_OBJECT_HANDLE* objects, CK_ULONG, CK_ULONG* count)
{
    const Step step = next("C_FindObjects");
    std::fill_n(objects, step.value, CK_OBJECT_HANDLE{9});
    *count = step.value;
    return step.code;
}

CK_RV findObjectsFinal(CK_SESSION_HANDLE) { return next("C_FindObjectsFinal").code; }

CK_RV getAttributeValue(CK_SESSION_HANDLE, CK_OBJECT_HANDLE, CK_ATTRIBUTE* wanted, CK_ULONG)
{
    wanted->ulValueLen = 0;
    return next("C_GetAttributeValue", wanted->type).code;
}

CK_RV generateKeyPair(CK_SESSION_HANDLE, CK_MECHANISM* mechanism, CK_ATTRIBUTE*, CK_ULONG, CK_ATTRIBUTE*, CK_ULONG,
                      CK_OBJECT_HANDLE* publicKey, CK_OBJECT_HANDLE* privateKey)
{
    *publicKey = *privateKey = 9;
    return next("C_GenerateKeyPair", mechanism->mechanism).code;
}

CK_RV destroyObject(CK_SESSION_HANDLE, CK_OBJECT_HANDLE) { return next("C_DestroyObject").code; }

CK_RV signInit(CK_SESSION_HANDLE, CK_MECHANISM* mechanism, CK_OBJECT_HANDLE)
{
    return next("C_SignInit", mechanism->mechanism).code;
}

CK_RV sign(CK_SESSION_HANDLE, unsigned char*, CK_ULONG, unsigned char* signature, CK_ULONG* length)
{
    const Step step = next("C_Sign");
    std::fill_n(signature, std::min(*length, step.value), std::uint8_t{0xab});
    *length = step.value;
    return step.code;
}

} // namespace

extern "C" __attribute__((visibility("default"))) CK_RV C_GetFunctionList(CK_FUNCTION_LIST** list)
{
    static CK_FUNCTION_LIST functions{};
    functions.version = {2, 40};
    functions.C_Initialize = initialize;
    functions.C_Finalize = finalize;
    functions.C_GetSlotList = getSlotList;
    functions.C_GetTokenInfo = getTokenInfo;
    functions.C_OpenSession = openSession;
    functions.C_CloseSession = closeSession;
    functions.C_GetSessionInfo = getSessionInfo;
    functions.C_Login = login;
    functions.C_Logout = logout;
    functions.C_SetPIN = setPin;
    functions.C_FindObjectsInit = findObjectsInit;
    functions.C_FindObjects = findObjects;
    functions.C_FindObjectsFinal = findObjectsFinal;
    functions.C_GetAttributeValue = getAttributeValue;
    functions.C_GenerateKeyPair = generateKeyPair;
    functions.C_DestroyObject = destroyObject;
    functions.C_SignInit = signInit;
    functions.C_Sign = sign;
    *list = &functions;
    return CKR_OK;
}
