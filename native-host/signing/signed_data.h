// Builds SignedData (RFC 5652) around a signature that a token makes.
#pragma once

#include "native-host/signing/raw_signer.h"

namespace ekey::signing {

/// SignedData with the content inside, the signer's certificate and `chain`, and the signed attributes contentType
/// (data), messageDigest, signingTime and signingCertificateV2. It is verified with the certificate before it is
/// returned: a signature that does not verify is driver.signature and goes nowhere. Other errors: those of `sign`,
/// signature.algorithm,
/// signature.size {limit}, certificate.use.
Result<Der> signedData(std::string_view content, const Certificate& signer, const std::vector<Certificate>& chain,
                       signature::Time now, const RawSigner& sign);

} // namespace ekey::signing
