// A shared library loaded at run time.
#pragma once

#include <cstdint>
#include <string>

namespace ekey::platform {

class Library {
public:
    /// `path` is absolute, UTF-8: a search path could be somebody else's. What the library needs itself is found beside
    /// it and in the system's folders. loaded() tells whether it worked.
    explicit Library(const std::string& path);
    ~Library() = default; ///< never unloaded: a driver's own threads may still run in it
    Library(const Library&) = delete;
    Library& operator=(const Library&) = delete;

    bool loaded() const { return handle != nullptr; }
    std::uint64_t error() const { return code; } ///< the system's number where it has one, for the log

    /// Null when it does not export the name.
    template <class Function>
    Function* symbol(const char* name) const
    {
        return reinterpret_cast<Function*>(find(name));
    }

private:
    void* find(const char* name) const;
    void* handle = nullptr;
    std::uint64_t code = 0;
};

} // namespace ekey::platform
