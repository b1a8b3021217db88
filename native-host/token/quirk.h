// Where a vendor's library needs to be called otherwise than PKCS#11 says. Named in a policy (docs/policy.md); each has
// an effect in a driver, and evidence.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace ekey::token {

/// The numbers are bits in the frame that opens a worker. They never change their meaning.
enum class Quirk : std::uint32_t {
    /// C_Initialize gets a null pointer: the library answers CKR_ARGUMENTS_BAD to any arguments (AKİS on Windows:
    /// PeculiarVentures/pkcs11js issue 114). CKR_CANT_LOCK needs no quirk, the driver tries again without arguments.
    initializeWithoutArguments = 1,
    /// C_Finalize is not called, the process ends without it: the library waits there for a thread of its own that
    /// never ends (Oberthur AWP on Linux: open-eid/linux-installer issue 41), and every end of the host waits along.
    noFinalize = 2
};

struct QuirkName {
    std::string_view name;
    Quirk quirk;
};

inline constexpr std::array<QuirkName, 2> quirkNames{
    {{"initialize-without-arguments", Quirk::initializeWithoutArguments}, {"no-finalize", Quirk::noFinalize}}};

class Quirks {
public:
    constexpr Quirks() = default;

    constexpr void add(Quirk quirk) { bits_ |= static_cast<std::uint32_t>(quirk); }
    constexpr bool has(Quirk quirk) const { return (bits_ & static_cast<std::uint32_t>(quirk)) != 0; }

    constexpr std::uint32_t bits() const { return bits_; }
    /// None: a bit that no quirk has.
    static constexpr std::optional<Quirks> fromBits(std::uint64_t bits)
    {
        Quirks quirks;
        for (const QuirkName& known : quirkNames) {
            if ((bits & static_cast<std::uint32_t>(known.quirk)) != 0) quirks.add(known.quirk);
        }
        return quirks.bits_ == bits ? std::optional(quirks) : std::nullopt;
    }

    friend constexpr bool operator==(const Quirks&, const Quirks&) = default;

private:
    std::uint32_t bits_ = 0;
};

} // namespace ekey::token
