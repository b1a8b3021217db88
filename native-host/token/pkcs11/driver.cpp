#include "native-host/token/pkcs11/driver.h"

#include "native-host/token/pkcs11/containers.h"
#include "native-host/token/pkcs11/contents.h"
#include "native-host/token/pkcs11/pin_change.h"
#include "native-host/token/pkcs11/signing.h"

namespace ekey::token::pkcs11 {
namespace {

CK_C_GetFunctionList entryPoint(const platform::Library& library)
{
    if (!library.loaded()) {
        throw Fault{{.code = "driver.fault", .number = library.error(), .function = "worker.load"}};
    }
    return library.symbol<std::remove_pointer_t<CK_C_GetFunctionList>>("C_GetFunctionList");
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

Changes Pkcs11Driver::changes(const ChangesRequest& request) { return arrivals.look(gate, request.afresh); }

void Pkcs11Driver::sign(const SignRequest& request, SignatureSink& signatures)
{
    pkcs11::sign(gate, request, signatures);
}

void Pkcs11Driver::changePin(const ChangePinRequest& request) { pkcs11::changePin(gate, request); }

PublicKey Pkcs11Driver::generate(const GenerateRequest& request) { return pkcs11::generate(gate, request); }

void Pkcs11Driver::install(const InstallRequest& request) { pkcs11::install(gate, request); }

Removal Pkcs11Driver::remove(const RemoveRequest& request) { return pkcs11::remove(gate, request); }

} // namespace ekey::token::pkcs11
