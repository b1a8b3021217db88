#include "native-host/token/limits.h"
#include "native-host/token/pkcs11/containers.h"
#include "native-host/token/pkcs11/objects.h"
#include "native-host/token/pkcs11/template.h"
#include "native-host/token/pkcs11/write_access.h"

#include <algorithm>

namespace ekey::token::pkcs11 {
namespace {

using Bytes = std::vector<std::uint8_t>;

// RFC 5480 §2.1.1.1: the curve's OBJECT IDENTIFIER in DER.
constexpr std::uint8_t p256[] = {0x06, 0x08, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07};
constexpr std::uint8_t p384[] = {0x06, 0x05, 0x2b, 0x81, 0x04, 0x00, 0x22};
constexpr std::uint8_t exponent[] = {0x01, 0x00, 0x01};

bool isRsa(KeyKind kind) { return kind == KeyKind::rsa2048 || kind == KeyKind::rsa3072; }

void describe(const GenerateRequest& request, Template& publicKey, Template& privateKey)
{
    for (Template* key : {&publicKey, &privateKey}) {
        key->flag(CKA_TOKEN, true).bytes(CKA_ID, request.id).text(CKA_LABEL, request.label);
    }
    // The public half shows before log-in: the inventory tells by it that the certificate has a key.
    publicKey.flag(CKA_PRIVATE, false).flag(CKA_VERIFY, true);
    privateKey.flag(CKA_PRIVATE, true).flag(CKA_SENSITIVE, true).flag(CKA_EXTRACTABLE, false).flag(CKA_SIGN, true);
    // Libraries grant what is not mentioned: SoftHSM2 even decryption with a key of an elliptic curve.
    for (const CK_ATTRIBUTE_TYPE other : {CKA_DECRYPT, CKA_SIGN_RECOVER, CKA_UNWRAP, CKA_DERIVE}) {
        privateKey.flag(other, false);
    }
    if (isRsa(request.kind)) {
        publicKey.number(CKA_MODULUS_BITS, request.kind == KeyKind::rsa2048 ? 2048 : 3072)
            .bytes(CKA_PUBLIC_EXPONENT, exponent);
    } else {
        publicKey.bytes(CKA_EC_PARAMS,
                        request.kind == KeyKind::p256 ? std::span<const std::uint8_t>(p256) : std::span(p384));
    }
}

Bytes withoutLeadingZeros(Bytes number)
{
    number.erase(number.begin(),
                 std::find_if(number.begin(), number.end(), [](std::uint8_t byte) { return byte != 0; }));
    return number;
}

/// CKA_EC_POINT is the point in a DER OCTET STRING (PKCS#11 2.40 §2.3.3); older libraries give the bare point.
Bytes bare(Bytes point)
{
    constexpr std::uint8_t octetString = 0x04;
    constexpr std::size_t header = 2;
    if (point.size() > header && point[0] == octetString && point[1] == point.size() - header) {
        point.erase(point.begin(), point.begin() + header);
    }
    return point;
}

PublicKey read(Gate& gate, const Session& session, CK_OBJECT_HANDLE key, KeyKind kind)
{
    constexpr std::size_t slack = 8; // leading zeros, the OCTET STRING's header
    const auto value = [&](CK_ATTRIBUTE_TYPE type, std::size_t most) {
        return attribute(gate, session, key, type, most + slack).value_or(Bytes{});
    };
    PublicKey made;
    if (isRsa(kind)) {
        made.modulus = withoutLeadingZeros(value(CKA_MODULUS, limits::modulusBytes));
        made.exponent = withoutLeadingZeros(value(CKA_PUBLIC_EXPONENT, limits::exponentBytes));
    } else {
        made.point = bare(value(CKA_EC_POINT, limits::pointBytes));
    }
    if (!isOf(kind, made)) throw Fault{absurd("C_GenerateKeyPair")};
    return made;
}

} // namespace

PublicKey generate(Gate& gate, const GenerateRequest& request)
{
    const WriteAccess access(gate, request.token, request.credential);
    const Session& session = access.session();
    for (const CK_OBJECT_CLASS kind : {CKO_PRIVATE_KEY, CKO_PUBLIC_KEY}) {
        if (!objects(gate, session, kind, request.id).empty()) {
            throw Fault{{.code = "driver.fault", .function = "worker.exists"}};
        }
    }
    Template publicKey;
    Template privateKey;
    describe(request, publicKey, privateKey);
    CK_MECHANISM mechanism{isRsa(request.kind) ? CKM_RSA_PKCS_KEY_PAIR_GEN : CKM_EC_KEY_PAIR_GEN, nullptr, 0};
    CK_OBJECT_HANDLE publicHalf = CK_INVALID_HANDLE;
    CK_OBJECT_HANDLE privateHalf = CK_INVALID_HANDLE;
    gate.call("C_GenerateKeyPair", &CK_FUNCTION_LIST::C_GenerateKeyPair, session.handle(), &mechanism, publicKey.data(),
              publicKey.size(), privateKey.data(), privateKey.size(), &publicHalf, &privateHalf);
    try {
        return read(gate, session, publicHalf, request.kind);
    } catch (const Fault&) {
        // A key that nobody can use would stay for ever.
        for (const CK_OBJECT_HANDLE half : {publicHalf, privateHalf}) {
            gate.attempt("C_DestroyObject", &CK_FUNCTION_LIST::C_DestroyObject, session.handle(), half);
        }
        throw;
    }
}

} // namespace ekey::token::pkcs11
