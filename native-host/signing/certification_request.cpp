#include "native-host/signing/certification_request.h"

#include "native-host/signing/algorithm_identifier.h"

#include <openssl/core_names.h>
#include <openssl/param_build.h>

namespace ekey::signing {

namespace {

using signature::BignumPtr;
using signature::KeyContextPtr;
using signature::KeyPtr;
using signature::Owner;
using NamePtr = Owner<X509_NAME, X509_NAME_free>;
using RequestPtr = Owner<X509_REQ, X509_REQ_free>;
using BuilderPtr = Owner<OSSL_PARAM_BLD, OSSL_PARAM_BLD_free>;
using ParametersPtr = Owner<OSSL_PARAM, OSSL_PARAM_free>;

BignumPtr number(const Der& bytes)
{
    return BignumPtr(BN_bin2bn(bytes.data(), static_cast<int>(bytes.size()), nullptr));
}

KeyPtr fromParameters(const char* type, OSSL_PARAM_BLD* builder)
{
    const ParametersPtr parameters(OSSL_PARAM_BLD_to_param(builder));
    const KeyContextPtr context(EVP_PKEY_CTX_new_from_name(nullptr, type, nullptr));
    EVP_PKEY* key = nullptr;
    const bool made = parameters && context && EVP_PKEY_fromdata_init(context.get()) == 1 &&
                      EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_PUBLIC_KEY, parameters.get()) == 1;
    return KeyPtr(made ? key : nullptr);
}

/// The point must lie on its curve: OpenSSL looks.
KeyPtr elliptic(const char* type, const char* group, const Der& point)
{
    const BuilderPtr builder(OSSL_PARAM_BLD_new());
    const bool set =
        builder && OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME, group, 0) == 1 &&
        OSSL_PARAM_BLD_push_octet_string(builder.get(), OSSL_PKEY_PARAM_PUB_KEY, point.data(), point.size()) == 1;
    return set ? fromParameters(type, builder.get()) : nullptr;
}

KeyPtr rsa(const Der& modulus, const Der& exponent)
{
    const BuilderPtr builder(OSSL_PARAM_BLD_new());
    const BignumPtr n = number(modulus);
    const BignumPtr e = number(exponent);
    const bool set = builder && n && e && OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_N, n.get()) == 1 &&
                     OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_E, e.get()) == 1;
    return set ? fromParameters("RSA", builder.get()) : nullptr;
}

KeyPtr toKey(const PublicKey& key)
{
    switch (key.kind) {
    case PublicKey::Kind::rsa:
        return rsa(key.modulus, key.exponent);
    case PublicKey::Kind::p256:
        return elliptic("EC", "P-256", key.point);
    case PublicKey::Kind::p384:
        return elliptic("EC", "P-384", key.point);
    case PublicKey::Kind::sm2:
        return elliptic("SM2", "SM2", key.point);
    }
    return nullptr;
}

Result<Der> request(const X509_NAME* subject, const PublicKey& publicKey, const RawSigner& sign)
{
    const KeyPtr key = toKey(publicKey);
    const std::string algorithm = signature::algorithmOf(key.get());
    const auto scheme = signature::schemeOf(algorithm);
    const RequestPtr made(X509_REQ_new());
    const Owner<X509_ALGOR, X509_ALGOR_free> identifier(X509_ALGOR_new());
    if (!scheme || !made || !identifier || X509_REQ_set_version(made.get(), X509_REQ_VERSION_1) != 1 ||
        X509_REQ_set_subject_name(made.get(), subject) != 1 || X509_REQ_set_pubkey(made.get(), key.get()) != 1 ||
        !setAlgorithm(identifier.get(), *scheme) || X509_REQ_set1_signature_algo(made.get(), identifier.get()) != 1) {
        return Error{"request.key"};
    }
    const Der body = signature::encode<X509_REQ>(made.get(), i2d_re_X509_REQ_tbs);
    const std::string_view message(reinterpret_cast<const char*>(body.data()), body.size());
    const Result<Der> raw = sign(algorithm, toBeSigned(key.get(), *scheme, message));
    if (!raw) {
        return raw;
    }
    const Der value = encoded(algorithm, *raw);
    Owner<ASN1_BIT_STRING, ASN1_BIT_STRING_free> bits(ASN1_BIT_STRING_new());
    if (!signature::verifies(key.get(), *scheme, message, value) || !bits ||
        ASN1_BIT_STRING_set(bits.get(), const_cast<unsigned char*>(value.data()), static_cast<int>(value.size())) !=
            1) {
        return Error{"driver.signature"};
    }
    // No unused bits: otherwise OpenSSL drops the zeros at the end.
    bits->flags = (bits->flags & ~(ASN1_STRING_FLAG_BITS_LEFT | 7)) | ASN1_STRING_FLAG_BITS_LEFT;
    X509_REQ_set0_signature(made.get(), bits.release());
    return signature::encode<const X509_REQ>(made.get(), i2d_X509_REQ);
}

} // namespace

Result<Der> certificationRequest(const Subject& subject, const PublicKey& key, const RawSigner& sign)
{
    const signature::ErrorQueueGuard guard;
    const NamePtr name(X509_NAME_new());
    for (const auto& [field, value] : subject) {
        if (!name || X509_NAME_add_entry_by_txt(name.get(), field.c_str(), MBSTRING_UTF8,
                                                reinterpret_cast<const unsigned char*>(value.data()),
                                                static_cast<int>(value.size()), -1, 0) != 1) {
            return Error{"request.subject", {}, Severity::error, {{"name", field}}};
        }
    }
    if (subject.empty()) {
        return Error{"request.subject", {}, Severity::error, {{"name", ""}}};
    }
    return request(name.get(), key, sign);
}

Result<Der> certificationRequest(const Certificate& renewed, const PublicKey& key, const RawSigner& sign)
{
    const signature::ErrorQueueGuard guard;
    return request(X509_get_subject_name(renewed.native()), key, sign);
}

} // namespace ekey::signing
