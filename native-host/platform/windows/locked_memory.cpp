#include "native-host/platform/locked_memory.h"

#include <new>
#include <windows.h>

namespace ekey::platform {

void* allocateLocked(std::size_t bytes)
{
    void* memory = VirtualAlloc(nullptr, bytes, MEM_COMMIT | MEM_RESERVE, PAGE_READWRITE);
    if (!memory) throw std::bad_alloc();
    VirtualLock(memory, bytes);
    return memory;
}

void freeLocked(void* memory, std::size_t) noexcept { VirtualFree(memory, 0, MEM_RELEASE); }

} // namespace ekey::platform
