#include "native-host/signing/raw_signer.h"

#include <algorithm>
#include <iterator>

namespace ekey::signing {

Der digestInfo(std::span<const std::uint8_t> sha256)
{
    // RFC 8017 §9.2, note 1.
    static constexpr std::uint8_t prefix[] = {0x30, 0x31, 0x30, 0x0D, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01,
                                              0x65, 0x03, 0x04, 0x02, 0x01, 0x05, 0x00, 0x04, 0x20};
    Der der(sizeof prefix + sha256.size());
    std::copy(sha256.begin(), sha256.end(), std::copy(std::begin(prefix), std::end(prefix), der.begin()));
    return der;
}

} // namespace ekey::signing
