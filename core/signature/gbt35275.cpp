// SignedData of GB/T 35275-2017 §8: the structure is that of PKCS #7 1.5 (RFC 2315 §9), which OpenSSL knows under other
// object identifiers.
#include "core/signature/signed_document.h"

#include <openssl/pkcs7.h>

namespace ekey::signature {

namespace {

using SignedPtr = Owner<PKCS7_SIGNED, PKCS7_SIGNED_free>;
using ContentInfoPtr = Owner<PKCS7, PKCS7_free>;

/// Only DER, as for RFC 5652.
std::shared_ptr<PKCS7_SIGNED> parse(std::span<const std::uint8_t> der)
{
    const unsigned char* in = der.data();
    const ContentInfoPtr outer(d2i_PKCS7(nullptr, &in, static_cast<long>(der.size())));
    if (!outer || dotted(outer->type) != gbtSignedData || !outer->d.other || outer->d.other->type != V_ASN1_SEQUENCE ||
        encode<const PKCS7>(outer.get(), i2d_PKCS7) != Der(der.begin(), der.end())) {
        return nullptr;
    }
    const ASN1_STRING* sequence = outer->d.other->value.sequence;
    const unsigned char* body = ASN1_STRING_get0_data(sequence);
    const long size = ASN1_STRING_length(sequence);
    in = body;
    SignedPtr data(d2i_PKCS7_SIGNED(nullptr, &in, size));
    if (!data || encode<const PKCS7_SIGNED>(data.get(), i2d_PKCS7_SIGNED) != Der(body, body + size)) {
        return nullptr;
    }
    return {std::move(data)};
}

/// The inner content, which is of type data by this standard's identifier or by PKCS #7's own. False: of another type.
bool readContent(const PKCS7* inner, std::optional<std::string>& content)
{
    const ASN1_STRING* octets = nullptr;
    if (OBJ_obj2nid(inner->type) == NID_pkcs7_data) {
        octets = inner->d.data;
    } else if (dotted(inner->type) != gbtData) {
        return false;
    } else if (inner->d.other) {
        if (inner->d.other->type != V_ASN1_OCTET_STRING) {
            return false;
        }
        octets = inner->d.other->value.octet_string;
    }
    if (octets) {
        content.emplace(reinterpret_cast<const char*>(ASN1_STRING_get0_data(octets)),
                        static_cast<std::size_t>(ASN1_STRING_length(octets)));
    }
    return true;
}

/// A copy of the list only. Empty when its order is not that of DER (X.690 §11.6), which OpenSSL's structure keeps as
/// it finds it.
AttributesPtr sortedAttributes(const STACK_OF(X509_ATTRIBUTE) * found)
{
    unsigned char* sorted = nullptr;
    unsigned char* asFound = nullptr;
    const auto* value = reinterpret_cast<const ASN1_VALUE*>(found);
    const int size = ASN1_item_i2d(value, &sorted, ASN1_ITEM_rptr(PKCS7_ATTR_SIGN));
    const int sizeAsFound = ASN1_item_i2d(value, &asFound, ASN1_ITEM_rptr(PKCS7_ATTR_VERIFY));
    const bool same = size > 0 && size == sizeAsFound && std::equal(sorted, sorted + size, asFound);
    OPENSSL_free(sorted);
    OPENSSL_free(asFound);
    return AttributesPtr(same ? sk_X509_ATTRIBUTE_dup(found) : nullptr);
}

bool isOf(const PKCS7_ISSUER_AND_SERIAL* name, const Certificate& certificate)
{
    return X509_NAME_cmp(name->issuer, X509_get_issuer_name(certificate.native())) == 0 &&
           ASN1_INTEGER_cmp(name->serial, X509_get0_serialNumber(certificate.native())) == 0;
}

} // namespace

Result<SignedDocument> readGbt35275(std::span<const std::uint8_t> der)
{
    const std::shared_ptr<PKCS7_SIGNED> data = parse(der);
    SignedDocument document;
    if (!data || ASN1_INTEGER_get(data->version) != 1 || !readContent(data->contents, document.content)) {
        return Error{"signature.malformed"};
    }
    if (sk_PKCS7_SIGNER_INFO_num(data->signer_info) != 1) {
        return Error{"signature.signers"};
    }
    const PKCS7_SIGNER_INFO* info = sk_PKCS7_SIGNER_INFO_value(data->signer_info, 0);
    if (sk_X509_ATTRIBUTE_num(info->auth_attr) > 0) {
        document.attributes = sortedAttributes(info->auth_attr);
    }
    if (ASN1_INTEGER_get(info->version) != 1 || (info->auth_attr && !document.attributes)) {
        return Error{"signature.malformed"};
    }
    auto certificates = readCertificates(data->cert);
    if (!certificates) {
        return certificates.error();
    }
    document.form = Form::gbt35275;
    document.certificates = *std::move(certificates);
    document.digestAlgorithm = info->digest_alg;
    document.signatureAlgorithm = info->digest_enc_alg;
    document.signature = {ASN1_STRING_get0_data(info->enc_digest),
                          static_cast<std::size_t>(ASN1_STRING_length(info->enc_digest))};
    document.isSigner = [name = info->issuer_and_serial](const Certificate& certificate) {
        return isOf(name, certificate);
    };
    document.structure = data;
    return document;
}

} // namespace ekey::signature
