// Which signature algorithms are taken, by their ASN.1 identifiers.
#pragma once

#include "core/signature/digital_signature.h"

struct X509_algor_st; // OpenSSL's X509_ALGOR

namespace ekey::signature {

/// SHA-256, SHA-384 or SHA-512 with ECDSA, RSASSA-PKCS1-v1_5 or RSASSA-PSS (RFC 5754, RFC 4056), SM3 with SM2 (GM/T
/// 0006); one hash throughout. Empty for all others.
std::optional<Scheme> schemeOf(const X509_algor_st* digestAlgorithm, const X509_algor_st* signatureAlgorithm);

/// The same where the signature's algorithm names the hash too: certificates, lists of revoked ones.
std::optional<Scheme> schemeOf(const X509_algor_st* signatureAlgorithm);

/// "SM2-SM3", "ECDSA-SHA256", "RSA-SHA256", "RSAPSS-SHA256", …
std::string name(Scheme scheme);

} // namespace ekey::signature
