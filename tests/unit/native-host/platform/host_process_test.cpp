#include "native-host/platform/host_process.h"

#include "tests/support/temp_folder.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <iterator>
#include <string>
#include <system_error>

namespace ekey::platform {
namespace {

namespace fs = std::filesystem;

std::ptrdiff_t entries(const fs::path& folder)
{
    return std::distance(fs::directory_iterator(folder), fs::directory_iterator());
}

TEST(WriteAtomically, file_isReplacedWholeAndIsTheUsersAlone)
{
    const test::TempFolder folder;
    const fs::path file = folder / "file";
    writeAtomically(file, std::string(100'000, 'x'));
    writeAtomically(file, "second");
    EXPECT_EQ("second", test::readFile(file));
    EXPECT_EQ(fs::perms::owner_read | fs::perms::owner_write, fs::status(file).permissions());
    EXPECT_EQ(1, entries(folder.path()));
}

TEST(WriteAtomically, failure_leavesNothingBehind)
{
    const test::TempFolder folder;
    fs::create_directories(folder / "file/that-is-a-folder");
    EXPECT_THROW(writeAtomically(folder / "file", "text"), std::system_error);
    EXPECT_EQ(1, entries(folder.path()));
    EXPECT_THROW(writeAtomically(folder / "missing/file", "text"), std::system_error);
}

} // namespace
} // namespace ekey::platform
