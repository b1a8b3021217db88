// What SM2 signatures (GB/T 32918.2) need beside the curve: the signer's id and the digest that both sides sign.
#pragma once

#include <string>
#include <string_view>

struct evp_pkey_st; // OpenSSL's EVP_PKEY

namespace ekey::signature {

/// The default of GB/T 35276 §10 (GM/T 0009), taken wherever no other is agreed. OpenSSL's own default is the empty id.
inline constexpr std::string_view sm2UserId = "1234567812345678";

/// e = SM3(Z ‖ message), 32 bytes, where Z binds user id, curve and public key (GB/T 32918.2 §5.5): what a key signs.
/// Empty where the public key is none of SM2.
std::string sm2Digest(const evp_pkey_st* key, std::string_view message);

} // namespace ekey::signature
