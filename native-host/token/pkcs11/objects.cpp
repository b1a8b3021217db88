#include "native-host/token/pkcs11/objects.h"

#include "native-host/token/limits.h"

namespace ekey::token::pkcs11 {
namespace {

constexpr std::size_t objectsAtOnce = 32;

/// A search that is open: a second one on the session is refused until it is finished.
class Search {
public:
    Search(Gate& calls, const Session& open, std::span<CK_ATTRIBUTE> pattern) : gate(calls), session(open)
    {
        gate.call("C_FindObjectsInit", &CK_FUNCTION_LIST::C_FindObjectsInit, session.handle(), pattern.data(),
                  static_cast<CK_ULONG>(pattern.size()));
    }
    ~Search() { gate.attempt("C_FindObjectsFinal", &CK_FUNCTION_LIST::C_FindObjectsFinal, session.handle()); }
    Search(const Search&) = delete;
    Search& operator=(const Search&) = delete;

    std::vector<CK_OBJECT_HANDLE> all()
    {
        std::vector<CK_OBJECT_HANDLE> found;
        while (true) {
            CK_OBJECT_HANDLE some[objectsAtOnce];
            CK_ULONG count = 0;
            gate.call("C_FindObjects", &CK_FUNCTION_LIST::C_FindObjects, session.handle(), &some[0],
                      static_cast<CK_ULONG>(objectsAtOnce), &count);
            if (count == 0) return found;
            if (count > objectsAtOnce || found.size() + count > limits::objects) throw Fault{absurd("C_FindObjects")};
            found.insert(found.end(), some, some + count);
        }
    }

private:
    Gate& gate;
    const Session& session;
};

} // namespace

std::vector<CK_OBJECT_HANDLE> objects(Gate& gate, const Session& session, CK_OBJECT_CLASS kind)
{
    CK_ATTRIBUTE pattern[] = {{CKA_CLASS, &kind, sizeof kind}};
    return Search(gate, session, pattern).all();
}

std::vector<CK_OBJECT_HANDLE> objects(Gate& gate, const Session& session, CK_OBJECT_CLASS kind,
                                      std::span<const std::uint8_t> id)
{
    CK_ATTRIBUTE pattern[] = {{CKA_CLASS, &kind, sizeof kind},
                              {CKA_ID, const_cast<std::uint8_t*>(id.data()), static_cast<CK_ULONG>(id.size())}};
    return Search(gate, session, pattern).all();
}

std::optional<std::vector<std::uint8_t>> attribute(Gate& gate, const Session& session, CK_OBJECT_HANDLE object,
                                                   CK_ATTRIBUTE_TYPE type, std::size_t most)
{
    std::vector<std::uint8_t> value(most);
    CK_ATTRIBUTE wanted{type, value.data(), static_cast<CK_ULONG>(most)};
    const char* name = "C_GetAttributeValue";
    const CK_RV code =
        gate.attempt(name, &CK_FUNCTION_LIST::C_GetAttributeValue, session.handle(), object, &wanted, CK_ULONG{1});
    if (code == CKR_ATTRIBUTE_TYPE_INVALID || code == CKR_ATTRIBUTE_SENSITIVE || code == CKR_BUFFER_TOO_SMALL) {
        return std::nullopt;
    }
    if (code != CKR_OK) throw Fault{failureOf(name, code)};
    if (wanted.ulValueLen == CK_UNAVAILABLE_INFORMATION) return std::nullopt;
    if (wanted.ulValueLen > most) throw Fault{absurd(name)};
    value.resize(wanted.ulValueLen);
    return value;
}

bool alwaysAuthenticate(Gate& gate, const Session& session, CK_OBJECT_HANDLE key)
{
    const auto value = attribute(gate, session, key, CKA_ALWAYS_AUTHENTICATE, sizeof(CK_BBOOL));
    return value && value->size() == sizeof(CK_BBOOL) && value->front() != CK_FALSE;
}

} // namespace ekey::token::pkcs11
