// The worker's own walk over a certificate, on any bytes.
#include "native-host/token/certificate_parts.h"
#include "tests/fuzz/demand.h"

#include <functional>

using namespace ekey;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const auto parts = token::certificateParts({data, size});
    if (!parts) return 0;
    const std::uint8_t* at = data;
    for (const auto& part : {parts->serial, parts->issuer, parts->subject}) {
        fuzz::demand(std::less_equal<>()(at, part.data()) &&
                         std::less_equal<>()(part.data() + part.size(), data + size),
                     "the parts lie in the certificate, in their order");
        at = part.data() + part.size();
    }
    fuzz::demand(parts->serial.size() > 2 && parts->serial[0] == 0x02, "the serial number is a number");
    return 0;
}
