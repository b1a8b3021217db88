#include "core/signature/distinguished_name.h"

#include "core/signature/openssl_ptr.h"
#include "core/text/utf8.h"

#include <algorithm>

namespace ekey::signature {

bool hasControl(std::string_view text)
{
    return std::any_of(text.begin(), text.end(), [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte < 0x20 || byte == 0x7F;
    });
}

std::string nameText(const X509_NAME* name)
{
    const BioPtr out(BIO_new(BIO_s_mem()));
    if (!out || X509_NAME_print_ex(out.get(), name, 0, XN_FLAG_RFC2253 & ~ASN1_STRFLGS_ESC_MSB) < 0) {
        return {};
    }
    char* bytes = nullptr;
    const long size = BIO_get_mem_data(out.get(), &bytes);
    std::string text(bytes, static_cast<std::size_t>(size > 0 ? size : 0));
    return text::isUtf8(text) ? text : std::string{};
}

std::string onlyValue(const X509_NAME* name, int nid)
{
    const int first = X509_NAME_get_index_by_NID(name, nid, -1);
    if (first < 0 || X509_NAME_get_index_by_NID(name, nid, first) >= 0) {
        return {};
    }
    unsigned char* utf8 = nullptr;
    const int size = ASN1_STRING_to_UTF8(&utf8, X509_NAME_ENTRY_get_data(X509_NAME_get_entry(name, first)));
    if (size < 0) {
        return {};
    }
    const std::string value(reinterpret_cast<const char*>(utf8), static_cast<std::size_t>(size));
    OPENSSL_free(utf8);
    return hasControl(value) || !text::isUtf8(value) ? std::string{} : value;
}

} // namespace ekey::signature
