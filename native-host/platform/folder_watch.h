// Waits for changes in a folder, asleep.
#pragma once

#include <filesystem>
#include <memory>

namespace ekey::platform {

class FolderWatch {
public:
    /// Throws std::system_error.
    explicit FolderWatch(const std::filesystem::path& folder);
    ~FolderWatch();
    FolderWatch(const FolderWatch&) = delete;
    FolderWatch& operator=(const FolderWatch&) = delete;

    /// Until a file in the folder is written, made or renamed: since the watch was made, or since the last wait.
    void wait() const;

private:
    struct State;
    std::unique_ptr<State> state;
};

} // namespace ekey::platform
