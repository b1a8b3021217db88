#include "native-host/signing/raw_signer.h"

#include "core/signature/sm2.h"

namespace ekey::signing {

Der toBeSigned(const evp_pkey_st* key, signature::Scheme scheme, std::string_view message)
{
    const std::string bytes = scheme.method == signature::Method::sm2 ? signature::sm2Digest(key, message)
                                                                      : signature::digest(scheme.hash, message);
    return {bytes.begin(), bytes.end()};
}

Der digestInfo(std::span<const std::uint8_t> digest)
{
    // RFC 8017 §9.2, note 1: the prefixes differ in the lengths and in the last byte of the hash's identifier.
    const auto size = static_cast<std::uint8_t>(digest.size());
    const std::uint8_t hash = digest.size() == 32 ? 1 : digest.size() == 48 ? 2 : digest.size() == 64 ? 3 : 0;
    if (hash == 0) {
        return {};
    }
    Der der{0x30, static_cast<std::uint8_t>(size + 17),
            0x30, 0x0D,
            0x06, 0x09,
            0x60, 0x86,
            0x48, 0x01,
            0x65, 0x03,
            0x04, 0x02,
            hash, 0x05,
            0x00, 0x04,
            size};
    der.insert(der.end(), digest.begin(), digest.end());
    return der;
}

Der encoded(std::string_view algorithm, std::span<const std::uint8_t> raw)
{
    const bool pair = algorithm.starts_with("ES") || algorithm == "SM2";
    return pair ? signature::ecdsaDer(algorithm, raw) : Der(raw.begin(), raw.end());
}

} // namespace ekey::signing
