#include "core/signature/sm2.h"

#include "core/signature/digital_signature.h"
#include "core/signature/openssl_ptr.h"

#include <openssl/core_names.h>

namespace ekey::signature {

namespace {

using namespace std::string_view_literals;

constexpr std::size_t fieldBytes = 32;

/// ENTL ‖ ID ‖ a ‖ b ‖ xG ‖ yG; the curve's parameters are GB/T 32918.5's.
constexpr std::string_view prefix = "\x00\x80"
                                    "1234567812345678"
                                    "\xFF\xFF\xFF\xFE\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF"
                                    "\xFF\xFF\xFF\xFF\x00\x00\x00\x00\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFC"
                                    "\x28\xE9\xFA\x9E\x9D\x9F\x5E\x34\x4D\x5A\x9E\x4B\xCF\x65\x09\xA7"
                                    "\xF3\x97\x89\xF5\x15\xAB\x8F\x92\xDD\xBC\xBD\x41\x4D\x94\x0E\x93"
                                    "\x32\xC4\xAE\x2C\x1F\x19\x81\x19\x5F\x99\x04\x46\x6A\x39\xC9\x94"
                                    "\x8F\xE3\x0B\xBF\xF2\x66\x0B\xE1\x71\x5A\x45\x89\x33\x4C\x74\xC7"
                                    "\xBC\x37\x36\xA2\xF4\xF6\x77\x9C\x59\xBD\xCE\xE3\x6B\x69\x21\x53"
                                    "\xD0\xA9\x87\x7C\xC6\x2A\x47\x40\x02\xDF\x32\xE5\x21\x39\xF0\xA0"sv;
static_assert(prefix.size() == 2 + sm2UserId.size() + 4 * fieldBytes);
static_assert(prefix.substr(2, sm2UserId.size()) == sm2UserId && prefix[1] == '\x80' && sm2UserId.size() * 8 == 0x80);

std::string coordinate(const EVP_PKEY* key, const char* name)
{
    BIGNUM* number = nullptr;
    if (EVP_PKEY_get_bn_param(key, name, &number) != 1) {
        return {};
    }
    const BignumPtr owner(number);
    std::string bytes(fieldBytes, '\0');
    const int size = BN_bn2binpad(number, reinterpret_cast<unsigned char*>(bytes.data()), fieldBytes);
    return size == static_cast<int>(fieldBytes) ? bytes : std::string{};
}

} // namespace

std::string sm2Digest(const EVP_PKEY* key, std::string_view message)
{
    const ErrorQueueGuard guard;
    if (algorithmOf(key) != "SM2") {
        return {};
    }
    const std::string x = coordinate(key, OSSL_PKEY_PARAM_EC_PUB_X);
    const std::string y = coordinate(key, OSSL_PKEY_PARAM_EC_PUB_Y);
    if (x.empty() || y.empty()) {
        return {};
    }
    std::string z = digest(Hash::sm3, std::string(prefix) + x + y);
    return digest(Hash::sm3, z.append(message));
}

} // namespace ekey::signature
