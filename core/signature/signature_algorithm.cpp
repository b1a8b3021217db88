#include "core/signature/signature_algorithm.h"

#include "core/signature/signed_document.h"

#include <openssl/rsa.h>

namespace ekey::signature {

namespace {

int nidOf(const X509_ALGOR* algorithm)
{
    const ASN1_OBJECT* object = nullptr;
    X509_ALGOR_get0(&object, nullptr, nullptr, algorithm);
    return OBJ_obj2nid(object);
}

bool parametersNullOrAbsent(const X509_ALGOR* algorithm)
{
    int type = V_ASN1_UNDEF;
    X509_ALGOR_get0(nullptr, &type, nullptr, algorithm);
    return type == V_ASN1_UNDEF || type == V_ASN1_NULL;
}

std::optional<Hash> hashOf(const X509_ALGOR* algorithm)
{
    if (!algorithm || !parametersNullOrAbsent(algorithm)) {
        return std::nullopt;
    }
    switch (nidOf(algorithm)) {
    case NID_sha256:
        return Hash::sha256;
    case NID_sha384:
        return Hash::sha384;
    case NID_sha512:
        return Hash::sha512;
    case NID_sm3:
        return Hash::sm3;
    default:
        return std::nullopt;
    }
}

/// RFC 4056 lets hash, mask hash and salt length differ; nobody needs that, so all three follow the digest algorithm.
bool pssFollows(const X509_ALGOR* algorithm, Hash hash)
{
    if (hash == Hash::sm3) {
        return false;
    }
    int type = V_ASN1_UNDEF;
    const void* value = nullptr;
    X509_ALGOR_get0(nullptr, &type, &value, algorithm);
    if (type != V_ASN1_SEQUENCE) {
        return false;
    }
    const Owner<RSA_PSS_PARAMS, RSA_PSS_PARAMS_free> parameters(static_cast<RSA_PSS_PARAMS*>(
        ASN1_item_unpack(static_cast<const ASN1_STRING*>(value), ASN1_ITEM_rptr(RSA_PSS_PARAMS))));
    if (!parameters || !parameters->maskGenAlgorithm || nidOf(parameters->maskGenAlgorithm) != NID_mgf1) {
        return false;
    }
    X509_ALGOR_get0(nullptr, &type, &value, parameters->maskGenAlgorithm);
    if (type != V_ASN1_SEQUENCE) {
        return false;
    }
    const Owner<X509_ALGOR, X509_ALGOR_free> maskHash(
        static_cast<X509_ALGOR*>(ASN1_item_unpack(static_cast<const ASN1_STRING*>(value), ASN1_ITEM_rptr(X509_ALGOR))));
    return hashOf(parameters->hashAlgorithm) == hash && maskHash && hashOf(maskHash.get()) == hash &&
           parameters->saltLength && ASN1_INTEGER_get(parameters->saltLength) == static_cast<long>(digestBytes(hash)) &&
           (!parameters->trailerField || ASN1_INTEGER_get(parameters->trailerField) == 1);
}

/// By object identifier: hash and method that one identifier names together.
std::optional<Scheme> combined(const X509_ALGOR* algorithm)
{
    switch (nidOf(algorithm)) {
    case NID_ecdsa_with_SHA256:
        return Scheme{Hash::sha256, Method::ecdsa};
    case NID_ecdsa_with_SHA384:
        return Scheme{Hash::sha384, Method::ecdsa};
    case NID_ecdsa_with_SHA512:
        return Scheme{Hash::sha512, Method::ecdsa};
    case NID_sha256WithRSAEncryption:
        return Scheme{Hash::sha256, Method::rsaPkcs1};
    case NID_sha384WithRSAEncryption:
        return Scheme{Hash::sha384, Method::rsaPkcs1};
    case NID_sha512WithRSAEncryption:
        return Scheme{Hash::sha512, Method::rsaPkcs1};
    case NID_SM2_with_SM3:
        return Scheme{Hash::sm3, Method::sm2};
    default:
        return std::nullopt;
    }
}

/// SM2-1, the signing half of SM2 (GM/T 0006): what the text of GB/T 35275 names; SM2-with-SM3 is what most write.
constexpr const char* sm2Signing = "1.2.156.10197.1.301.1";

} // namespace

std::optional<Scheme> schemeOf(const X509_ALGOR* digestAlgorithm, const X509_ALGOR* signatureAlgorithm)
{
    const std::optional<Hash> hash = hashOf(digestAlgorithm);
    if (!hash || !signatureAlgorithm) {
        return std::nullopt;
    }
    if (nidOf(signatureAlgorithm) == NID_rsassaPss) {
        return pssFollows(signatureAlgorithm, *hash) ? std::optional(Scheme{*hash, Method::rsaPss}) : std::nullopt;
    }
    if (!parametersNullOrAbsent(signatureAlgorithm)) {
        return std::nullopt;
    }
    const ASN1_OBJECT* object = nullptr;
    X509_ALGOR_get0(&object, nullptr, nullptr, signatureAlgorithm);
    if (*hash == Hash::sm3 && dotted(object) == sm2Signing) {
        return Scheme{Hash::sm3, Method::sm2};
    }
    // RFC 3370 §3.2: rsaEncryption means PKCS #1 v1.5 with the digest algorithm named beside it.
    if (*hash != Hash::sm3 && OBJ_obj2nid(object) == NID_rsaEncryption) {
        return Scheme{*hash, Method::rsaPkcs1};
    }
    const std::optional<Scheme> scheme = combined(signatureAlgorithm);
    return scheme && scheme->hash == *hash ? scheme : std::nullopt;
}

std::optional<Scheme> schemeOf(const X509_ALGOR* signatureAlgorithm)
{
    if (nidOf(signatureAlgorithm) == NID_rsassaPss) {
        for (const Hash hash : {Hash::sha256, Hash::sha384, Hash::sha512}) {
            if (pssFollows(signatureAlgorithm, hash)) {
                return Scheme{hash, Method::rsaPss};
            }
        }
        return std::nullopt;
    }
    return parametersNullOrAbsent(signatureAlgorithm) ? combined(signatureAlgorithm) : std::nullopt;
}

std::string name(Scheme scheme)
{
    const char* hash = scheme.hash == Hash::sm3      ? "SM3"
                       : scheme.hash == Hash::sha256 ? "SHA256"
                       : scheme.hash == Hash::sha384 ? "SHA384"
                                                     : "SHA512";
    const char* method = scheme.method == Method::sm2      ? "SM2-"
                         : scheme.method == Method::ecdsa  ? "ECDSA-"
                         : scheme.method == Method::rsaPss ? "RSAPSS-"
                                                           : "RSA-";
    return std::string(method) + hash;
}

} // namespace ekey::signature
