#include "native-host/host/modules/announcements.h"

#include "native-host/host/limits.h"
#include "tests/unit/native-host/host/modules/places.h"

namespace ekey::host {
namespace {

namespace fs = std::filesystem;

class AnnouncementsTest : public PlacesTest {
protected:
    void expectSkipped(const Announcements& all, const fs::path& file, const std::string& code)
    {
        EXPECT_TRUE(all.good.empty());
        ASSERT_EQ(1U, all.skipped.size());
        EXPECT_EQ(file.string(), all.skipped[0].path);
        EXPECT_EQ(code, all.skipped[0].reason.code);
        EXPECT_EQ(ModuleSource::announcement, all.skipped[0].source);
    }
};

TEST_F(AnnouncementsTest, filesOfPackages_areReadInOrderOfPriority)
{
    write("package/a.module", "module: a.so\n");
    write("package/b.module", "module: b.so\npriority: 5\n");
    write("package/c.module", "module: c.so\npriority: -1\n");
    write("package/d.module.dpkg-old", "module: d.so\n");
    const Announcements all = readAnnouncements(places);
    ASSERT_EQ(3U, all.good.size());
    EXPECT_EQ("b.so", all.good[0].content.module);
    EXPECT_EQ("a.so", all.good[1].content.module);
    EXPECT_EQ("c.so", all.good[2].content.module);
    EXPECT_EQ((root / "package/a.module").string(), all.good[1].file);
    EXPECT_TRUE(all.skipped.empty());
}

TEST_F(AnnouncementsTest, administratorsFile_saysMoreThanThePackages)
{
    write("package/a.module", "module: a.so\npriority: 2\n");
    const fs::path file = write("administrator/a.module", "enable-in:\n");
    const Announcements all = readAnnouncements(places);
    ASSERT_EQ(1U, all.good.size());
    EXPECT_EQ(file.string(), all.good[0].file);
    EXPECT_EQ("a.so", all.good[0].content.module);
    EXPECT_EQ(2, all.good[0].content.priority);
    EXPECT_FALSE(all.good[0].content.enabledFor("ekey-host"));
}

TEST_F(AnnouncementsTest, administratorsFileThatIsBroken_doesNotLetThePackagesThrough)
{
    write("package/a.module", "module: a.so\n");
    const fs::path file = write("administrator/a.module", "enable-in\n");
    expectSkipped(readAnnouncements(places), file, "module.syntax");
}

TEST_F(AnnouncementsTest, administratorsFileOverABrokenPackages_standsAlone)
{
    write("package/a.module", "broken\n");
    write("administrator/a.module", "module: mine.so\n");
    const Announcements all = readAnnouncements(places);
    ASSERT_EQ(1U, all.good.size());
    EXPECT_EQ("mine.so", all.good[0].content.module);
    EXPECT_TRUE(all.skipped.empty());
}

TEST_F(AnnouncementsTest, fileThatOthersCanWrite_isNotRead)
{
    const fs::path file = write("package/a.module", "module: a.so\n");
    fs::permissions(file, static_cast<fs::perms>(0664));
    const Announcements all = readAnnouncements(places);
    expectSkipped(all, file, "module.writable");
    EXPECT_EQ(file.string(), all.skipped[0].reason.params["path"]);
}

TEST_F(AnnouncementsTest, linkToAFileOfSomebodyElse_isNotRead)
{
    const fs::path theirs = write("theirs", "module: a.so\n");
    ASSERT_EQ(0, chown(theirs.c_str(), 65534, 65534));
    fs::create_symlink(theirs, root / "package/a.module");
    expectSkipped(readAnnouncements(places), root / "package/a.module", "module.owner");
}

TEST_F(AnnouncementsTest, filesOfTheUser_areOnlyTold)
{
    const fs::path file = write("user/mine.module", "module: /home/user/mine.so\n");
    write("user/.hidden.module", "module: /home/user/mine.so\n");
    expectSkipped(readAnnouncements(places), file, "module.user");
}

TEST_F(AnnouncementsTest, fileOfTheUserWithThePackagesName_changesNothing)
{
    write("package/a.module", "module: a.so\n");
    write("user/a.module", "module: /home/user/mine.so\npriority: 9\n");
    const Announcements all = readAnnouncements(places);
    ASSERT_EQ(1U, all.good.size());
    EXPECT_EQ("a.so", all.good[0].content.module);
    EXPECT_EQ(std::nullopt, all.good[0].content.priority);
}

TEST_F(AnnouncementsTest, fileOverTheLimit_isRefused)
{
    write("package/a.module", std::string(limits::moduleFileBytes, '#'));
    EXPECT_EQ(1U, readAnnouncements(places).good.size());
    const fs::path file = write("package/a.module", std::string(limits::moduleFileBytes + 1, '#'));
    expectSkipped(readAnnouncements(places), file, "module.file_size");
}

TEST_F(AnnouncementsTest, filesAtTheLimitAndOnePast_areReadAndTheRestIsTold)
{
    for (std::size_t i = 0; i < limits::moduleFiles; ++i) {
        write("package/m" + std::to_string(i) + ".module", "module: m.so\n");
    }
    EXPECT_EQ(limits::moduleFiles, readAnnouncements(places).good.size());
    EXPECT_TRUE(readAnnouncements(places).skipped.empty());
    write("package/one-more.module", "module: m.so\n");
    const Announcements all = readAnnouncements(places);
    EXPECT_EQ(limits::moduleFiles, all.good.size());
    ASSERT_EQ(1U, all.skipped.size());
    EXPECT_EQ("module.limit", all.skipped[0].reason.code);
    EXPECT_EQ(places.packageFiles.string(), all.skipped[0].path);
}

TEST(Announcements, systemWithoutAnyFolder_announcesNothing)
{
    platform::ModulePlaces places;
    EXPECT_TRUE(readAnnouncements(places).good.empty());
    places.packageFiles = "/nonexistent/modules";
    places.administratorFiles = "/dev/null/modules";
    EXPECT_TRUE(readAnnouncements(places).skipped.empty());
}

} // namespace
} // namespace ekey::host
