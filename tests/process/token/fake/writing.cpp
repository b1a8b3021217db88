#include "tests/process/token/fake/fake.h"
#include "tests/process/token/fake/functions.h"

#include <algorithm>
#include <string_view>

namespace ekey::fake {
namespace {

CK_OBJECT_HANDLE nextHandle = 100;

void inWriting(CK_SESSION_HANDLE handle)
{
    inSession(handle);
    expect(state().writable && (state().loggedIn || does("free")));
    tell('W');
    if (does("hang.write")) hang();
}

std::string_view attribute(const CK_ATTRIBUTE* attributes, CK_ULONG count, CK_ATTRIBUTE_TYPE type)
{
    const auto found =
        std::find_if(attributes, attributes + count, [&](const CK_ATTRIBUTE& one) { return one.type == type; });
    expect(found != attributes + count);
    return {static_cast<const char*>(found->pValue), found->ulValueLen};
}

bool flag(const CK_ATTRIBUTE* attributes, CK_ULONG count, CK_ATTRIBUTE_TYPE type)
{
    const std::string_view value = attribute(attributes, count, type);
    expect(value.size() == sizeof(CK_BBOOL));
    return value.front() != CK_FALSE;
}

CK_OBJECT_HANDLE add(Object object)
{
    object.handle = nextHandle++;
    state().objects.push_back(std::move(object));
    return state().objects.back().handle;
}

} // namespace

CK_RV generateKeyPair(CK_SESSION_HANDLE handle, CK_MECHANISM* mechanism, CK_ATTRIBUTE* publicKey, CK_ULONG publicCount,
                      CK_ATTRIBUTE* privateKey, CK_ULONG privateCount, CK_OBJECT_HANDLE* publicHalf,
                      CK_OBJECT_HANDLE* privateHalf)
{
    inWriting(handle);
    const bool elliptic = mechanism->mechanism == CKM_EC_KEY_PAIR_GEN;
    expect(elliptic || mechanism->mechanism == CKM_RSA_PKCS_KEY_PAIR_GEN);
    expect(flag(publicKey, publicCount, CKA_TOKEN) && !flag(publicKey, publicCount, CKA_PRIVATE));
    for (const CK_ATTRIBUTE_TYPE must : {CKA_TOKEN, CKA_PRIVATE, CKA_SENSITIVE, CKA_SIGN}) {
        expect(flag(privateKey, privateCount, must));
    }
    expect(!flag(privateKey, privateCount, CKA_EXTRACTABLE));
    for (CK_ULONG i = 0; i < privateCount; ++i) {
        const auto type = privateKey[i].type;
        if (type == CKA_DECRYPT || type == CKA_SIGN_RECOVER || type == CKA_UNWRAP || type == CKA_DERIVE) {
            expect(!flag(privateKey, privateCount, type));
        }
    }
    if (does("full")) return CKR_DEVICE_MEMORY;
    if (does("too.large")) return CKR_KEY_SIZE_RANGE;
    const std::string id(attribute(publicKey, publicCount, CKA_ID));
    *publicHalf = add({.kind = CKO_PUBLIC_KEY, .id = id, .elliptic = elliptic});
    *privateHalf = add({.kind = CKO_PRIVATE_KEY, .id = id, .elliptic = elliptic});
    return CKR_OK;
}

CK_RV createObject(CK_SESSION_HANDLE handle, CK_ATTRIBUTE* attributes, CK_ULONG count, CK_OBJECT_HANDLE* object)
{
    inWriting(handle);
    expect(flag(attributes, count, CKA_TOKEN) && !attribute(attributes, count, CKA_SUBJECT).empty());
    if (does("full")) return CKR_DEVICE_MEMORY;
    *object = add({.kind = CKO_CERTIFICATE,
                   .id = std::string(attribute(attributes, count, CKA_ID)),
                   .value = std::string(attribute(attributes, count, CKA_VALUE))});
    return CKR_OK;
}

CK_RV destroyObject(CK_SESSION_HANDLE handle, CK_OBJECT_HANDLE object)
{
    inWriting(handle);
    const Object* found = objectOf(object);
    expect(found);
    if (does("destroy.refused") && found->kind == CKO_PUBLIC_KEY) return CKR_ACTION_PROHIBITED;
    std::erase_if(state().objects, [&](const Object& one) { return one.handle == object; });
    return CKR_OK;
}

} // namespace ekey::fake
