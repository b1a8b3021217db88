#include "native-host/token/container.h"

#include "native-host/token/limits.h"

#include <algorithm>

namespace ekey::token {
namespace {

constexpr std::uint8_t uncompressed = 0x04;

bool isOdd(const std::vector<std::uint8_t>& number)
{
    return !number.empty() && number.front() != 0 && (number.back() & 1) != 0;
}

bool isRsa(const PublicKey& key, std::size_t bytes)
{
    return key.point.empty() && key.modulus.size() == bytes && (key.modulus.front() & 0x80) != 0 &&
           isOdd(key.modulus) && isOdd(key.exponent) && key.exponent.size() <= limits::exponentBytes;
}

bool isPoint(const PublicKey& key, std::size_t bytes)
{
    return key.modulus.empty() && key.exponent.empty() && key.point.size() == bytes &&
           key.point.front() == uncompressed;
}

} // namespace

bool isOf(KeyKind kind, const PublicKey& key)
{
    switch (kind) {
    case KeyKind::rsa2048:
        return isRsa(key, 256);
    case KeyKind::rsa3072:
        return isRsa(key, limits::modulusBytes);
    case KeyKind::p256:
        return isPoint(key, 65);
    case KeyKind::p384:
        return isPoint(key, limits::pointBytes);
    }
    return false;
}

bool isOfSomeKind(const PublicKey& key)
{
    constexpr KeyKind kinds[] = {KeyKind::rsa2048, KeyKind::rsa3072, KeyKind::p256, KeyKind::p384};
    return std::any_of(std::begin(kinds), std::end(kinds), [&](KeyKind kind) { return isOf(kind, key); });
}

} // namespace ekey::token
