// PKCS #10 requests (RFC 2986) for a key that a token has made.
#pragma once

#include "native-host/signing/raw_signer.h"

#include <utility>

namespace ekey::signing {

/// A public key as a token gives it.
struct PublicKey {
    enum class Kind { rsa, p256, p384, sm2 };
    Kind kind = Kind::p256;
    Der modulus{};  ///< RSA: big-endian
    Der exponent{}; ///< RSA: big-endian
    Der point{};    ///< of a curve: 04 ‖ x ‖ y
};

/// Attributes of the subject in their order: short name or dotted identifier as OpenSSL takes it ("CN",
/// "organizationIdentifier"), and UTF-8.
using Subject = std::vector<std::pair<std::string, std::string>>;

/// DER, with the key's usual algorithm (algorithmOf) and signature, which is verified before it is returned. Errors:
/// request.key (no such key, or one ekey has no use for), request.subject {name}, driver.signature, those of `sign`.
Result<Der> certificationRequest(const Subject& subject, const PublicKey& key, const RawSigner& sign);

/// The same for the subject of a certificate that is to be renewed, bytes and order unchanged.
Result<Der> certificationRequest(const Certificate& renewed, const PublicKey& key, const RawSigner& sign);

} // namespace ekey::signing
