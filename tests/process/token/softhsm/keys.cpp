#include "tests/process/token/softhsm/keys.h"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>
#include <stdexcept>

namespace ekey::test {
namespace {

using token::Mechanism;

template <auto release>
struct Release {
    template <class T>
    void operator()(T* object) const
    {
        release(object);
    }
};
using Context = std::unique_ptr<EVP_PKEY_CTX, Release<EVP_PKEY_CTX_free>>;
using Number = std::unique_ptr<BIGNUM, Release<BN_free>>;

void demand(bool holds)
{
    if (!holds) throw std::runtime_error("OpenSSL");
}

const EVP_MD* hashOf(std::size_t bytes)
{
    return bytes == 32 ? EVP_sha256() : bytes == 48 ? EVP_sha384() : EVP_sha512();
}

/// r ‖ s as the DER that OpenSSL verifies.
Bytes ecdsaDer(const Bytes& raw)
{
    const int half = static_cast<int>(raw.size() / 2);
    std::unique_ptr<ECDSA_SIG, Release<ECDSA_SIG_free>> signature(ECDSA_SIG_new());
    ECDSA_SIG_set0(signature.get(), BN_bin2bn(raw.data(), half, nullptr), BN_bin2bn(raw.data() + half, half, nullptr));
    Bytes der(static_cast<std::size_t>(i2d_ECDSA_SIG(signature.get(), nullptr)));
    unsigned char* out = der.data();
    i2d_ECDSA_SIG(signature.get(), &out);
    return der;
}

PublicKeyPtr build(const char* kind, OSSL_PARAM_BLD* builder)
{
    std::unique_ptr<OSSL_PARAM, Release<OSSL_PARAM_free>> parameters(OSSL_PARAM_BLD_to_param(builder));
    const Context context(EVP_PKEY_CTX_new_from_name(nullptr, kind, nullptr));
    EVP_PKEY* key = nullptr;
    demand(EVP_PKEY_fromdata_init(context.get()) == 1 &&
           EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_PUBLIC_KEY, parameters.get()) == 1);
    return {key, EVP_PKEY_free};
}

} // namespace

Bytes digestInfo(const Bytes& hash)
{
    const auto size = static_cast<std::uint8_t>(hash.size());
    const std::uint8_t algorithm = size == 32 ? 1 : size == 48 ? 2 : 3;
    Bytes info{0x30,      static_cast<std::uint8_t>(17 + size),
               0x30,      0x0d,
               0x06,      0x09,
               0x60,      0x86,
               0x48,      0x01,
               0x65,      0x03,
               0x04,      0x02,
               algorithm, 0x05,
               0x00,      0x04,
               size};
    info.insert(info.end(), hash.begin(), hash.end());
    return info;
}

PublicKeyPtr keyOf(const token::PublicKey& parts)
{
    const std::unique_ptr<OSSL_PARAM_BLD, Release<OSSL_PARAM_BLD_free>> builder(OSSL_PARAM_BLD_new());
    if (!parts.point.empty()) {
        OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME,
                                        parts.point.size() == 65 ? "P-256" : "P-384", 0);
        OSSL_PARAM_BLD_push_octet_string(builder.get(), OSSL_PKEY_PARAM_PUB_KEY, parts.point.data(),
                                         parts.point.size());
        return build("EC", builder.get());
    }
    const Number modulus(BN_bin2bn(parts.modulus.data(), static_cast<int>(parts.modulus.size()), nullptr));
    const Number exponent(BN_bin2bn(parts.exponent.data(), static_cast<int>(parts.exponent.size()), nullptr));
    OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_N, modulus.get());
    OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_E, exponent.get());
    return build("RSA", builder.get());
}

PublicKeyPtr keyOfCertificate(const Bytes& der)
{
    const unsigned char* in = der.data();
    const std::unique_ptr<X509, Release<X509_free>> x509(d2i_X509(nullptr, &in, static_cast<long>(der.size())));
    demand(x509 != nullptr);
    return {X509_get_pubkey(x509.get()), EVP_PKEY_free};
}

int bits(const PublicKeyPtr& key) { return EVP_PKEY_get_bits(key.get()); }

bool verifies(const PublicKeyPtr& key, Mechanism mechanism, const Bytes& hash, const Bytes& signature)
{
    const Context context(EVP_PKEY_CTX_new(key.get(), nullptr));
    demand(EVP_PKEY_verify_init(context.get()) == 1 &&
           EVP_PKEY_CTX_set_signature_md(context.get(), hashOf(hash.size())) == 1);
    if (mechanism != Mechanism::ecdsa && mechanism != Mechanism::rsaPkcs1) {
        // MGF1 takes the hash of the signature unless told otherwise.
        demand(EVP_PKEY_CTX_set_rsa_padding(context.get(), RSA_PKCS1_PSS_PADDING) == 1 &&
               EVP_PKEY_CTX_set_rsa_pss_saltlen(context.get(), static_cast<int>(hash.size())) == 1);
    }
    const Bytes encoded = mechanism == Mechanism::ecdsa ? ecdsaDer(signature) : signature;
    return EVP_PKEY_verify(context.get(), encoded.data(), encoded.size(), hash.data(), hash.size()) == 1;
}

Bytes certificateOf(const PublicKeyPtr& key)
{
    const PublicKeyPtr authority(EVP_EC_gen("P-256"), EVP_PKEY_free);
    const std::unique_ptr<X509, Release<X509_free>> x509(X509_new());
    X509_set_version(x509.get(), X509_VERSION_3);
    ASN1_INTEGER_set(X509_get_serialNumber(x509.get()), 4711);
    X509_gmtime_adj(X509_getm_notBefore(x509.get()), 0);
    X509_gmtime_adj(X509_getm_notAfter(x509.get()), 3600);
    for (X509_NAME* name : {X509_get_subject_name(x509.get()), X509_get_issuer_name(x509.get())}) {
        X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, reinterpret_cast<const unsigned char*>("test"), -1, -1, 0);
    }
    X509_set_pubkey(x509.get(), key.get());
    demand(X509_sign(x509.get(), authority.get(), EVP_sha256()) > 0);
    Bytes der(static_cast<std::size_t>(i2d_X509(x509.get(), nullptr)));
    unsigned char* out = der.data();
    i2d_X509(x509.get(), &out);
    return der;
}

} // namespace ekey::test
