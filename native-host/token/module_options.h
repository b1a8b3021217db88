// How a worker is to use the library that it is for.
#pragma once

#include "native-host/token/quirk.h"

#include <cstdint>

namespace ekey::token {

/// The interface that a vendor's library offers. The numbers travel in frames.
enum class ModuleKind : std::uint16_t {
    pkcs11 = 1, ///< PKCS#11 2.40
    skf = 2     ///< GM/T 0016; no worker takes it yet
};

struct ModuleOptions {
    ModuleKind kind = ModuleKind::pkcs11;
    Quirks quirks{};
};

} // namespace ekey::token
