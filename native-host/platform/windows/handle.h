#pragma once

#include <system_error>
#include <utility>
#include <windows.h>

namespace ekey::platform {

/// A kernel handle, closed with its owner.
class Handle {
public:
    Handle() = default;
    explicit Handle(HANDLE owned) : handle(owned == INVALID_HANDLE_VALUE ? nullptr : owned) {}
    ~Handle() { reset(); }
    Handle(Handle&& other) noexcept : handle(std::exchange(other.handle, nullptr)) {}
    Handle& operator=(Handle&& other) noexcept
    {
        if (this != &other) {
            reset();
            handle = std::exchange(other.handle, nullptr);
        }
        return *this;
    }
    Handle(const Handle&) = delete;
    Handle& operator=(const Handle&) = delete;

    HANDLE get() const { return handle; }
    explicit operator bool() const { return handle != nullptr; }
    void reset()
    {
        if (handle) CloseHandle(handle);
        handle = nullptr;
    }

private:
    HANDLE handle = nullptr;
};

[[noreturn]] inline void failLast(const char* what)
{
    throw std::system_error(static_cast<int>(GetLastError()), std::system_category(), what);
}

} // namespace ekey::platform
