// SM3 (GB/T 32905-2016) and SHA-256 (FIPS 180-4), both over the same bytes in one pass, or one of them alone.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace ekey::digest {

using Bytes = std::array<std::uint8_t, 32>;

/// A set of algorithms, a bit each.
enum class Algorithms : std::uint8_t { sm3 = 1, sha256 = 2, both = 3 };

constexpr bool has(Algorithms set, Algorithms one)
{
    return (static_cast<unsigned>(set) & static_cast<unsigned>(one)) != 0;
}

/// Zeros stand for a digest that was not asked for.
struct Pair {
    Bytes sm3;
    Bytes sha256;
    friend bool operator==(const Pair&, const Pair&) = default;
};

struct Midstate;

/// Feed it pieces of any size, then finish once. Movable, not copyable.
class Dual {
public:
    explicit Dual(Algorithms algorithms = Algorithms::both);
    ~Dual();
    Dual(Dual&&) noexcept;
    Dual& operator=(Dual&&) noexcept;

    void update(std::span<const std::uint8_t> piece);
    Pair finish();

private:
    friend Midstate save(const Dual& dual);
    friend Dual restore(const Midstate& midstate);

    struct State;
    std::unique_ptr<State> state;
};

Bytes sm3(std::string_view text);
Bytes sha256(std::string_view text);

/// 64 lower-case hexadecimal digits.
std::string hex(const Bytes& digest);

} // namespace ekey::digest
