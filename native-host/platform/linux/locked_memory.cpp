#include "native-host/platform/locked_memory.h"

#include <new>
#include <sys/mman.h>

namespace ekey::platform {

void* allocateLocked(std::size_t bytes)
{
    void* memory = mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED) throw std::bad_alloc();
    mlock(memory, bytes);
    madvise(memory, bytes, MADV_DONTDUMP);
    madvise(memory, bytes, MADV_WIPEONFORK);
    return memory;
}

void freeLocked(void* memory, std::size_t bytes) noexcept { munmap(memory, bytes); }

} // namespace ekey::platform
