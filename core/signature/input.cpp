#include "core/signature/input.h"

#include "core/signature/pem.h"

namespace ekey::signature {

namespace {

template <class T>
Result<std::vector<T>> readEach(std::string_view bytes, const char* label)
{
    const auto blocks = readPemOrDer(bytes, {label});
    if (!blocks) {
        return blocks.error();
    }
    std::vector<T> found;
    for (const Der& der : *blocks) {
        Result<T> one = T::read(der);
        if (!one) {
            return one.error();
        }
        found.push_back(*std::move(one));
    }
    return found;
}

} // namespace

Result<std::vector<Certificate>> readCertificateFile(std::string_view bytes)
{
    return readEach<Certificate>(bytes, pemCertificate);
}

Result<std::vector<RevocationList>> readRevocationFile(std::string_view bytes)
{
    return readEach<RevocationList>(bytes, pemRevocationList);
}

Result<Der> readSignedDataFile(std::string_view bytes)
{
    auto blocks = readPemOrDer(bytes, {pemCms, pemPkcs7});
    if (!blocks) {
        return blocks.error();
    }
    if (blocks->size() != 1) {
        return Error{"signature.malformed"};
    }
    return std::move(blocks->front());
}

} // namespace ekey::signature
