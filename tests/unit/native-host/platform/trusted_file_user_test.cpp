// Whose file it is. To be somebody else takes root: elsewhere the part that needs it is left out.
#include "tests/support/sound_folder.h"
#include "tests/unit/native-host/platform/trusted.h"

#include <cstdlib>
#include <sys/wait.h>
#include <unistd.h>

namespace ekey::platform {
namespace {

namespace fs = std::filesystem;

constexpr uid_t somebody = 65534;
constexpr uid_t another = 65533;

/// What trustedFile() answers a process of that user; `trusted` stands for no fault.
constexpr int isTrusted = 100;
int answerFor(uid_t user, const fs::path& file, Trust trust)
{
    const pid_t child = fork();
    if (child == 0) {
        if (setgid(user) != 0 || setuid(user) != 0) _exit(101);
        const auto fault = faultOf(file, trust);
        _exit(fault ? static_cast<int>(*fault) : isTrusted);
    }
    int status = 0;
    waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

constexpr int number(PathFault fault) { return static_cast<int>(fault); }

TEST(TrustedFileOfAUser, ownFile_isForTheUserAloneToName)
{
    if (geteuid() == 0) GTEST_SKIP() << "root is an administrator";
    const test::SoundFolder folder;
    makeFile(folder / "file");
    EXPECT_EQ(folder / "file", trusted(folder / "file", Trust::user));
    EXPECT_EQ(PathFault::owner, faultOf(folder / "file", Trust::administrator));
}

class TrustedFileOfUsers : public testing::Test {
protected:
    TrustedFileOfUsers()
    {
        if (geteuid() != 0) return;
        folder = std::make_unique<test::SoundFolder>("/run");
        setMode(folder->path(), 0755);
        makeFolder(home());
        makeFile(file());
        give(home(), somebody);
        give(file(), somebody);
    }
    void SetUp() override
    {
        if (geteuid() != 0) GTEST_SKIP() << "takes root";
    }

    static void give(const fs::path& path, uid_t user) { ASSERT_EQ(0, lchown(path.c_str(), user, user)) << path; }
    fs::path home() const { return *folder / "home"; }
    fs::path file() const { return home() / "file"; }

    std::unique_ptr<test::SoundFolder> folder;
};

TEST_F(TrustedFileOfUsers, fileOfTheUserWhoNamesIt_isTrustedForThatUserOnly)
{
    EXPECT_EQ(isTrusted, answerFor(somebody, file(), Trust::user));
    EXPECT_EQ(number(PathFault::owner), answerFor(another, file(), Trust::user));
    EXPECT_EQ(PathFault::owner, faultOf(file(), Trust::user)); // root, whose file it is not either
}

TEST_F(TrustedFileOfUsers, fileOfAUser_isNeverAnAdministrators)
{
    EXPECT_EQ(number(PathFault::owner), answerFor(somebody, file(), Trust::administrator));
    EXPECT_EQ(PathFault::owner, faultOf(file(), Trust::administrator));
    EXPECT_EQ(home(), placeOfFault(file(), Trust::administrator));
}

TEST_F(TrustedFileOfUsers, rootsFileInAFolderOfAUser_isNotAnAdministrators)
{
    give(file(), 0);
    EXPECT_EQ(PathFault::owner, faultOf(file(), Trust::administrator));
    EXPECT_EQ(isTrusted, answerFor(somebody, file(), Trust::user));
}

TEST_F(TrustedFileOfUsers, rootsFile_isForEverybodyToName)
{
    makeFile(*folder / "roots");
    EXPECT_EQ(isTrusted, answerFor(somebody, *folder / "roots", Trust::user));
    EXPECT_EQ(isTrusted, answerFor(somebody, *folder / "roots", Trust::administrator));
}

TEST_F(TrustedFileOfUsers, linkOfAUser_isNotAnAdministratorsWhereverItLeads)
{
    makeFile(*folder / "roots");
    fs::create_symlink(*folder / "roots", *folder / "link");
    EXPECT_EQ(isTrusted, answerFor(another, *folder / "link", Trust::administrator));
    give(*folder / "link", somebody);
    EXPECT_EQ(number(PathFault::owner), answerFor(another, *folder / "link", Trust::administrator));
}

TEST_F(TrustedFileOfUsers, folderThatMayNotBeEntered_isToldFromAMissingFile)
{
    makeFolder(*folder / "closed");
    makeFile(*folder / "closed" / "file");
    setMode(*folder / "closed", 0700);
    EXPECT_EQ(number(PathFault::unreadable), answerFor(somebody, *folder / "closed" / "file", Trust::user));
}

} // namespace
} // namespace ekey::platform
