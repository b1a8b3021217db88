#include "portal/accounts/random.h"

#include <openssl/rand.h>

#include <stdexcept>

namespace ekey::portal::accounts {

std::vector<std::uint8_t> randomBytes(std::size_t count)
{
    std::vector<std::uint8_t> bytes(count);
    if (RAND_bytes(bytes.data(), static_cast<int>(bytes.size())) != 1) {
        throw std::runtime_error("the random number generator failed");
    }
    return bytes;
}

std::string randomHex(std::size_t count)
{
    constexpr char digits[] = "0123456789abcdef";
    std::string text;
    for (const std::uint8_t byte : randomBytes(count)) {
        text += digits[byte >> 4];
        text += digits[byte & 15];
    }
    return text;
}

} // namespace ekey::portal::accounts
