#include "core/signature/signed_document.h"

namespace ekey::signature {

namespace {

/// The type of a ContentInfo (RFC 5652 §3), the first thing in it.
std::string contentType(std::span<const std::uint8_t> der)
{
    const unsigned char* in = der.data();
    long length = 0;
    int tag = 0;
    int kind = 0;
    const int flags = ASN1_get_object(&in, &length, &tag, &kind, static_cast<long>(der.size()));
    if (flags & 0x80 || tag != V_ASN1_SEQUENCE) {
        return {};
    }
    const Owner<ASN1_OBJECT, ASN1_OBJECT_free> type(d2i_ASN1_OBJECT(nullptr, &in, length));
    return dotted(type.get());
}

} // namespace

const char* name(Form form) { return form == Form::cms ? "cms" : "gbt35275"; }

std::string dotted(const ASN1_OBJECT* object)
{
    char text[80];
    const int size = object ? OBJ_obj2txt(text, sizeof text, object, 1) : 0;
    return size > 0 && size < static_cast<int>(sizeof text) ? std::string(text) : std::string{};
}

Result<std::vector<Certificate>> readCertificates(const STACK_OF(X509) * stack)
{
    std::vector<Certificate> certificates;
    for (int i = 0; stack && i < sk_X509_num(stack); ++i) {
        if (certificates.size() == certificatesMost) {
            return Error{"signature.malformed"};
        }
        auto certificate = Certificate::share(sk_X509_value(stack, i));
        if (!certificate) {
            return Error{"signature.malformed"};
        }
        certificates.push_back(*std::move(certificate));
    }
    return certificates;
}

Result<SignedDocument> readSignedDocument(std::span<const std::uint8_t> der, ChainMemory* known)
{
    const ErrorQueueGuard guard;
    return contentType(der) == gbtSignedData ? readGbt35275(der, known) : readCms(der);
}

} // namespace ekey::signature
