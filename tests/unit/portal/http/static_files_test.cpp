#include "portal/http/static_files.h"

#include "portal/refused.h"
#include "tests/support/temp_folder.h"

#include <gtest/gtest.h>

#include <filesystem>

namespace ekey::portal::http {
namespace {

class StaticFilesTest : public testing::Test {
protected:
    StaticFilesTest()
    {
        test::writeFile(folder / "index.html", "<!doctype html>");
        std::filesystem::create_directory(folder / "assets");
        test::writeFile(folder / "assets/forms.wasm", "module");
        test::writeFile(folder / "app.js", "1");
        test::writeFile(folder / ".hidden", "secret");
        test::writeFile(outside / "secret.txt", "secret");
        std::filesystem::create_symlink(outside / "secret.txt", folder / "link.txt");
    }

    static std::string header(const Answer& answer, std::string_view name)
    {
        for (const auto& [key, value] : answer.headers) {
            if (key == name) {
                return value;
            }
        }
        return {};
    }

    std::optional<Answer> get(std::string path, std::string ifNoneMatch = {})
    {
        Request request;
        request.method = "GET";
        request.path = std::move(path);
        request.fields["if-none-match"] = std::move(ifNoneMatch);
        return StaticFiles(folder.path().string()).find(request);
    }

    test::TempFolder folder;
    test::TempFolder outside;
};

TEST_F(StaticFilesTest, find_namesTheTypeThatBrowsersDemand)
{
    EXPECT_EQ(header(*get("/assets/forms.wasm"), "Content-Type"), "application/wasm");
    EXPECT_EQ(header(*get("/app.js"), "Content-Type"), "text/javascript; charset=utf-8");
    EXPECT_EQ(header(*get("/"), "Content-Type"), "text/html; charset=utf-8");
}

TEST_F(StaticFilesTest, find_pageRoutesGetThePage)
{
    for (const char* path : {"/", "/filings", "/filings/0123abcd/materials", "/file/first", "/guides/first",
                             "/register", "/activate", "/reset", "/forgot", "/login", "/account"}) {
        const auto answer = get(path);
        ASSERT_TRUE(answer) << path;
        EXPECT_EQ(*answer->body, "<!doctype html>") << path;
    }
}

TEST_F(StaticFilesTest, find_unknownPathIsNothing)
{
    for (const char* path :
         {"/nothing", "/filing", "/filings/missing.js", "/guides.en.json", "/filings/../secret.txt", "/../secret.txt",
          "/assets/../../secret.txt", "/assets", "/.hidden", "/link.txt", "//app.js"}) {
        EXPECT_FALSE(get(path)) << path;
    }
}

TEST_F(StaticFilesTest, find_whatTheClientHasIsNotSentAgain)
{
    const std::string etag = header(*get("/app.js"), "ETag");
    const auto again = get("/app.js", etag);
    EXPECT_EQ(again->status, 304U);
    EXPECT_EQ(again->body, nullptr);
    EXPECT_EQ(get("/app.js", "\"other\"")->status, 200U);
}

TEST_F(StaticFilesTest, folderWithoutIndexIsRefused)
{
    EXPECT_THROW(StaticFiles(outside.path().string()), Refused);
    EXPECT_THROW(StaticFiles((outside / "missing").string()), Refused);
}

} // namespace
} // namespace ekey::portal::http
