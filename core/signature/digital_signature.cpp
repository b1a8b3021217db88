#include "core/signature/digital_signature.h"

#include "core/signature/message_digest.h"
#include "core/signature/openssl_ptr.h"
#include "core/signature/sm2.h"

#include <cstdlib>

#include <openssl/rsa.h>

namespace ekey::signature {

namespace {

bool setPadding(EVP_PKEY_CTX* context, Scheme scheme)
{
    switch (scheme.method) {
    case Method::ecdsa:
    case Method::sm2:
        return true;
    case Method::rsaPkcs1:
        return EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PADDING) == 1;
    case Method::rsaPss:
        return EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PSS_PADDING) == 1 &&
               EVP_PKEY_CTX_set_rsa_mgf1_md(context, messageDigest(scheme.hash)) == 1 &&
               EVP_PKEY_CTX_set_rsa_pss_saltlen(context, RSA_PSS_SALTLEN_DIGEST) == 1;
    }
    return false;
}

} // namespace

const EVP_MD* messageDigest(Hash hash)
{
    switch (hash) {
    case Hash::sha256:
        return EVP_sha256();
    case Hash::sha384:
        return EVP_sha384();
    case Hash::sha512:
        return EVP_sha512();
    case Hash::sm3:
        return EVP_sm3();
    }
    return nullptr;
}

std::optional<Scheme> schemeOf(std::string_view name)
{
    if (name == "ES256") return Scheme{Hash::sha256, Method::ecdsa};
    if (name == "ES384") return Scheme{Hash::sha384, Method::ecdsa};
    if (name == "RS256") return Scheme{Hash::sha256, Method::rsaPkcs1};
    if (name == "RS384") return Scheme{Hash::sha384, Method::rsaPkcs1};
    if (name == "RS512") return Scheme{Hash::sha512, Method::rsaPkcs1};
    if (name == "PS256") return Scheme{Hash::sha256, Method::rsaPss};
    if (name == "PS384") return Scheme{Hash::sha384, Method::rsaPss};
    if (name == "PS512") return Scheme{Hash::sha512, Method::rsaPss};
    if (name == "SM2") return Scheme{Hash::sm3, Method::sm2};
    return std::nullopt;
}

std::size_t digestBytes(Hash hash) { return static_cast<std::size_t>(EVP_MD_get_size(messageDigest(hash))); }

std::string digest(Hash hash, std::string_view message)
{
    unsigned char value[EVP_MAX_MD_SIZE];
    unsigned size = 0;
    if (EVP_Digest(message.data(), message.size(), value, &size, messageDigest(hash), nullptr) != 1) {
        std::abort(); // out of memory: an empty digest would compare equal to an empty attribute
    }
    return {reinterpret_cast<const char*>(value), size};
}

bool fits(const EVP_PKEY* key, Scheme scheme)
{
    const std::string algorithm = algorithmOf(key);
    switch (scheme.method) {
    case Method::ecdsa:
        return algorithm.starts_with("ES") && scheme.hash != Hash::sm3;
    case Method::rsaPkcs1:
    case Method::rsaPss:
        return algorithm.starts_with("RS") && scheme.hash != Hash::sm3;
    case Method::sm2:
        return algorithm == "SM2" && scheme.hash == Hash::sm3;
    }
    return false;
}

bool fits(const Certificate& certificate, Scheme scheme)
{
    return fits(X509_get0_pubkey(certificate.native()), scheme);
}

bool verifies(EVP_PKEY* key, Scheme scheme, std::string_view message, std::span<const std::uint8_t> signature)
{
    const ErrorQueueGuard guard;
    if (!fits(key, scheme)) {
        return false;
    }
    const KeyContextPtr keyContext(EVP_PKEY_CTX_new(key, nullptr)); // outlives the context that uses it
    const DigestContextPtr context(EVP_MD_CTX_new());
    if (!context || !keyContext) {
        return false;
    }
    // The user id must be set before the initialisation, which begins the hash with Z.
    EVP_MD_CTX_set_pkey_ctx(context.get(), keyContext.get());
    if (scheme.method == Method::sm2 &&
        EVP_PKEY_CTX_set1_id(keyContext.get(), sm2UserId.data(), static_cast<int>(sm2UserId.size())) != 1) {
        return false;
    }
    return EVP_DigestVerifyInit(context.get(), nullptr, messageDigest(scheme.hash), nullptr, key) == 1 &&
           setPadding(keyContext.get(), scheme) &&
           EVP_DigestVerify(context.get(), signature.data(), signature.size(),
                            reinterpret_cast<const unsigned char*>(message.data()), message.size()) == 1;
}

bool verifies(const Certificate& certificate, Scheme scheme, std::string_view message,
              std::span<const std::uint8_t> signature)
{
    return verifies(X509_get0_pubkey(certificate.native()), scheme, message, signature);
}

Der ecdsaDer(std::string_view algorithm, std::span<const std::uint8_t> raw)
{
    const std::size_t half = algorithm == "ES256" || algorithm == "SM2" ? 32 : algorithm == "ES384" ? 48 : 0;
    if (half == 0 || raw.size() != 2 * half) {
        return {};
    }
    const EcdsaSigPtr pair(ECDSA_SIG_new());
    BignumPtr r(BN_bin2bn(raw.data(), static_cast<int>(half), nullptr));
    BignumPtr s(BN_bin2bn(raw.data() + half, static_cast<int>(half), nullptr));
    if (!pair || !r || !s || ECDSA_SIG_set0(pair.get(), r.get(), s.get()) != 1) {
        return {};
    }
    r.release(); // now the pair's
    s.release();
    return encode<const ECDSA_SIG>(pair.get(), i2d_ECDSA_SIG);
}

} // namespace ekey::signature
