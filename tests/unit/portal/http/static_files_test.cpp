#include "portal/http/static_files.h"

#include "portal/refused.h"
#include "tests/support/temp_folder.h"

#include <gtest/gtest.h>

#include <array>
#include <filesystem>
#include <vector>

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

    std::optional<Answer> get(std::string path, std::string ifNoneMatch = {}, std::string acceptEncoding = {})
    {
        Request request;
        request.method = "GET";
        request.path = std::move(path);
        request.fields["if-none-match"] = std::move(ifNoneMatch);
        request.fields["accept-encoding"] = std::move(acceptEncoding);
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

TEST_F(StaticFilesTest, find_compressedGoesToWhoeverTakesIt)
{
    test::writeFile(folder / "app.js.gz", "gzip of it");
    test::writeFile(folder / "app.js.br", "brotli of it");
    for (const auto& [accepted, coding, body] : std::vector<std::array<std::string, 3>>{
             {"gzip, deflate, br, zstd", "br", "brotli of it"},
             {"gzip, deflate", "gzip", "gzip of it"},
             {"GZIP;q=0.5", "gzip", "gzip of it"},
             {"br;q=0, gzip;q=0.001", "gzip", "gzip of it"},
             {"br;q=0.000, gzip;q=0", "", "1"},
             {"*", "", "1"},
             {"identity", "", "1"},
             {"brotli, ,;;", "", "1"},
             {"", "", "1"},
         }) {
        const auto answer = get("/app.js", {}, accepted);
        EXPECT_EQ(header(*answer, "Content-Encoding"), coding) << accepted;
        EXPECT_EQ(*answer->body, body) << accepted;
        EXPECT_EQ(header(*answer, "Content-Type"), "text/javascript; charset=utf-8") << accepted;
        EXPECT_EQ(header(*answer, "Vary"), "Accept-Encoding") << accepted;
    }
    EXPECT_EQ(header(*get("/", {}, "br"), "Vary"), "");
}

TEST_F(StaticFilesTest, find_eachCodingHasItsOwnTag)
{
    test::writeFile(folder / "app.js.gz", "gzip of it");
    const std::string plain = header(*get("/app.js"), "ETag");
    const std::string compressed = header(*get("/app.js", {}, "gzip"), "ETag");
    EXPECT_NE(plain, compressed);
    EXPECT_EQ(get("/app.js", plain, "gzip")->status, 200U);
    EXPECT_EQ(get("/app.js", compressed, "gzip")->status, 304U);
    EXPECT_EQ(header(*get("/app.js", compressed, "gzip"), "Vary"), "Accept-Encoding");
}

TEST_F(StaticFilesTest, find_compressedFilesHaveNoAddress)
{
    test::writeFile(folder / "app.js.gz", "gzip of it");
    test::writeFile(folder / "alone.js.br", "brotli of nothing");
    EXPECT_FALSE(get("/app.js.gz", {}, "gzip"));
    EXPECT_FALSE(get("/alone.js", {}, "br"));
    EXPECT_FALSE(get("/alone.js.br", {}, "br"));
}

TEST_F(StaticFilesTest, folderWithoutIndexIsRefused)
{
    EXPECT_THROW(StaticFiles(outside.path().string()), Refused);
    EXPECT_THROW(StaticFiles((outside / "missing").string()), Refused);
}

} // namespace
} // namespace ekey::portal::http
