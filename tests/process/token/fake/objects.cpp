#include "tests/process/token/fake/fake.h"
#include "tests/process/token/fake/functions.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iterator>

namespace ekey::fake {
namespace {

bool shows(const Object& object)
{
    if (object.kind == CKO_PRIVATE_KEY) return state().loggedIn || does("free") || does("keys.shown");
    return object.kind != CKO_PUBLIC_KEY || (!does("keys.hidden") && !does("keys.shown"));
}

bool matches(const Object& object, const CK_ATTRIBUTE& wanted)
{
    if (wanted.type == CKA_ID) {
        return object.id == std::string_view(static_cast<const char*>(wanted.pValue), wanted.ulValueLen);
    }
    expect(wanted.type == CKA_CLASS);
    return *static_cast<CK_OBJECT_CLASS*>(wanted.pValue) == object.kind;
}

std::string der(const Object& certificate)
{
    if (!certificate.value.empty()) return certificate.value;
    const char* path = std::getenv("EKEY_FAKE_CERTIFICATE");
    if (does("certificate.limit")) return std::string(16384, '0');
    if (does("certificate.over")) return std::string(16385, '0');
    if (!path) return {0x30, 0x01, 0x00};
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

std::string label()
{
    if (does("label.limit")) return std::string(256, 'l');
    if (does("label.over")) return std::string(257, 'l');
    return "signing";
}

/// The public key's parts, as well-formed as the scenario wants.
std::string point()
{
    std::string bare(65, '\x11');
    bare[0] = 0x04;
    if (does("point.bare")) return bare;
    if (does("point.compressed")) return std::string("\x04\x21\x02", 3) + std::string(32, '\x11');
    if (does("point.short")) return std::string("\x04\x40\x04", 3) + std::string(63, '\x11');
    return "\x04\x41" + bare;
}

std::string modulus()
{
    std::string number(256, '\xab');
    if (does("modulus.zeros")) return '\0' + number;
    if (does("modulus.even")) number.back() = '\xaa';
    if (does("modulus.short")) number.pop_back();
    return number;
}

bool valueOf(const Object& object, CK_ATTRIBUTE_TYPE type, std::string& value)
{
    switch (type) {
    case CKA_ID:
        value = object.id;
        return true;
    case CKA_ALWAYS_AUTHENTICATE:
        expect(object.kind == CKO_PRIVATE_KEY);
        value = {CK_TRUE};
        return does("always") || does("always.refused") || does("keys.shown");
    case CKA_VALUE:
        expect(object.kind == CKO_CERTIFICATE);
        value = der(object);
        return true;
    case CKA_LABEL:
        value = label();
        return !does("label.none");
    case CKA_EC_POINT:
        value = point();
        return object.kind == CKO_PUBLIC_KEY && object.elliptic && !does("point.none");
    case CKA_MODULUS:
        value = modulus();
        return object.kind == CKO_PUBLIC_KEY && !object.elliptic;
    case CKA_PUBLIC_EXPONENT:
        value = std::string("\x01\x00\x01", 3);
        return object.kind == CKO_PUBLIC_KEY && !object.elliptic;
    default:
        std::abort();
    }
}

} // namespace

CK_RV findObjectsInit(CK_SESSION_HANDLE handle, CK_ATTRIBUTE* pattern, CK_ULONG count)
{
    inSession(handle);
    State& now = state();
    if (now.disturbed && now.searching) return CKR_OPERATION_ACTIVE;
    expect(!now.searching);
    now.searching = true;
    for (const Object& object : now.objects) {
        const auto fits = [&](const CK_ATTRIBUTE& wanted) { return matches(object, wanted); };
        if (shows(object) && std::all_of(pattern, pattern + count, fits)) now.found.push_back(object.handle);
    }
    return CKR_OK;
}

CK_RV findObjects(CK_SESSION_HANDLE handle, CK_OBJECT_HANDLE* objects, CK_ULONG most, CK_ULONG* count)
{
    inSession(handle);
    State& now = state();
    expect(now.searching);
    if (does("absurd.find")) {
        *count = most + 1;
        return CKR_OK;
    }
    if (does("endless.find")) {
        std::fill(objects, objects + most, now.objects.front().handle);
        *count = most;
        return CKR_OK;
    }
    *count = std::min<CK_ULONG>(most, now.found.size());
    std::copy_n(now.found.begin(), *count, objects);
    now.found.erase(now.found.begin(), now.found.begin() + static_cast<std::ptrdiff_t>(*count));
    return CKR_OK;
}

CK_RV findObjectsFinal(CK_SESSION_HANDLE handle)
{
    inSession(handle);
    expect(state().searching);
    state().searching = false;
    state().found.clear();
    return CKR_OK;
}

CK_RV getAttributeValue(CK_SESSION_HANDLE handle, CK_OBJECT_HANDLE object, CK_ATTRIBUTE* wanted, CK_ULONG count)
{
    inSession(handle);
    const Object* found = objectOf(object);
    expect(found && count == 1);
    std::string value;
    if (!valueOf(*found, wanted->type, value)) {
        wanted->ulValueLen = CK_UNAVAILABLE_INFORMATION;
        return CKR_ATTRIBUTE_TYPE_INVALID;
    }
    if (does("absurd.attribute")) {
        wanted->ulValueLen = absurd;
        return CKR_OK;
    }
    if (value.size() > wanted->ulValueLen) {
        wanted->ulValueLen = CK_UNAVAILABLE_INFORMATION;
        return CKR_BUFFER_TOO_SMALL;
    }
    std::memcpy(wanted->pValue, value.data(), value.size());
    wanted->ulValueLen = value.size();
    return CKR_OK;
}

} // namespace ekey::fake
