#include "native-host/token/pkcs11/driver.h"

#include "native-host/token/limits.h"
#include "native-host/token/pkcs11/login.h"
#include "native-host/token/pkcs11/objects.h"

#include <algorithm>

namespace ekey::token::pkcs11 {
namespace {

using Id = std::vector<std::uint8_t>;

CK_C_GetFunctionList entryPoint(const platform::Library& library)
{
    if (!library.loaded()) {
        throw Fault{{.code = "driver.fault", .number = library.error(), .function = "worker.load"}};
    }
    return library.symbol<std::remove_pointer_t<CK_C_GetFunctionList>>("C_GetFunctionList");
}

/// The keys that show before log-in.
struct Keys {
    struct Private {
        Id id;
        bool alwaysAuthenticate = false;
    };
    std::vector<Private> privates;
    std::vector<Id> publics;

    Keys(Gate& gate, const Session& session)
    {
        for (const CK_OBJECT_HANDLE key : objects(gate, session, CKO_PRIVATE_KEY)) {
            if (auto id = attribute(gate, session, key, CKA_ID, limits::idBytes)) {
                privates.push_back({std::move(*id), alwaysAuthenticate(gate, session, key)});
            }
        }
        for (const CK_OBJECT_HANDLE key : objects(gate, session, CKO_PUBLIC_KEY)) {
            if (auto id = attribute(gate, session, key, CKA_ID, limits::idBytes)) publics.push_back(std::move(*id));
        }
    }

    void match(TokenCertificate& certificate) const
    {
        if (certificate.id.empty()) return;
        const auto mine = std::find_if(privates.begin(), privates.end(),
                                       [&](const Private& key) { return key.id == certificate.id; });
        certificate.alwaysAuthenticate = mine != privates.end() && mine->alwaysAuthenticate;
        certificate.hasKey = mine != privates.end() || (privates.empty() && publics.empty()) ||
                             std::find(publics.begin(), publics.end(), certificate.id) != publics.end();
    }
};

void addCertificates(Gate& gate, const Token& token, Inventory& inventory)
{
    const Session session(gate, token.slot);
    const Keys keys(gate, session);
    for (const CK_OBJECT_HANDLE object : objects(gate, session, CKO_CERTIFICATE)) {
        auto der = attribute(gate, session, object, CKA_VALUE, limits::certificateBytes);
        if (!der || der->empty()) continue; // an attribute certificate, or one over the limit: not for signing
        TokenCertificate certificate{.token = token.info.serial, .der = std::move(*der)};
        certificate.id = attribute(gate, session, object, CKA_ID, limits::idBytes).value_or(Id{});
        keys.match(certificate);
        if (inventory.certificates.size() == limits::certificates) throw Fault{absurd("C_FindObjects")};
        inventory.certificates.push_back(std::move(certificate));
    }
}

} // namespace

Pkcs11Driver::Pkcs11Driver(const std::string& module, Quirks wanted, CallTrace& trace)
    : library(module), quirks(wanted), gate(entryPoint(library), trace)
{
    // One thread of ours calls; the flag is for libraries that start threads of their own.
    CK_C_INITIALIZE_ARGS arguments{};
    arguments.flags = CKF_OS_LOCKING_OK;
    const char* name = "C_Initialize";
    const bool bare = quirks.has(Quirk::initializeWithoutArguments);
    CK_RV code = gate.attempt(name, &CK_FUNCTION_LIST::C_Initialize, static_cast<void*>(bare ? nullptr : &arguments));
    if (code == CKR_CANT_LOCK) {
        code = gate.attempt(name, &CK_FUNCTION_LIST::C_Initialize, static_cast<void*>(nullptr));
    }
    if (code != CKR_OK && code != CKR_CRYPTOKI_ALREADY_INITIALIZED) throw Fault{failureOf(name, code)};
}

Pkcs11Driver::~Pkcs11Driver()
{
    if (quirks.has(Quirk::noFinalize)) return;
    gate.attempt("C_Finalize", &CK_FUNCTION_LIST::C_Finalize, static_cast<void*>(nullptr));
}

Inventory Pkcs11Driver::inventory()
{
    Inventory inventory;
    for (Token& token : tokens(gate)) {
        const std::size_t before = inventory.certificates.size();
        try {
            addCertificates(gate, token, inventory);
        } catch (const Fault& fault) {
            if (fault.failure.code != "token.removed") throw;
            inventory.certificates.resize(before); // unplugged while it was read: the others still count
            continue;
        }
        inventory.tokens.push_back(std::move(token.info));
    }
    return inventory;
}

std::vector<std::uint8_t> Pkcs11Driver::sign(const SignRequest& request)
{
    const Token token = tokenOf(gate, request.token);
    const Session session(gate, token.slot);
    Login login(gate, session, token, request.pin);

    const auto keys = objects(gate, session, CKO_PRIVATE_KEY, request.id);
    if (request.id.empty() || keys.empty()) throw Fault{{.code = "token.none"}};
    const CK_OBJECT_HANDLE key = keys.front();
    const bool again = alwaysAuthenticate(gate, session, key);

    CK_MECHANISM mechanism{request.mechanism == Mechanism::rsaPkcs1 ? CKM_RSA_PKCS : CKM_ECDSA, nullptr, 0};
    gate.call("C_SignInit", &CK_FUNCTION_LIST::C_SignInit, session.handle(), &mechanism, key);
    if (again) login.again();

    // One call with room enough: asking for the length first costs some tokens the PIN of the one signature.
    std::vector<std::uint8_t> signature(limits::signatureBytes);
    CK_ULONG length = signature.size();
    gate.call("C_Sign", &CK_FUNCTION_LIST::C_Sign, session.handle(), const_cast<std::uint8_t*>(request.input.data()),
              static_cast<CK_ULONG>(request.input.size()), signature.data(), &length);
    if (length == 0 || length > signature.size()) throw Fault{absurd("C_Sign")};
    signature.resize(length);
    return signature;
}

} // namespace ekey::token::pkcs11
