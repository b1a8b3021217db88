// A folder of a test's own like those in which libraries may stand: nobody but root and this user can write on the
// whole way to it. The system's folder for temporary files is not one.
#pragma once

#include <filesystem>
#include <string_view>

namespace ekey::test {

class SoundFolder {
public:
    /// Below `base`, or the user's home, runtime folder, or /run: the first that is sound. Throws std::runtime_error
    /// when none is.
    explicit SoundFolder(const std::filesystem::path& base = {});
    ~SoundFolder();
    SoundFolder(const SoundFolder&) = delete;
    SoundFolder& operator=(const SoundFolder&) = delete;

    const std::filesystem::path& path() const { return path_; }
    std::filesystem::path operator/(std::string_view name) const { return path_ / name; }

private:
    std::filesystem::path path_;
};

} // namespace ekey::test
