#include "native-host/platform/locked_memory.h"

#include <new>
#include <windows.h>

namespace ekey::platform {

bool locksMemory() noexcept
{
    void* memory = VirtualAlloc(nullptr, 1, MEM_COMMIT | MEM_RESERVE, PAGE_READWRITE);
    if (!memory) return false;
    const bool locked = VirtualLock(memory, 1) != 0;
    VirtualFree(memory, 0, MEM_RELEASE);
    return locked;
}

void* allocateLocked(std::size_t bytes)
{
    void* memory = VirtualAlloc(nullptr, bytes, MEM_COMMIT | MEM_RESERVE, PAGE_READWRITE);
    if (!memory) throw std::bad_alloc();
    VirtualLock(memory, bytes);
    return memory;
}

void freeLocked(void* memory, std::size_t) noexcept { VirtualFree(memory, 0, MEM_RELEASE); }

} // namespace ekey::platform
