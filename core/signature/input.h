// Certificates, revocation lists and SignedData as people have them: files in PEM or DER.
#pragma once

#include "core/signature/revocation.h"

namespace ekey::signature {

/// All certificates of a PEM text, or one in DER. Errors: certificate.malformed, those of readPem().
Result<std::vector<Certificate>> readCertificateFile(std::string_view bytes);

/// All lists of a PEM text, or one in DER. Errors: those of RevocationList::read() and of readPem().
Result<std::vector<RevocationList>> readRevocationFile(std::string_view bytes);

/// The DER of the one SignedData, which is not looked at. Errors: signature.malformed for several, those of readPem().
Result<Der> readSignedDataFile(std::string_view bytes);

} // namespace ekey::signature
