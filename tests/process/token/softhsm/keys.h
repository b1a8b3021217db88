// What OpenSSL makes of the keys and signatures that a token gives.
#pragma once

#include "native-host/token/container.h"
#include "native-host/token/mechanism.h"

#include <cstdint>
#include <memory>
#include <vector>

struct evp_pkey_st;

namespace ekey::test {

using Bytes = std::vector<std::uint8_t>;
using PublicKeyPtr = std::shared_ptr<evp_pkey_st>;

/// RFC 8017 §9.2, note 1, of a hash value of SHA-256, SHA-384 or SHA-512.
Bytes digestInfo(const Bytes& hash);

PublicKeyPtr keyOf(const token::PublicKey& parts);
PublicKeyPtr keyOfCertificate(const Bytes& der);
int bits(const PublicKeyPtr& key);

/// The signature as the token gives it, over a hash value of SHA-256, SHA-384 or SHA-512.
bool verifies(const PublicKeyPtr& key, token::Mechanism mechanism, const Bytes& hash, const Bytes& signature);

/// A certificate of the key by some authority.
Bytes certificateOf(const PublicKeyPtr& key);

} // namespace ekey::test
