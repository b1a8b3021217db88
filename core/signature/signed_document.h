// What SignedData of RFC 5652 and of GB/T 35275 have in common, read but not yet believed.
#pragma once

#include "core/signature/certificate.h"
#include "core/signature/form.h"
#include "core/signature/openssl_ptr.h"

#include <optional>

namespace ekey::signature {

class ChainMemory;
struct SignedContentInfo;
struct SignerStructure;

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
    const STACK_OF(X509_ATTRIBUTE) * attributes = nullptr; ///< none: null
    std::span<const std::uint8_t> signature;
    const SignerStructure* signer = nullptr;
    std::shared_ptr<const SignedContentInfo> structure; ///< what all of these point into

    bool isSigner(const Certificate& certificate) const; ///< by the signer's identifier
};

/// Exactly one structure in DER, with one signer and content of type data. Errors: signature.malformed, also for more
/// than certificatesMost, for anything else among them, and for an empty list of attributes; signature.signers (none or
/// several). `known`: where certificates are looked for before they are decoded.
Result<SignedDocument> readSignedDocument(std::span<const std::uint8_t> der, ChainMemory* known = nullptr);

/// Whether this is the content type data: PKCS #7's own, in GB/T 35275 also that standard's.
bool isData(const ASN1_OBJECT* type, Form form);

/// The object identifier with dots; empty for none.
std::string dotted(const ASN1_OBJECT* object);

} // namespace ekey::signature
