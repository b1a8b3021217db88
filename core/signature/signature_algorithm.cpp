#include "core/signature/signature_algorithm.h"

#include "core/signature/openssl_ptr.h"

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
    default:
        return std::nullopt;
    }
}

long saltLength(Hash hash) { return hash == Hash::sha256 ? 32 : hash == Hash::sha384 ? 48 : 64; }

/// RFC 4056 lets hash, mask hash and salt length differ; nobody needs that, so all three follow the digest algorithm.
bool pssFollows(const X509_ALGOR* algorithm, Hash hash)
{
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
           parameters->saltLength && ASN1_INTEGER_get(parameters->saltLength) == saltLength(hash) &&
           (!parameters->trailerField || ASN1_INTEGER_get(parameters->trailerField) == 1);
}

int ecdsaWith(Hash hash)
{
    return hash == Hash::sha256   ? NID_ecdsa_with_SHA256
           : hash == Hash::sha384 ? NID_ecdsa_with_SHA384
                                  : NID_ecdsa_with_SHA512;
}

int rsaWith(Hash hash)
{
    return hash == Hash::sha256   ? NID_sha256WithRSAEncryption
           : hash == Hash::sha384 ? NID_sha384WithRSAEncryption
                                  : NID_sha512WithRSAEncryption;
}

} // namespace

std::optional<Scheme> schemeOf(CMS_SignerInfo* signer)
{
    X509_ALGOR* digestAlgorithm = nullptr;
    X509_ALGOR* signatureAlgorithm = nullptr;
    CMS_SignerInfo_get0_algs(signer, nullptr, nullptr, &digestAlgorithm, &signatureAlgorithm);
    const std::optional<Hash> hash = hashOf(digestAlgorithm);
    if (!hash || !signatureAlgorithm) {
        return std::nullopt;
    }
    const int nid = nidOf(signatureAlgorithm);
    if (nid == NID_rsassaPss) {
        return pssFollows(signatureAlgorithm, *hash) ? std::optional(Scheme{*hash, Padding::pss}) : std::nullopt;
    }
    if (!parametersNullOrAbsent(signatureAlgorithm)) {
        return std::nullopt;
    }
    if (nid == ecdsaWith(*hash)) {
        return Scheme{*hash, Padding::none};
    }
    // RFC 3370 §3.2: rsaEncryption means PKCS #1 v1.5 with the digest algorithm named beside it.
    if (nid == rsaWith(*hash) || nid == NID_rsaEncryption) {
        return Scheme{*hash, Padding::pkcs1};
    }
    return std::nullopt;
}

} // namespace ekey::signature
