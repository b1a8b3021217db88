#include "tests/support/sound_folder.h"

#include <cstdlib>
#include <stdexcept>
#include <string>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>
#include <vector>

namespace ekey::test {
namespace {

namespace fs = std::filesystem;

/// Without the code under test: the kernel's own resolution, then every folder above.
bool isSound(const fs::path& folder)
{
    for (fs::path at = folder;; at = at.parent_path()) {
        struct stat status {};
        if (stat(at.c_str(), &status) != 0 || (status.st_mode & (S_IWGRP | S_IWOTH)) != 0) return false;
        if (status.st_uid != 0 && status.st_uid != geteuid()) return false;
        if (at == at.root_path()) return true;
    }
}

} // namespace

SoundFolder::SoundFolder(const fs::path& base)
{
    std::vector<fs::path> bases{base};
    for (const char* variable : {"HOME", "XDG_RUNTIME_DIR"}) {
        const char* value = std::getenv(variable);
        if (base.empty() && value) bases.emplace_back(value);
    }
    if (base.empty()) bases.emplace_back("/run");
    for (const fs::path& one : bases) {
        std::error_code error; // one that is not there is not sound
        const fs::path whole = fs::canonical(one, error);
        if (error || !isSound(whole)) continue;
        std::string name = (whole / ".ekey-test-XXXXXX").string();
        if (!mkdtemp(name.data())) continue;
        path_ = name;
        return;
    }
    throw std::runtime_error("no folder that only root and this user can write");
}

SoundFolder::~SoundFolder()
{
    std::error_code ignored; // a folder that stays behind fails no test
    fs::remove_all(path_, ignored);
}

} // namespace ekey::test
