#include "native-host/signing/algorithm_identifier.h"

#include <openssl/rsa.h>

namespace ekey::signing {

namespace {

using signature::Hash;
using signature::Method;
using signature::Owner;

int hashNid(Hash hash)
{
    switch (hash) {
    case Hash::sha256:
        return NID_sha256;
    case Hash::sha384:
        return NID_sha384;
    case Hash::sha512:
        return NID_sha512;
    case Hash::sm3:
        return NID_sm3;
    }
    return NID_undef;
}

/// RSASSA-PSS-params: hash, MGF1 with the same hash, salt as long as the hash.
bool setPss(X509_ALGOR* identifier, Hash hash)
{
    const Owner<RSA_PSS_PARAMS, RSA_PSS_PARAMS_free> parameters(RSA_PSS_PARAMS_new());
    const Owner<X509_ALGOR, X509_ALGOR_free> maskHash(X509_ALGOR_new());
    if (!parameters || !maskHash || !setDigestAlgorithm(maskHash.get(), hash)) {
        return false;
    }
    parameters->hashAlgorithm = X509_ALGOR_dup(maskHash.get());
    parameters->maskGenAlgorithm = X509_ALGOR_new();
    parameters->saltLength = ASN1_INTEGER_new();
    ASN1_STRING* mask = ASN1_item_pack(maskHash.get(), ASN1_ITEM_rptr(X509_ALGOR), nullptr);
    if (!parameters->hashAlgorithm || !parameters->maskGenAlgorithm || !parameters->saltLength || !mask ||
        ASN1_INTEGER_set(parameters->saltLength, static_cast<long>(signature::digestBytes(hash))) != 1) {
        ASN1_STRING_free(mask);
        return false;
    }
    X509_ALGOR_set0(parameters->maskGenAlgorithm, OBJ_nid2obj(NID_mgf1), V_ASN1_SEQUENCE, mask);
    ASN1_STRING* packed = ASN1_item_pack(parameters.get(), ASN1_ITEM_rptr(RSA_PSS_PARAMS), nullptr);
    return packed && X509_ALGOR_set0(identifier, OBJ_nid2obj(NID_rsassaPss), V_ASN1_SEQUENCE, packed) == 1;
}

} // namespace

bool setAlgorithm(X509_ALGOR* identifier, signature::Scheme scheme)
{
    if (scheme.method == Method::rsaPss) {
        return setPss(identifier, scheme.hash);
    }
    const int key = scheme.method == Method::rsaPkcs1 ? NID_rsaEncryption
                    : scheme.method == Method::sm2    ? NID_sm2
                                                      : NID_X9_62_id_ecPublicKey;
    int nid = NID_undef;
    const int parameters = scheme.method == Method::rsaPkcs1 ? V_ASN1_NULL : V_ASN1_UNDEF;
    return OBJ_find_sigid_by_algs(&nid, hashNid(scheme.hash), key) == 1 &&
           X509_ALGOR_set0(identifier, OBJ_nid2obj(nid), parameters, nullptr) == 1;
}

bool setDigestAlgorithm(X509_ALGOR* identifier, Hash hash)
{
    const int parameters = hash == Hash::sm3 ? V_ASN1_UNDEF : V_ASN1_NULL;
    return X509_ALGOR_set0(identifier, OBJ_nid2obj(hashNid(hash)), parameters, nullptr) == 1;
}

} // namespace ekey::signing
