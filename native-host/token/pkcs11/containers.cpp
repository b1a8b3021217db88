#include "native-host/token/pkcs11/containers.h"

#include "native-host/token/certificate_parts.h"
#include "native-host/token/limits.h"
#include "native-host/token/pkcs11/objects.h"
#include "native-host/token/pkcs11/template.h"
#include "native-host/token/pkcs11/write_access.h"

namespace ekey::token::pkcs11 {
namespace {

bool holds(Gate& gate, const Session& session, const InstallRequest& request)
{
    for (const CK_OBJECT_HANDLE certificate : objects(gate, session, CKO_CERTIFICATE, request.id)) {
        if (attribute(gate, session, certificate, CKA_VALUE, limits::certificateBytes) == request.der) return true;
    }
    return false;
}

struct Kind {
    CK_OBJECT_CLASS objectClass;
    std::size_t Removal::Objects::*count;
};

/// In the order in which they are deleted.
constexpr Kind kinds[] = {{CKO_CERTIFICATE, &Removal::Objects::certificates},
                          {CKO_PUBLIC_KEY, &Removal::Objects::publicKeys},
                          {CKO_PRIVATE_KEY, &Removal::Objects::privateKeys}};

struct Doomed {
    CK_OBJECT_HANDLE object;
    std::size_t Removal::Objects::*count;
};

/// All are found before the first one is deleted: whatever fails then is in the report.
std::vector<Doomed> find(Gate& gate, const Session& session, const RemoveRequest& request)
{
    std::vector<Doomed> all;
    for (const Kind& kind : kinds) {
        for (const CK_OBJECT_HANDLE object : objects(gate, session, kind.objectClass, request.id)) {
            all.push_back({object, kind.count});
        }
    }
    if (request.id.empty() || all.empty()) throw Fault{{.code = "token.none"}};
    return all;
}

} // namespace

void install(Gate& gate, const InstallRequest& request)
{
    const auto parts = certificateParts(request.der);
    if (!parts) throw Fault{{.code = "driver.fault", .function = "worker.certificate"}};
    const WriteAccess access(gate, request.token, request.credential);
    const Session& session = access.session();
    if (objects(gate, session, CKO_PRIVATE_KEY, request.id).empty()) throw Fault{{.code = "token.none"}};
    if (holds(gate, session, request)) return;

    Template certificate;
    certificate.number(CKA_CLASS, CKO_CERTIFICATE)
        .number(CKA_CERTIFICATE_TYPE, CKC_X_509)
        .flag(CKA_TOKEN, true)
        .flag(CKA_PRIVATE, false)
        .bytes(CKA_ID, request.id)
        .text(CKA_LABEL, request.label)
        .bytes(CKA_SUBJECT, parts->subject)
        .bytes(CKA_ISSUER, parts->issuer)
        .bytes(CKA_SERIAL_NUMBER, parts->serial)
        .bytes(CKA_VALUE, request.der);
    CK_OBJECT_HANDLE made = CK_INVALID_HANDLE;
    gate.call("C_CreateObject", &CK_FUNCTION_LIST::C_CreateObject, session.handle(), certificate.data(),
              certificate.size(), &made);
}

Removal remove(Gate& gate, const RemoveRequest& request)
{
    const WriteAccess access(gate, request.token, request.credential);
    Removal removal;
    for (const auto& [object, count] : find(gate, access.session(), request)) {
        const char* name = "C_DestroyObject";
        const CK_RV code = gate.attempt(name, &CK_FUNCTION_LIST::C_DestroyObject, access.session().handle(), object);
        if (code == CKR_OK) {
            ++(removal.removed.*count);
            continue;
        }
        Failure failure = failureOf(name, code);
        if (failure.code == "token.removed") throw Fault{std::move(failure)};
        ++(removal.left.*count);
        if (removal.why.code.empty()) removal.why = std::move(failure);
    }
    return removal;
}

} // namespace ekey::token::pkcs11
