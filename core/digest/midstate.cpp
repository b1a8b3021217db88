// The form, integers big-endian:
//   4 bytes "ekhs", 1 version, 1 algorithms, 8 bytes fed,
//   32 chain of SM3, 32 chain of SHA-256,
//   (bytes fed % 64) the rest of a block,
//   8 the first of SM3 over all before.
//
// A chain is there only for an algorithm of the set. The check finds accidents. It is no seal: who forges a state gets
// a wrong digest, and the portal digests for itself.
#include "core/digest/midstate.h"

#include <algorithm>
#include <utility>

namespace ekey::digest {
namespace {

constexpr std::array<std::uint8_t, 4> magic = {'e', 'k', 'h', 's'};
constexpr std::uint8_t version = 1;
constexpr std::size_t headBytes = magic.size() + 2 + 8;
constexpr std::size_t checkBytes = 8;

using Input = std::span<const std::uint8_t>;

Bytes check(Input body) { return sm3({reinterpret_cast<const char*>(body.data()), body.size()}); }

template <class Integer>
std::uint8_t* write(std::uint8_t* out, Integer value)
{
    for (std::size_t i = sizeof value; i-- > 0; value = static_cast<Integer>(value >> 8)) {
        out[i] = static_cast<std::uint8_t>(value);
    }
    return out + sizeof value;
}

template <class Integer>
Integer read(const std::uint8_t*& in)
{
    Integer value = 0;
    for (std::size_t i = 0; i < sizeof value; ++i) {
        value = static_cast<Integer>((value << 8) | *in++);
    }
    return value;
}

void readChain(const std::uint8_t*& in, Chain& chain)
{
    for (std::uint32_t& word : chain) {
        word = read<std::uint32_t>(in);
    }
}

std::size_t chains(Algorithms set) { return std::size_t{has(set, Algorithms::sm3)} + has(set, Algorithms::sha256); }

} // namespace

std::size_t encode(const Midstate& midstate, std::span<std::uint8_t, mostMidstateBytes> out)
{
    std::uint8_t* at = std::copy(magic.begin(), magic.end(), out.data());
    *at++ = version;
    *at++ = static_cast<std::uint8_t>(midstate.algorithms);
    at = write(at, midstate.bytes);
    for (const auto& [algorithm, chain] :
         {std::pair(Algorithms::sm3, &midstate.sm3), {Algorithms::sha256, &midstate.sha256}}) {
        if (has(midstate.algorithms, algorithm)) {
            for (const std::uint32_t word : *chain) {
                at = write(at, word);
            }
        }
    }
    at = std::copy_n(midstate.rest.begin(), midstate.bytes % midstate.rest.size(), at);
    const Bytes sum = check({out.data(), at});
    at = std::copy_n(sum.begin(), checkBytes, at);
    return static_cast<std::size_t>(at - out.data());
}

Decoded decode(std::span<const std::uint8_t> bytes, Algorithms wanted, Midstate& midstate)
{
    if (bytes.size() < headBytes || !std::equal(magic.begin(), magic.end(), bytes.begin())) {
        return Decoded::damaged;
    }
    const std::uint8_t* at = bytes.data() + magic.size();
    if (*at++ != version) {
        return Decoded::otherVersion;
    }
    const std::uint8_t set = *at++;
    if (set == 0 || set > static_cast<std::uint8_t>(Algorithms::both)) {
        return Decoded::damaged;
    }
    Midstate found;
    found.algorithms = static_cast<Algorithms>(set);
    found.bytes = read<std::uint64_t>(at);
    const std::size_t rest = found.bytes % found.rest.size();
    const std::size_t body = headBytes + chains(found.algorithms) * sizeof(Chain) + rest;
    if (found.bytes > mostBytes || bytes.size() != body + checkBytes) {
        return Decoded::damaged;
    }
    const Bytes sum = check(bytes.first(body));
    if (!std::equal(sum.begin(), sum.begin() + checkBytes, bytes.begin() + body)) {
        return Decoded::damaged;
    }
    if (found.algorithms != wanted) {
        return Decoded::otherAlgorithms;
    }
    if (has(found.algorithms, Algorithms::sm3)) {
        readChain(at, found.sm3);
    }
    if (has(found.algorithms, Algorithms::sha256)) {
        readChain(at, found.sha256);
    }
    std::copy_n(at, rest, found.rest.begin());
    midstate = found;
    return Decoded::ok;
}

} // namespace ekey::digest
