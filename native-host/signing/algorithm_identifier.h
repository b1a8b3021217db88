// Signature algorithms as certificates and SignedData name them.
#pragma once

#include "core/signature/digital_signature.h"
#include "core/signature/openssl_ptr.h"

namespace ekey::signing {

/// RFC 5754 §3.2 and §3.3: parameters NULL for RSA, absent for ECDSA; RFC 4056 for PSS; SM2-with-SM3 (GM/T 0006)
/// without parameters. False when it cannot be made.
bool setAlgorithm(X509_ALGOR* identifier, signature::Scheme scheme);

/// The hash's own identifier. SM3 without parameters, the others as OpenSSL writes them.
bool setDigestAlgorithm(X509_ALGOR* identifier, signature::Hash hash);

} // namespace ekey::signing
