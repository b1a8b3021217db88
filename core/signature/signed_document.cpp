#include "core/signature/signed_document.h"

#include "core/signature/chain.h"
#include "core/signature/signed_structure.h"

#include <algorithm>

namespace ekey::signature {

namespace {

using Bytes = std::span<const std::uint8_t>;

Error malformed() { return {"signature.malformed", {}}; }

Bytes bytesOf(const ASN1_STRING* text)
{
    return {ASN1_STRING_get0_data(text), static_cast<std::size_t>(ASN1_STRING_length(text))};
}

std::optional<Form> formOf(const ASN1_OBJECT* type)
{
    if (OBJ_obj2nid(type) == NID_pkcs7_signed) {
        return Form::cms;
    }
    return dotted(type) == gbtSignedData ? std::optional(Form::gbt35275) : std::nullopt;
}

/// SignedData is version 1, or 3 where its one signer is, and SignerInfo is 1 where it names issuer and serial, 3 where
/// the subject key (RFC 5652 §5.1, §5.3), which GB/T 35275 does not know.
bool versionsFit(const SignedStructure& data, const SignerStructure& signer, Form form)
{
    const bool byKey = signer.keyIdentifier != nullptr;
    const long expected = byKey ? 3 : 1;
    return byKey == (signer.issuerAndSerial == nullptr) && !(byKey && form == Form::gbt35275) &&
           ASN1_INTEGER_get(data.version) == expected && ASN1_INTEGER_get(signer.version) == expected;
}

/// The DER of each; none where something else is among them, or too many.
std::optional<std::vector<Bytes>> certificateBytes(const STACK_OF(ASN1_TYPE) * stack)
{
    std::vector<Bytes> all;
    for (int i = 0; i < sk_ASN1_TYPE_num(stack); ++i) {
        const ASN1_TYPE* value = sk_ASN1_TYPE_value(stack, i);
        if (all.size() == certificatesMost || value->type != V_ASN1_SEQUENCE) {
            return std::nullopt;
        }
        all.push_back(bytesOf(value->value.sequence));
    }
    return all;
}

bool comesBefore(Bytes one, Bytes other)
{
    return std::lexicographical_compare(one.begin(), one.end(), other.begin(), other.end());
}

Result<std::vector<Certificate>> readCertificates(const STACK_OF(ASN1_TYPE) * stack, Form form, ChainMemory* known)
{
    const auto all = certificateBytes(stack);
    // X.690 §11.6: a SET OF is sorted. PKCS #7 means a set too, but is written in any order.
    if (!all || (form == Form::cms && !std::is_sorted(all->begin(), all->end(), comesBefore))) {
        return malformed();
    }
    std::vector<Certificate> certificates;
    for (const Bytes der : *all) {
        auto certificate = known ? known->read(der) : Certificate::read(der);
        if (!certificate) {
            return malformed();
        }
        certificates.push_back(*std::move(certificate));
    }
    return certificates;
}

} // namespace

const char* name(Form form) { return form == Form::cms ? "cms" : "gbt35275"; }

std::string dotted(const ASN1_OBJECT* object)
{
    char text[80];
    const int size = object ? OBJ_obj2txt(text, sizeof text, object, 1) : 0;
    return size > 0 && size < static_cast<int>(sizeof text) ? std::string(text) : std::string{};
}

bool isData(const ASN1_OBJECT* type, Form form)
{
    return OBJ_obj2nid(type) == NID_pkcs7_data || (form == Form::gbt35275 && dotted(type) == gbtData);
}

bool SignedDocument::isSigner(const Certificate& certificate) const
{
    if (const ASN1_OCTET_STRING* identifier = signer->keyIdentifier) {
        const ASN1_OCTET_STRING* own = X509_get0_subject_key_id(certificate.native());
        return own && ASN1_OCTET_STRING_cmp(own, identifier) == 0;
    }
    const PKCS7_ISSUER_AND_SERIAL* name = signer->issuerAndSerial;
    return X509_NAME_cmp(name->issuer, X509_get_issuer_name(certificate.native())) == 0 &&
           ASN1_INTEGER_cmp(name->serial, X509_get0_serialNumber(certificate.native())) == 0;
}

Result<SignedDocument> readSignedDocument(std::span<const std::uint8_t> der, ChainMemory* known)
{
    const ErrorQueueGuard guard;
    SignedDocument document;
    document.structure = readStructure(der);
    const std::optional<Form> form = document.structure ? formOf(document.structure->type) : std::nullopt;
    if (!form || !isData(document.structure->data->content->type, *form)) {
        return malformed();
    }
    const SignedStructure& data = *document.structure->data;
    if (sk_SignerStructure_num(data.signers) != 1) {
        return Error{"signature.signers"};
    }
    const SignerStructure* signer = sk_SignerStructure_value(data.signers, 0);
    // RFC 5652 §5.3: attributes are left out or at least one.
    if (!versionsFit(data, *signer, *form) || sk_X509_ATTRIBUTE_num(signer->signedAttributes) == 0) {
        return malformed();
    }
    auto certificates = readCertificates(data.certificates, *form, known);
    if (!certificates) {
        return certificates.error();
    }
    document.form = *form;
    document.certificates = *std::move(certificates);
    if (const ASN1_OCTET_STRING* octets = data.content->octets) {
        const Bytes content = bytesOf(octets);
        document.content.emplace(content.begin(), content.end());
    }
    document.digestAlgorithm = signer->digestAlgorithm;
    document.signatureAlgorithm = signer->signatureAlgorithm;
    document.attributes = signer->signedAttributes;
    document.signature = bytesOf(signer->signature);
    document.signer = signer;
    return document;
}

} // namespace ekey::signature
