// AES (FIPS 197), small rather than fast: see ciphers.h.
#include "core/material/pdf/ciphers.h"

#include <array>
#include <cstdint>

namespace ekey::material::pdf {
namespace {

constexpr std::size_t blockBytes = 16;
using Byte = std::uint8_t;
using Block = std::array<Byte, blockBytes>; // column by column, as it stands in the text

/// Times x in GF(2^8), section 4.2.
constexpr Byte doubled(Byte a) { return static_cast<Byte>(a << 1 ^ (a & 0x80 ? 0x1B : 0)); }

constexpr Byte product(Byte a, Byte b)
{
    Byte sum = 0;
    for (; b; b = static_cast<Byte>(b >> 1), a = doubled(a)) {
        if (b & 1) sum ^= a;
    }
    return sum;
}

/// Section 5.1.1 and its inverse, computed once: the powers of 3 are the whole field but 0, and those
/// of 0xF6, the inverse of 3, are their inverses.
struct Boxes {
    std::array<Byte, 256> forward{};
    std::array<Byte, 256> backward{};

    Boxes()
    {
        Byte power = 1, inverse = 1;
        do {
            power = product(power, 3);
            inverse = product(inverse, 0xF6);
            Byte mixed = 0x63;
            for (int turn = 0; turn < 5; ++turn) {
                mixed ^= static_cast<Byte>(inverse << turn | inverse >> (8 - turn));
            }
            set(power, mixed);
        } while (power != 1);
        set(0, 0x63);
    }
    void set(Byte from, Byte to)
    {
        forward[from] = to;
        backward[to] = from;
    }
};

const Boxes& boxes()
{
    static const Boxes made;
    return made;
}

class Cipher {
public:
    /// Section 5.2
    explicit Cipher(std::string_view key) : rounds_(static_cast<int>(key.size() / 4) + 6)
    {
        const std::size_t words = key.size() / 4;
        Byte constant = 1;
        for (std::size_t i = 0; i < key.size(); ++i) {
            schedule_[i] = static_cast<Byte>(key[i]);
        }
        for (std::size_t word = words; word < 4 * (static_cast<std::size_t>(rounds_) + 1); ++word) {
            Byte last[4];
            for (std::size_t i = 0; i < 4; ++i) {
                const std::size_t turned = word % words == 0 ? (i + 1) % 4 : i;
                const Byte byte = schedule_[4 * (word - 1) + turned];
                const bool mixed = word % words == 0 || (words > 6 && word % words == 4);
                last[i] = mixed ? boxes().forward[byte] : byte;
            }
            if (word % words == 0) {
                last[0] ^= constant;
                constant = doubled(constant);
            }
            for (std::size_t i = 0; i < 4; ++i) {
                schedule_[4 * word + i] = schedule_[4 * (word - words) + i] ^ last[i];
            }
        }
    }

    /// Section 5.1
    void encrypt(Block& block) const
    {
        add(block, 0);
        for (int round = 1; round <= rounds_; ++round) {
            const Block from = block;
            for (std::size_t i = 0; i < blockBytes; ++i) {
                block[i] = boxes().forward[from[(i + 4 * (i % 4)) % blockBytes]];
            }
            if (round < rounds_) mix(block, {2, 3, 1, 1});
            add(block, round);
        }
    }

    /// Section 5.3
    void decrypt(Block& block) const
    {
        for (int round = rounds_; round >= 1; --round) {
            add(block, round);
            if (round < rounds_) mix(block, {14, 11, 13, 9});
            const Block from = block;
            for (std::size_t i = 0; i < blockBytes; ++i) {
                block[(i + 4 * (i % 4)) % blockBytes] = boxes().backward[from[i]];
            }
        }
        add(block, 0);
    }

private:
    void add(Block& block, int round) const
    {
        for (std::size_t i = 0; i < blockBytes; ++i) {
            block[i] ^= schedule_[blockBytes * static_cast<std::size_t>(round) + i];
        }
    }

    static void mix(Block& block, const std::array<Byte, 4>& factors)
    {
        const Block from = block;
        for (std::size_t i = 0; i < blockBytes; ++i) {
            block[i] = 0;
            for (std::size_t k = 0; k < 4; ++k) {
                block[i] ^= product(from[i / 4 * 4 + (i + k) % 4], factors[k]);
            }
        }
    }

    int rounds_;
    std::array<Byte, 240> schedule_{};
};

Block blockAt(std::string_view text, std::size_t at)
{
    Block block{};
    for (std::size_t i = 0; i < blockBytes; ++i) {
        block[i] = static_cast<Byte>(text[at + i]);
    }
    return block;
}

void mask(Block& block, const Block& with)
{
    for (std::size_t i = 0; i < blockBytes; ++i) {
        block[i] ^= with[i];
    }
}

} // namespace

std::string aesEncrypt(std::string_view key, std::string_view iv, std::string_view text)
{
    const Cipher cipher(key);
    std::string out;
    Block last = blockAt(iv, 0);
    for (std::size_t at = 0; at < text.size(); at += blockBytes) {
        mask(last, blockAt(text, at));
        cipher.encrypt(last);
        out.append(last.begin(), last.end());
    }
    return out;
}

std::string aesDecrypt(std::string_view key, std::string_view iv, std::string_view text)
{
    const Cipher cipher(key);
    std::string out;
    Block before = blockAt(iv, 0);
    for (std::size_t at = 0; at < text.size(); at += blockBytes) {
        Block block = blockAt(text, at);
        cipher.decrypt(block);
        mask(block, before);
        before = blockAt(text, at);
        out.append(block.begin(), block.end());
    }
    return out;
}

} // namespace ekey::material::pdf
