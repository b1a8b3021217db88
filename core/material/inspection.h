// Looks at a file without ever holding the whole of it: it asks for what it needs.
//
//   Inspection inspection(name, bytes, limits);
//   while (const auto range = inspection.wants()) inspection.give(read(*range));
//   use(inspection.result());
//
// The verdict depends on the file, its name and the limits only: page, portal and command line agree. It holds at most
// 8 MiB of the file (Source::blocksHeld) and asks for at most 256 KiB at once (Source::rangeBytes), each time in whole
// blocks of 64 KiB. A picture is gone through once, so it asks at most once for each block of it. A PDF is asked for at
// most 200 parts.
#pragma once

#include "core/material/material.h"
#include "core/material/source.h"

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace ekey::material {

class Inspection {
public:
    using Range = material::Range;

    /// `bytes`: the file's length; `name`: only its extension is compared.
    Inspection(std::string name, std::int64_t bytes, Limits limits);
    ~Inspection();
    Inspection(Inspection&&) noexcept;
    Inspection& operator=(Inspection&&) noexcept;

    /// What must be given next; nullopt: all is known.
    std::optional<Range> wants() const;
    /// What wants() asked for. Less: the file ended early, which is material.truncated. Nothing happens where nothing
    /// is wanted.
    void give(std::span<const std::uint8_t> bytes);

    /// Complete when wants() is nullopt.
    const Inspected& result() const;

private:
    struct State;
    std::unique_ptr<State> state_;
};

/// The same for a file that is in memory.
Inspected inspect(std::string_view name, std::span<const std::uint8_t> file, const Limits& limits);

} // namespace ekey::material
