// PEM (RFC 7468): binary structures as text, several in one file.
#pragma once

#include "core/signature/certificate.h"

namespace ekey::signature {

inline constexpr std::size_t pemMost = 64
                                       << 20; ///< bytes of text: the largest revocation list and what stands around it
inline constexpr std::size_t pemBlocksMost = 1000; ///< that are asked for, in one text
inline constexpr const char* pemCertificate = "CERTIFICATE";
inline constexpr const char* pemRevocationList = "X509 CRL";
inline constexpr const char* pemCms = "CMS";
inline constexpr const char* pemPkcs7 = "PKCS7"; ///< what RFC 7468 §8 lets parsers take for CMS

/// Whether these bytes are PEM: they hold the beginning of a block, and are not themselves a structure in DER.
bool isPem(std::string_view bytes);

/// The DER of all blocks with one of these labels, in their order. Other blocks, such as keys, and what stands between
/// blocks are passed over and not decoded. Errors: pem.size {limit}, pem.malformed {line}: a block that does not end,
/// or holds something else than base64, RFC 1421 headers among them; pem.too_many {limit}; pem.none {labels}.
Result<std::vector<Der>> readPem(std::string_view text, const std::vector<std::string_view>& labels);

/// What a file or a page hands over: PEM with those labels, or one structure in DER.
Result<std::vector<Der>> readPemOrDer(std::string_view bytes, const std::vector<std::string_view>& labels);

} // namespace ekey::signature
