// Memory that is kept out of swap and core files, for secrets.
#pragma once

#include <cstddef>

namespace ekey::platform {

/// Whole pages. Locking fails softly: a system may grant a user no locked memory at all. Throws std::bad_alloc.
void* allocateLocked(std::size_t bytes);

/// The caller has wiped it. `bytes` as allocated.
void freeLocked(void* memory, std::size_t bytes) noexcept;

} // namespace ekey::platform
