// PEM on any bytes: as readers of certificates, lists and SignedData take it.
#include "core/signature/pem.h"
#include "core/signature/input.h"
#include "core/text/base64.h"
#include "tests/fuzz/demand.h"

#include <cstddef>
#include <cstdint>

using namespace ekey;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    (void)signature::readCertificateFile(text);
    (void)signature::readRevocationFile(text);
    (void)signature::readSignedDataFile(text);
    const auto blocks = signature::readPem(text, {signature::pemCertificate});
    if (!blocks) return 0;
    std::string written;
    for (const signature::Der& der : *blocks) {
        written += "-----BEGIN CERTIFICATE-----\n" + text::base64(der) + "\n-----END CERTIFICATE-----\n";
    }
    const auto again = signature::readPem(written, {signature::pemCertificate});
    fuzz::demand(again && *again == *blocks, "what was read can be written and read again");
    return 0;
}
