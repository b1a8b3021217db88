#include "tests/bench/token/bare.h"

#include <dlfcn.h>
#include <stdexcept>
#include <string>

namespace ekey::bench {
namespace {

void demand(CK_RV code, const char* what)
{
    if (code != CKR_OK) throw std::runtime_error(std::string(what) + " " + std::to_string(code));
}

} // namespace

Bare::Bare(const char* module)
{
    void* library = dlopen(module, RTLD_NOW | RTLD_LOCAL);
    if (!library) throw std::runtime_error(dlerror());
    const auto list = reinterpret_cast<CK_C_GetFunctionList>(dlsym(library, "C_GetFunctionList"));
    demand(list ? list(&functions) : CKR_GENERAL_ERROR, "C_GetFunctionList");
    CK_C_INITIALIZE_ARGS arguments{};
    arguments.flags = CKF_OS_LOCKING_OK;
    demand(functions->C_Initialize(&arguments), "C_Initialize");
}

CK_OBJECT_HANDLE Bare::findKey(CK_SESSION_HANDLE session, std::span<const std::uint8_t> id)
{
    CK_OBJECT_CLASS kind = CKO_PRIVATE_KEY;
    CK_ATTRIBUTE pattern[] = {{CKA_CLASS, &kind, sizeof kind},
                              {CKA_ID, const_cast<std::uint8_t*>(id.data()), static_cast<CK_ULONG>(id.size())}};
    demand(functions->C_FindObjectsInit(session, pattern, 2), "C_FindObjectsInit");
    CK_OBJECT_HANDLE keys[32];
    CK_OBJECT_HANDLE key = CK_INVALID_HANDLE;
    for (CK_ULONG count = 1; count > 0;) {
        demand(functions->C_FindObjects(session, keys, 32, &count), "C_FindObjects");
        if (count > 0) key = keys[0];
    }
    demand(functions->C_FindObjectsFinal(session), "C_FindObjectsFinal");
    CK_BBOOL always = CK_FALSE;
    CK_ATTRIBUTE wanted{CKA_ALWAYS_AUTHENTICATE, &always, sizeof always};
    demand(functions->C_GetAttributeValue(session, key, &wanted, 1), "C_GetAttributeValue");
    return key;
}

std::vector<Bytes> Bare::sign(CK_MECHANISM_TYPE mechanism, std::string_view pin, std::span<const std::uint8_t> id,
                              const std::vector<Bytes>& inputs)
{
    CK_SLOT_ID slots[32];
    CK_ULONG count = 0;
    demand(functions->C_GetSlotList(CK_TRUE, nullptr, &count), "C_GetSlotList");
    count = 32;
    demand(functions->C_GetSlotList(CK_TRUE, slots, &count), "C_GetSlotList");
    CK_SLOT_ID slot = 0;
    for (CK_ULONG i = 0; i < count; ++i) {
        CK_TOKEN_INFO info{};
        demand(functions->C_GetTokenInfo(slots[i], &info), "C_GetTokenInfo");
        if (info.flags & CKF_TOKEN_INITIALIZED) slot = slots[i];
    }
    CK_SESSION_HANDLE session = CK_INVALID_HANDLE;
    demand(functions->C_OpenSession(slot, CKF_SERIAL_SESSION, nullptr, nullptr, &session), "C_OpenSession");
    CK_SESSION_INFO state{};
    demand(functions->C_GetSessionInfo(session, &state), "C_GetSessionInfo");
    auto* text = reinterpret_cast<unsigned char*>(const_cast<char*>(pin.data()));
    demand(functions->C_Login(session, CKU_USER, text, pin.size()), "C_Login");
    const CK_OBJECT_HANDLE key = findKey(session, id);

    std::vector<Bytes> signatures;
    for (const Bytes& input : inputs) {
        CK_MECHANISM how{mechanism, nullptr, 0};
        demand(functions->C_SignInit(session, &how, key), "C_SignInit");
        Bytes& signature = signatures.emplace_back(1024);
        CK_ULONG length = signature.size();
        demand(functions->C_Sign(session, const_cast<unsigned char*>(input.data()), input.size(), signature.data(),
                                 &length),
               "C_Sign");
        signature.resize(length);
    }
    demand(functions->C_Logout(session), "C_Logout");
    demand(functions->C_CloseSession(session), "C_CloseSession");
    return signatures;
}

} // namespace ekey::bench
