#include "core/signature/signed_data.h"

#include "core/signature/digital_signature.h"
#include "core/signature/signature_algorithm.h"
#include "core/signature/signed_attributes.h"

namespace ekey::signature {

namespace {

Error error(const char* code) { return {code, {}}; }

Error attributeError(const char* name, Severity severity = Severity::error)
{
    return {"signature.attribute", {}, severity, {{"name", name}}};
}

Result<std::string> contentOf(SignedDocument& document, std::optional<std::string_view> detached)
{
    if (document.content && detached) {
        return error("signature.malformed"); // which of the two was meant?
    }
    if (!document.content && !detached) {
        return error("signature.no_content");
    }
    std::string content = detached ? std::string(*detached) : *std::move(document.content);
    if (content.size() > contentMost) {
        return Error{"signature.size", {}, Severity::error, {{"limit", contentMost}}};
    }
    return content;
}

/// What the signature is made over: the attributes, or the content itself where there are none.
struct Covered {
    std::string message;
    std::optional<Time> signingTime{};
    std::optional<Der> signingCertificate{};
};

Result<Covered> covered(const SignedDocument& document, const std::string& content, Hash hash, Attributes demand,
                        Errors& warnings)
{
    const bool demanded = demand == Attributes::demanded;
    if (!document.attributes) {
        if (demanded) {
            return error("signature.no_attributes");
        }
        warnings.push_back({"signature.no_attributes", {}, Severity::warning});
        return Covered{content};
    }
    Result<SignedAttributes> attributes = signedAttributes(document);
    if (!attributes) {
        return attributes.error();
    }
    const std::pair<const char*, bool> expected[] = {
        {"signingTime", attributes->signingTime.has_value()},
        {"signingCertificateV2", attributes->signingCertificate.has_value()}};
    for (const auto& [name, there] : expected) {
        if (!there && demanded) {
            return attributeError(name);
        }
        if (!there) {
            warnings.push_back(attributeError(name, Severity::warning));
        }
    }
    if (digest(hash, content) != attributes->messageDigest) {
        return error("signature.digest");
    }
    return Covered{std::move(attributes->der), attributes->signingTime, std::move(attributes->signingCertificate)};
}

/// The certificate that both the signer's identifier and, where it is there, the signed attribute name.
Result<Certificate> signerOf(const SignedDocument& document, const std::optional<Der>& signingCertificate)
{
    for (const Certificate& certificate : document.certificates) {
        if (!document.isSigner(certificate)) {
            continue;
        }
        if (!signingCertificate) {
            return certificate;
        }
        const std::optional<bool> named = names(*signingCertificate, certificate);
        if (!named) {
            return attributeError("signingCertificateV2");
        }
        if (*named) {
            return certificate;
        }
    }
    return error("signature.signer_certificate");
}

} // namespace

Result<Verified> verifySignedData(std::span<const std::uint8_t> der, std::optional<std::string_view> detached,
                                  Attributes attributes, ChainMemory* known)
{
    const ErrorQueueGuard guard;
    if (der.size() > signedDataMost || (detached && detached->size() > contentMost)) {
        return Error{"signature.size", {}, Severity::error, {{"limit", contentMost}}};
    }
    Result<SignedDocument> document = readSignedDocument(der, known);
    if (!document) {
        return document.error();
    }
    const std::optional<Scheme> scheme = schemeOf(document->digestAlgorithm, document->signatureAlgorithm);
    if (!scheme) {
        return error("signature.algorithm");
    }
    const bool isDetached = !document->content;
    Result<std::string> content = contentOf(*document, detached);
    if (!content) {
        return content.error();
    }
    Errors warnings;
    const Result<Covered> signedPart = covered(*document, *content, scheme->hash, attributes, warnings);
    if (!signedPart) {
        return signedPart.error();
    }
    Result<Certificate> signer = signerOf(*document, signedPart->signingCertificate);
    if (!signer) {
        return signer.error();
    }
    if (!fits(*signer, *scheme)) {
        return error("signature.algorithm");
    }
    if (!verifies(*signer, *scheme, signedPart->message, document->signature)) {
        return error("signature.wrong");
    }
    return Verified{.form = document->form,
                    .signer = *std::move(signer),
                    .certificates = std::move(document->certificates),
                    .content = *std::move(content),
                    .detached = isDetached,
                    .algorithm = name(*scheme),
                    .signingTime = signedPart->signingTime,
                    .warnings = std::move(warnings)};
}

} // namespace ekey::signature
