// operator new and delete of the modules whose work is many small objects. emmalloc, small itself, looks through lists
// for every block; blocks of up to `most` bytes come from chunks of one size each instead, and wait there for the next
// of that size.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <new>

namespace {

constexpr std::size_t step = 16; // as blocks must be aligned
constexpr std::size_t most = 256;
constexpr std::size_t chunk = std::size_t{16} << 10;
constexpr std::size_t memory = EKEY_MEMORY_MOST; // bytes that the module may have at most

struct Block {
    Block* next;
};

Block* waiting[most / step + 1];    // by size in steps
std::uint8_t steps[memory / chunk]; // of the blocks in each chunk of memory; 0 where emmalloc's own are

std::size_t chunkOf(const void* at) { return reinterpret_cast<std::uintptr_t>(at) / chunk; }

void refill(std::size_t size)
{
    auto* const bytes = static_cast<std::byte*>(std::aligned_alloc(chunk, chunk));
    if (!bytes) std::abort();
    steps[chunkOf(bytes)] = static_cast<std::uint8_t>(size);
    const std::size_t length = size * step;
    for (std::size_t at = chunk / length * length; at > 0; at -= length) { // the lowest address is handed out first
        waiting[size] = new (bytes + at - length) Block{waiting[size]};
    }
}

} // namespace

void* operator new(std::size_t bytes)
{
    if (bytes > most) {
        void* const block = std::malloc(bytes);
        if (!block) std::abort();
        return block;
    }
    const std::size_t size = bytes == 0 ? 1 : (bytes + step - 1) / step;
    if (!waiting[size]) refill(size);
    Block* const block = waiting[size];
    waiting[size] = block->next;
    return block;
}

void operator delete(void* at) noexcept
{
    if (!at) return;
    const std::size_t size = steps[chunkOf(at)];
    if (size == 0) return std::free(at);
    waiting[size] = new (at) Block{waiting[size]};
}

void operator delete(void* at, std::size_t) noexcept { operator delete(at); }
void* operator new[](std::size_t bytes) { return operator new(bytes); }
void operator delete[](void* at) noexcept { operator delete(at); }
void operator delete[](void* at, std::size_t) noexcept { operator delete(at); }
