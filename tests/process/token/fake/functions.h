// The functions of the module, by file.
#pragma once

#include <p11-kit/pkcs11.h>

namespace ekey::fake {

// slots.cpp
CK_RV getSlotList(CK_BBOOL present, CK_SLOT_ID* list, CK_ULONG* count);
CK_RV getTokenInfo(CK_SLOT_ID id, CK_TOKEN_INFO* info);
CK_RV waitForSlotEvent(CK_FLAGS flags, CK_SLOT_ID* id, void* reserved);

// sessions.cpp
CK_RV openSession(CK_SLOT_ID id, CK_FLAGS flags, void* application, CK_NOTIFY notify, CK_SESSION_HANDLE* handle);
CK_RV closeSession(CK_SESSION_HANDLE handle);
CK_RV getSessionInfo(CK_SESSION_HANDLE handle, CK_SESSION_INFO* info);
CK_RV login(CK_SESSION_HANDLE handle, CK_USER_TYPE user, unsigned char* pin, CK_ULONG length);
CK_RV logout(CK_SESSION_HANDLE handle);
CK_RV setPin(CK_SESSION_HANDLE handle, unsigned char* old, CK_ULONG oldLength, unsigned char* fresh,
             CK_ULONG freshLength);

// objects.cpp
CK_RV findObjectsInit(CK_SESSION_HANDLE handle, CK_ATTRIBUTE* pattern, CK_ULONG count);
CK_RV findObjects(CK_SESSION_HANDLE handle, CK_OBJECT_HANDLE* objects, CK_ULONG most, CK_ULONG* count);
CK_RV findObjectsFinal(CK_SESSION_HANDLE handle);
CK_RV getAttributeValue(CK_SESSION_HANDLE handle, CK_OBJECT_HANDLE object, CK_ATTRIBUTE* wanted, CK_ULONG count);

// writing.cpp
CK_RV generateKeyPair(CK_SESSION_HANDLE handle, CK_MECHANISM* mechanism, CK_ATTRIBUTE* publicKey, CK_ULONG publicCount,
                      CK_ATTRIBUTE* privateKey, CK_ULONG privateCount, CK_OBJECT_HANDLE* publicHalf,
                      CK_OBJECT_HANDLE* privateHalf);
CK_RV createObject(CK_SESSION_HANDLE handle, CK_ATTRIBUTE* attributes, CK_ULONG count, CK_OBJECT_HANDLE* object);
CK_RV destroyObject(CK_SESSION_HANDLE handle, CK_OBJECT_HANDLE object);

// signing.cpp
CK_RV signInit(CK_SESSION_HANDLE handle, CK_MECHANISM* mechanism, CK_OBJECT_HANDLE key);
CK_RV sign(CK_SESSION_HANDLE handle, unsigned char* data, CK_ULONG dataLength, unsigned char* signature,
           CK_ULONG* length);

} // namespace ekey::fake
