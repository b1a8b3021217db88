// Memory that is kept out of swap and core files, for secrets.
#pragma once

#include <cstddef>

namespace ekey::platform {

/// False where the system grants this process no locked memory at all.
bool locksMemory() noexcept;

/// Whole pages. Locking fails softly: locksMemory() tells beforehand whether it works, and harden() reports it. Throws
/// std::bad_alloc.
void* allocateLocked(std::size_t bytes);

/// The caller has wiped it. `bytes` as allocated.
void freeLocked(void* memory, std::size_t bytes) noexcept;

} // namespace ekey::platform
