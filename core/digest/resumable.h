// Saving and restoring a digest under way. For WebAssembly only: native digests are EVP's, whose state cannot be saved.
#pragma once

#include "core/digest/midstate.h"

namespace ekey::digest {

/// `dual` goes on unchanged.
Midstate save(const Dual& dual);

/// `midstate` as decode() or save() made it.
Dual restore(const Midstate& midstate);

} // namespace ekey::digest
