// Which signature algorithms of CMS (RFC 5754, RFC 4056) are taken.
#pragma once

#include "core/signature/digital_signature.h"

struct CMS_SignerInfo_st;

namespace ekey::signature {

/// SHA-256, SHA-384 or SHA-512 with ECDSA, RSASSA-PKCS1-v1_5 or RSASSA-PSS, one hash throughout; empty for all others.
std::optional<Scheme> schemeOf(CMS_SignerInfo_st* signer);

} // namespace ekey::signature
