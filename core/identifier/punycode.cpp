#include "core/identifier/punycode.h"

#include <algorithm>
#include <cstdint>

namespace ekey::identifier {
namespace {

// RFC 3492 §5.
constexpr std::uint32_t base = 36, tMin = 1, tMax = 26, skew = 38, damp = 700, initialBias = 72, initialN = 0x80;
constexpr std::size_t labelBytesMost = 63; // a label cannot have more; this also keeps the arithmetic within 32 bits
constexpr std::uint32_t highest = 0x10FFFF;

std::uint32_t adapt(std::uint32_t delta, std::uint32_t points, bool first)
{
    delta = first ? delta / damp : delta / 2;
    delta += delta / points;
    std::uint32_t k = 0;
    for (; delta > (base - tMin) * tMax / 2; k += base) {
        delta /= base - tMin;
    }
    return k + (base - tMin + 1) * delta / (delta + skew);
}

std::uint32_t threshold(std::uint32_t k, std::uint32_t bias)
{
    return k <= bias + tMin ? tMin : std::min(k - bias, tMax);
}

char digit(std::uint32_t value) { return static_cast<char>(value < 26 ? 'a' + value : '0' + (value - 26)); }

std::optional<std::uint32_t> valueOf(char c)
{
    if (c >= 'a' && c <= 'z') return static_cast<std::uint32_t>(c - 'a');
    if (c >= '0' && c <= '9') return static_cast<std::uint32_t>(c - '0' + 26);
    return std::nullopt;
}

} // namespace

std::optional<std::string> toPunycode(std::u32string_view label)
{
    if (label.size() > labelBytesMost) return std::nullopt;
    std::string out;
    for (const char32_t c : label) {
        if (c < initialN) out += static_cast<char>(c);
    }
    const auto basic = static_cast<std::uint32_t>(out.size());
    if (basic > 0) out += '-';
    std::uint32_t n = initialN, delta = 0, bias = initialBias, handled = basic;
    while (handled < label.size()) {
        std::uint32_t next = highest;
        for (const char32_t c : label) {
            if (c >= n) next = std::min<std::uint32_t>(next, c);
        }
        delta += (next - n) * (handled + 1); // below 2^21 · 2^6
        n = next;
        for (const char32_t c : label) {
            if (c < n) ++delta;
            if (c != n) continue;
            std::uint32_t rest = delta;
            for (std::uint32_t k = base;; k += base) {
                const std::uint32_t t = threshold(k, bias);
                if (rest < t) break;
                out += digit(t + (rest - t) % (base - t));
                rest = (rest - t) / (base - t);
            }
            out += digit(rest);
            bias = adapt(delta, handled + 1, handled == basic);
            delta = 0;
            ++handled;
        }
        ++delta;
        ++n;
    }
    return out;
}

std::optional<std::u32string> fromPunycode(std::string_view text)
{
    if (text.size() > labelBytesMost) return std::nullopt;
    const std::size_t hyphen = text.rfind('-');
    std::u32string out;
    if (hyphen != text.npos) out.assign(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(hyphen));
    text.remove_prefix(hyphen == text.npos ? 0 : hyphen + 1);
    std::uint64_t n = initialN, i = 0;
    std::uint32_t bias = initialBias;
    while (!text.empty()) {
        const std::uint64_t before = i;
        std::uint64_t weight = 1;
        for (std::uint32_t k = base;; k += base) {
            const auto value = text.empty() ? std::nullopt : valueOf(text.front());
            if (!value || weight > highest * labelBytesMost) return std::nullopt;
            text.remove_prefix(1);
            i += *value * weight;
            const std::uint32_t t = threshold(k, bias);
            if (*value < t) break;
            weight *= base - t;
        }
        const std::uint64_t points = out.size() + 1;
        if (i > highest * points) return std::nullopt;
        bias = adapt(static_cast<std::uint32_t>(i - before), static_cast<std::uint32_t>(points), before == 0);
        n += i / points;
        i %= points;
        if (n > highest) return std::nullopt;
        out.insert(out.begin() + static_cast<std::ptrdiff_t>(i), static_cast<char32_t>(n));
        ++i;
    }
    return out;
}

} // namespace ekey::identifier
