// For the sources that include OpenSSL: its name of a hash.
#pragma once

#include "core/signature/digital_signature.h"

#include <openssl/evp.h>

namespace ekey::signature {

const EVP_MD* messageDigest(Hash hash);

} // namespace ekey::signature
