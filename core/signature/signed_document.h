// What SignedData of RFC 5652 and of GB/T 35275 have in common, read but not yet believed.
#pragma once

#include "core/signature/certificate.h"
#include "core/signature/form.h"
#include "core/signature/openssl_ptr.h"

#include <functional>
#include <optional>

namespace ekey::signature {

class ChainMemory;

/// Object identifiers of GB/T 35275 §6.
inline constexpr const char* gbtData = "1.2.156.10197.6.1.4.2.1";
inline constexpr const char* gbtSignedData = "1.2.156.10197.6.1.4.2.2";

inline constexpr std::size_t certificatesMost = 8; ///< that come with a document

/// The parsed structure, its one signer and what is signed.
struct SignedDocument {
    Form form = Form::cms;
    std::optional<std::string> content;    ///< none: detached
    std::vector<Certificate> certificates; ///< in their order
    const X509_ALGOR* digestAlgorithm = nullptr;
    const X509_ALGOR* signatureAlgorithm = nullptr;
    AttributesPtr attributes; ///< the list is its own, the attributes are the structure's; none: null
    std::span<const std::uint8_t> signature;
    std::function<bool(const Certificate&)> isSigner; ///< by the signer's identifier
    std::shared_ptr<const void> structure;            ///< what all of these point into
};

/// Exactly one structure in DER, with one signer and content of type data. Errors: signature.malformed,
/// signature.signers (none or several). `known`: where certificates are looked for before they are decoded.
Result<SignedDocument> readSignedDocument(std::span<const std::uint8_t> der, ChainMemory* known = nullptr);

/// For the two readers.
Result<SignedDocument> readCms(std::span<const std::uint8_t> der);
Result<SignedDocument> readGbt35275(std::span<const std::uint8_t> der, ChainMemory* known);

/// What both do with the certificates that come with a document. Error: signature.malformed, also for more than
/// certificatesMost.
Result<std::vector<Certificate>> readCertificates(const STACK_OF(X509) * stack);

/// The object identifier with dots; empty for none.
std::string dotted(const ASN1_OBJECT* object);

} // namespace ekey::signature
