// Reading of the part of the registry that only administrators can write.
#pragma once

#include <optional>
#include <string>
#include <vector>
#include <windows.h>

namespace ekey::platform {

/// A key below HKEY_LOCAL_MACHINE, opened for reading.
class RegistryKey {
public:
    /// `view`: KEY_WOW64_64KEY or KEY_WOW64_32KEY, 64-bit and 32-bit programs having registered apart. exists() tells.
    RegistryKey(const std::wstring& path, REGSAM view);
    ~RegistryKey();
    RegistryKey(const RegistryKey&) = delete;
    RegistryKey& operator=(const RegistryKey&) = delete;

    bool exists() const { return key != nullptr; }
    /// Names of the keys below, at most `most`.
    std::vector<std::wstring> names(std::size_t most) const;
    /// A text, with the variables of the environment put in where it is of the kind that wants that.
    std::optional<std::wstring> text(const wchar_t* value) const;

private:
    HKEY key = nullptr;
};

} // namespace ekey::platform
