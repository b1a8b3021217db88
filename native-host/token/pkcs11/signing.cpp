#include "native-host/token/pkcs11/signing.h"

#include "native-host/token/limits.h"
#include "native-host/token/pkcs11/arguments.h"
#include "native-host/token/pkcs11/login.h"
#include "native-host/token/pkcs11/objects.h"

namespace ekey::token::pkcs11 {
namespace {

/// CK_MECHANISM with the parameters that it points to.
class SigningMechanism {
public:
    explicit SigningMechanism(Mechanism mechanism)
    {
        switch (mechanism) {
        case Mechanism::rsaPkcs1:
            mechanism_.mechanism = CKM_RSA_PKCS;
            break;
        case Mechanism::ecdsa:
            mechanism_.mechanism = CKM_ECDSA;
            break;
        case Mechanism::rsaPssSha256:
            usePss(CKM_SHA256, CKG_MGF1_SHA256, 32);
            break;
        case Mechanism::rsaPssSha384:
            usePss(CKM_SHA384, CKG_MGF1_SHA384, 48);
            break;
        case Mechanism::rsaPssSha512:
            usePss(CKM_SHA512, CKG_MGF1_SHA512, 64);
            break;
        }
    }
    SigningMechanism(const SigningMechanism&) = delete;
    SigningMechanism& operator=(const SigningMechanism&) = delete;

    CK_MECHANISM* get() { return &mechanism_; }

private:
    void usePss(CK_MECHANISM_TYPE hash, CK_RSA_PKCS_MGF_TYPE mgf, CK_ULONG saltBytes)
    {
        parameters = {hash, mgf, saltBytes};
        mechanism_ = {CKM_RSA_PKCS_PSS, &parameters, sizeof parameters};
    }

    CK_RSA_PKCS_PSS_PARAMS parameters{};
    CK_MECHANISM mechanism_{};
};

std::vector<std::uint8_t> signature(Gate& gate, const Session& session, std::span<const std::uint8_t> input)
{
    // One call with room enough: asking for the length first costs some tokens the PIN of the one signature.
    std::vector<std::uint8_t> bytes(limits::signatureBytes);
    CK_ULONG size = length(bytes);
    gate.call("C_Sign", &CK_FUNCTION_LIST::C_Sign, session.handle(), mutableBytes(input), length(input), bytes.data(),
              &size);
    if (size == 0 || size > bytes.size()) throw Fault{absurd("C_Sign")};
    bytes.resize(size);
    return bytes;
}

} // namespace

void sign(Gate& gate, const SignRequest& request, SignatureSink& signatures)
{
    const Token token = tokenOf(gate, request.token);
    demandPresentable(token, request.credential);
    const Session session(gate, token.slot);
    Login login(gate, session, token, request.credential);

    const auto keys = objects(gate, session, CKO_PRIVATE_KEY, request.id);
    if (request.id.empty() || keys.empty()) throw Fault{{.code = "token.none"}};
    const CK_OBJECT_HANDLE key = keys.front();
    const bool again = alwaysAuthenticate(gate, session, key);

    SigningMechanism mechanism(request.mechanism);
    bool wanted = true;
    for (const auto& input : request.inputs) {
        if (!wanted) throw Fault{{.code = "user.cancelled"}};
        gate.call("C_SignInit", &CK_FUNCTION_LIST::C_SignInit, session.handle(), mechanism.get(), key);
        if (again) login.again();
        wanted = signatures.take(signature(gate, session, input));
    }
}

} // namespace ekey::token::pkcs11
