#include "core/signature/digital_signature.h"

#include "core/signature/openssl_ptr.h"

#include <cstdlib>

#include <openssl/rsa.h>

namespace ekey::signature {

namespace {

const EVP_MD* md(Hash hash)
{
    switch (hash) {
    case Hash::sha256:
        return EVP_sha256();
    case Hash::sha384:
        return EVP_sha384();
    case Hash::sha512:
        return EVP_sha512();
    }
    return nullptr;
}

bool setPadding(EVP_PKEY_CTX* context, Scheme scheme)
{
    switch (scheme.padding) {
    case Padding::none:
        return true;
    case Padding::pkcs1:
        return EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PADDING) == 1;
    case Padding::pss:
        return EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PSS_PADDING) == 1 &&
               EVP_PKEY_CTX_set_rsa_mgf1_md(context, md(scheme.hash)) == 1 &&
               EVP_PKEY_CTX_set_rsa_pss_saltlen(context, RSA_PSS_SALTLEN_DIGEST) == 1;
    }
    return false;
}

} // namespace

std::optional<Scheme> schemeOf(std::string_view jwaName)
{
    if (jwaName == "ES256") return Scheme{Hash::sha256, Padding::none};
    if (jwaName == "ES384") return Scheme{Hash::sha384, Padding::none};
    if (jwaName == "RS256") return Scheme{Hash::sha256, Padding::pkcs1};
    if (jwaName == "PS256") return Scheme{Hash::sha256, Padding::pss};
    return std::nullopt;
}

std::string digest(Hash hash, std::string_view message)
{
    unsigned char value[EVP_MAX_MD_SIZE];
    unsigned size = 0;
    if (EVP_Digest(message.data(), message.size(), value, &size, md(hash), nullptr) != 1) {
        std::abort(); // out of memory: an empty digest would compare equal to an empty attribute
    }
    return {reinterpret_cast<const char*>(value), size};
}

bool verifies(const Certificate& certificate, Scheme scheme, std::string_view message,
              std::span<const std::uint8_t> signature)
{
    const ErrorQueueGuard guard;
    const std::string algorithm = certificate.algorithm();
    if (algorithm.empty() || (algorithm == "RS256") != (scheme.padding != Padding::none)) {
        return false;
    }
    const DigestContextPtr context(EVP_MD_CTX_new());
    EVP_PKEY_CTX* keyContext = nullptr; // belongs to `context`
    return context &&
           EVP_DigestVerifyInit(context.get(), &keyContext, md(scheme.hash), nullptr,
                                X509_get0_pubkey(certificate.native())) == 1 &&
           setPadding(keyContext, scheme) &&
           EVP_DigestVerify(context.get(), signature.data(), signature.size(),
                            reinterpret_cast<const unsigned char*>(message.data()), message.size()) == 1;
}

Der ecdsaDer(std::string_view algorithm, std::span<const std::uint8_t> raw)
{
    const std::size_t half = algorithm == "ES256" ? 32 : algorithm == "ES384" ? 48 : 0;
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
