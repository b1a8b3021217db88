#include "native-host/platform/locked_memory.h"

#include <new>
#include <sys/mman.h>
#include <unistd.h>

namespace ekey::platform {

bool locksMemory() noexcept
{
    const auto bytes = static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
    void* memory = mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED) return false;
    const bool locked = mlock(memory, bytes) == 0;
    munmap(memory, bytes);
    return locked;
}

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
