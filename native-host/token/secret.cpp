#include "native-host/token/secret.h"

#include "native-host/platform/locked_memory.h"

#include <cstring>
#include <utility>

namespace ekey::token {

void wipe(void* memory, std::size_t bytes)
{
    if (bytes == 0) return;
    std::memset(memory, 0, bytes);
    // The compiler must assume that the bytes are read here, so it cannot drop the memset of a dying object.
    asm volatile("" : : "r"(memory) : "memory");
}

Secret::Secret(std::string_view text)
{
    if (text.size() > limit) {
        overLimit = true;
        return;
    }
    if (text.empty()) return;
    bytes = static_cast<unsigned char*>(platform::allocateLocked(limit));
    std::memcpy(bytes, text.data(), text.size());
    size = text.size();
}

Secret::~Secret() { clear(); }

Secret::Secret(Secret&& other) noexcept
    : bytes(std::exchange(other.bytes, nullptr)), size(std::exchange(other.size, 0)),
      overLimit(std::exchange(other.overLimit, false))
{}

Secret& Secret::operator=(Secret&& other) noexcept
{
    if (this != &other) {
        clear();
        bytes = std::exchange(other.bytes, nullptr);
        size = std::exchange(other.size, 0);
        overLimit = std::exchange(other.overLimit, false);
    }
    return *this;
}

std::string_view Secret::view() const { return {reinterpret_cast<const char*>(bytes), size}; }

void Secret::clear()
{
    if (bytes) {
        wipe(bytes, limit);
        platform::freeLocked(bytes, limit);
    }
    bytes = nullptr;
    size = 0;
    overLimit = false;
}

} // namespace ekey::token
