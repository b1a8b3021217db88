// The header of an ELF file (System V ABI, chapter 4; elf(5)).
#pragma once

#include "native-host/platform/library_file.h"

#include <cstdint>
#include <optional>
#include <span>

namespace ekey::platform::elf {

/// e_machine; none: no little-endian ELF file. `head`: the file's first bytes.
std::optional<std::uint16_t> machine(std::span<const std::uint8_t> head);

/// `own` is the e_machine of the 64-bit programs here.
LibraryFile library(std::span<const std::uint8_t> head, std::uint16_t own);

} // namespace ekey::platform::elf
