#include "tests/support/sound_folder.h"
#include "tests/unit/native-host/platform/trusted.h"

#include <fcntl.h>
#include <sys/stat.h>

namespace ekey::platform {
namespace {

namespace fs = std::filesystem;

/// …/outer/inner/file, sound all the way.
class TrustedFile : public testing::Test {
protected:
    TrustedFile()
    {
        makeFolder(outer);
        makeFolder(inner);
        makeFile(file);
    }
    void link(const fs::path& name, const fs::path& target) { fs::create_symlink(target, name); }

    test::SoundFolder folder;
    const fs::path outer = folder / "outer";
    const fs::path inner = outer / "inner";
    const fs::path file = inner / "file";
    const test::TempFolder everybodys;
};

TEST_F(TrustedFile, fileThatOnlyTrustedPeopleCanWrite_isTrusted) { EXPECT_EQ(file, trusted(file)); }

TEST_F(TrustedFile, systemsProgram_isTrustedThroughTheSystemsLinks)
{
    EXPECT_EQ(fs::canonical("/bin/sh"), trusted("/bin/sh", Trust::administrator));
}

TEST_F(TrustedFile, writableByOthersAnywhereOnTheWay_isNotTrusted)
{
    for (const fs::path& place : {outer, inner, file}) {
        const bool isFile = place == file;
        for (const unsigned mode : {0775U, 0757U, 0777U, 01777U, 03777U, 0720U, 0702U}) {
            setMode(place, isFile ? mode & 0666 : mode);
            EXPECT_EQ(PathFault::writable, faultOf(file)) << place << std::oct << mode;
            EXPECT_EQ(place, placeOfFault(file)) << std::oct << mode;
        }
        setMode(place, isFile ? 0644 : 0755);
        EXPECT_EQ(file, trusted(file)) << place;
    }
}

TEST_F(TrustedFile, fileInTheFolderForTemporaryFiles_isNotTrusted)
{
    makeFile(everybodys / "file");
    EXPECT_EQ(PathFault::writable, faultOf(everybodys / "file"));
}

TEST_F(TrustedFile, linkToSoundFile_isFollowed)
{
    link(folder / "absolute", file);
    link(folder / "relative", "outer/./inner//file");
    link(folder / "folder", "outer/inner");
    EXPECT_EQ(file, trusted(folder / "absolute"));
    EXPECT_EQ(file, trusted(folder / "relative"));
    EXPECT_EQ(file, trusted(folder / "folder" / "file"));
}

TEST_F(TrustedFile, wayUpBehindALink_leadsFromWhereTheLinkLeads)
{
    makeFile(outer / "beside");
    makeFile(folder / "elsewhere");
    link(folder / "jump", "outer/inner");
    // By its letters that would be folder/elsewhere or nothing.
    EXPECT_EQ(outer / "beside", trusted(folder / "jump/../beside"));
    EXPECT_EQ(PathFault::missing, faultOf(folder / "jump/../elsewhere"));
    EXPECT_EQ(fs::canonical("/bin/sh"), trusted("/../../bin/sh"));
}

TEST_F(TrustedFile, linkIntoAFolderOfEverybodys_isNotTrusted)
{
    makeFile(everybodys / "planted");
    link(folder / "link", everybodys / "planted");
    EXPECT_EQ(PathFault::writable, faultOf(folder / "link"));
}

TEST_F(TrustedFile, linkInAFolderOfEverybodys_isNotTrustedThoughItsTargetIs)
{
    link(everybodys / "link", file);
    EXPECT_EQ(PathFault::writable, faultOf(everybodys / "link"));
    link(folder / "indirect", everybodys / "link");
    EXPECT_EQ(PathFault::writable, faultOf(folder / "indirect"));
    // Passing through and coming back.
    link(everybodys / "back", folder.path());
    EXPECT_EQ(PathFault::writable, faultOf(everybodys / "back/outer/inner/file"));
}

TEST_F(TrustedFile, fortyLinks_areFollowedAndNotOneMore)
{
    link(folder / "1", file);
    for (int i = 2; i <= 41; ++i) {
        link(folder / std::to_string(i), std::to_string(i - 1));
    }
    EXPECT_EQ(file, trusted(folder / "40"));
    EXPECT_EQ(PathFault::link, faultOf(folder / "41"));
}

TEST_F(TrustedFile, circleOfLinks_isToldFromAMissingFile)
{
    link(folder / "a", "b");
    link(folder / "b", "a");
    EXPECT_EQ(PathFault::link, faultOf(folder / "a"));
    // Each round makes the rest of the way longer.
    link(folder / "growing", "growing/growing");
    EXPECT_EQ(PathFault::link, faultOf(folder / "growing"));
}

TEST_F(TrustedFile, whatIsNotThere_isMissing)
{
    link(folder / "dangling", "nothing");
    for (const fs::path& path :
         {inner / "nothing", folder / "dangling", file / "beneath", file / "..", file / ".", fs::path("file"),
          fs::path(), fs::path(inner.string() + "/" + std::string(256, 'n')), fs::path(file.string() + "/")}) {
        EXPECT_EQ(PathFault::missing, faultOf(path)) << path;
    }
}

TEST_F(TrustedFile, whatIsNoOrdinaryFile_isRefused)
{
    ASSERT_EQ(0, mkfifo((folder / "fifo").c_str(), 0600));
    EXPECT_EQ(PathFault::kind, faultOf(folder / "fifo"));
    EXPECT_EQ(PathFault::kind, faultOf(inner));
    EXPECT_EQ(PathFault::kind, faultOf("/"));
}

} // namespace
} // namespace ekey::platform
