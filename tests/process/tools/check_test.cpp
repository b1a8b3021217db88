// ekey-check as a script sees it: what it prints, and its exit status.
#include "core/identifier/identifier.h"
#include "tests/process/tools/ekey_check.h"

#include <filesystem>

namespace ekey {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

std::string fixture(const std::string& name) { return std::string(EKEY_SOURCE_DIR "/tests/fixtures/material/") + name; }

TEST_F(EkeyCheck, identifier_printsALineEach)
{
    const Ran ran = run("check uscc 91120000PDY00001X7 91120000pdy00001x7");
    EXPECT_EQ(ran.status, 0);
    const auto lines = ran.lines();
    ASSERT_THAT(lines, SizeIs(2));
    EXPECT_EQ(lines[1].at("input"), "91120000pdy00001x7");
    EXPECT_EQ(lines[1].at("normalized"), "91120000PDY00001X7");
    EXPECT_EQ(lines[0].at("parts").at("organisationCode"), "PDY00001X");
    EXPECT_THAT(lines[0].at("errors"), IsEmpty());
}

TEST_F(EkeyCheck, identifier_withOneErrorFailsAndSaysItInTheLanguageAskedFor)
{
    const Ran english = run("check uscc 91120000PDY00001X7 91120000PDY00001X8");
    EXPECT_EQ(english.status, 1);
    ASSERT_THAT(english.lines(), SizeIs(2));
    EXPECT_EQ(code(english.lines()[1]), "uscc.check_digit");
    EXPECT_THAT(english.lines()[1].at("errors").at(0).at("text").get<std::string>(), HasSubstr("licence"));
    const Ran chinese = run("check --language zh-CN uscc 91120000PDY00001X8");
    EXPECT_THAT(chinese.lines().at(0).at("errors").at(0).at("text").get<std::string>(), HasSubstr("营业执照"));
}

TEST_F(EkeyCheck, identifier_withAWarningAloneIsNoFailure)
{
    const Ran ran = run("check uscc 91350100M0001TGQXM");
    EXPECT_EQ(ran.status, 0);
    EXPECT_EQ(code(ran.lines().at(0)), "uscc.legacy_check_digit");
}

TEST_F(EkeyCheck, identifier_readsStandardInputLineByLine)
{
    const Ran ran = run(R"(printf '91120000PDY00001X7\r\n\n13800138000\n' | check uscc -)");
    EXPECT_EQ(ran.status, 1);
    const auto lines = ran.lines();
    ASSERT_THAT(lines, SizeIs(3));
    EXPECT_THAT(lines[0].at("errors"), IsEmpty());
    EXPECT_THAT(lines[1].at("errors"), IsEmpty()); // blank: whether it must be filled in is a form's business
    EXPECT_EQ(code(lines[2]), "uscc.length");
}

TEST_F(EkeyCheck, identifier_ofBytesThatAreNotUtf8IsAnError)
{
    const Ran ran = run(R"(printf 'a\377b@example.com\n' | check email -)");
    EXPECT_EQ(ran.status, 1);
    EXPECT_EQ(ran.lines().at(0).at("input"), "a\xEF\xBF\xBD"
                                             "b@example.com");
}

TEST_F(EkeyCheck, identifier_takesTheDayForAges)
{
    const Ran ran = run("check residentId 11010519491231002X --on 2026-12-30");
    EXPECT_EQ(ran.status, 0);
    EXPECT_EQ(ran.lines().at(0).at("parts").at("age"), "76");
}

TEST_F(EkeyCheck, everyIdentifierHasAWordWithHelpInBothLanguages)
{
    for (const std::string_view name : identifier::names()) {
        for (const std::string language : {"zh-CN", "en"}) {
            const Ran ran = run("check --language " + language + " " + std::string(name) + " --help");
            EXPECT_EQ(ran.status, 0) << name;
            EXPECT_THAT(ran.out, testing::Not(HasSubstr("cli."))) << name;
        }
    }
}

TEST_F(EkeyCheck, digest_printsBothDigestsOfFilesAndOfStandardInput)
{
    const Ran ran = run("printf abc >a && : >empty && check digest a empty && printf abc | check digest -");
    EXPECT_EQ(ran.status, 0);
    const auto lines = ran.lines();
    ASSERT_THAT(lines, SizeIs(3));
    // GB/T 32905-2016, annex A.1; FIPS 180-4.
    const std::string sm3 = "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0";
    EXPECT_EQ(lines[0].at("sm3"), sm3);
    EXPECT_EQ(lines[0].at("sha256"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    EXPECT_EQ(lines[0].at("bytes"), 3);
    EXPECT_EQ(lines[1].at("bytes"), 0);
    EXPECT_EQ(lines[2].at("sm3"), sm3);
}

TEST_F(EkeyCheck, digest_ofMoreThanOnePieceIsThatOfOpenssl)
{
    const Ran ran = run("head -c 600001 /dev/zero >big && check digest big && openssl dgst -sha256 -r big");
    ASSERT_EQ(ran.status, 0);
    const std::string sha256 = ran.out.substr(ran.out.find('\n') + 1, 64);
    EXPECT_THAT(ran.out, HasSubstr("\"sha256\":\"" + sha256 + "\""));
}

TEST_F(EkeyCheck, digest_saysWhyAFileCannotBeReadAndGoesOn)
{
    const Ran ran = run("printf abc >a && mkdir folder && check digest absent folder a");
    EXPECT_EQ(ran.status, 1);
    const auto lines = ran.lines();
    ASSERT_THAT(lines, SizeIs(3));
    EXPECT_EQ(code(lines[0]), "file.missing");
    EXPECT_EQ(code(lines[1]), "file.folder");
    EXPECT_TRUE(lines[2].contains("sm3"));
}

TEST_F(EkeyCheck, material_saysWhatAFileIs)
{
    const Ran ran = run("check material " + fixture("plain-3.pdf"));
    EXPECT_EQ(ran.status, 0) << ran.out;
    EXPECT_EQ(ran.lines().at(0).at("type"), "application/pdf");
    EXPECT_EQ(ran.lines().at(0).at("pages"), 3);
}

TEST_F(EkeyCheck, material_takesItsLimitsFromTheCommandLine)
{
    const std::string file = fixture("plain-3.pdf");
    EXPECT_EQ(run("check material --pages 3 " + file).status, 0);
    const Ran pages = run("check material --pages 2 " + file);
    EXPECT_EQ(pages.status, 1);
    EXPECT_EQ(code(pages.lines().at(0)), "material.pages");
    const auto bytes = std::to_string(std::filesystem::file_size(file));
    EXPECT_EQ(run("check material --bytes " + bytes + " " + file).status, 0);
    EXPECT_EQ(code(run("check material --bytes $((" + bytes + " - 1)) " + file).lines().at(0)), "material.too_large");
    EXPECT_EQ(code(run("check material --types image/png,image/jpeg " + file).lines().at(0)), "material.type");
}

TEST_F(EkeyCheck, material_ofAStreamIsRefused)
{
    const Ran ran = run("check material - </dev/null");
    EXPECT_EQ(ran.status, 1);
    EXPECT_EQ(code(ran.lines().at(0)), "file.no_length");
}

TEST_F(EkeyCheck, canonical_printsTheBytesAndNothingElse)
{
    const Ran ran = run(R"(printf '{ "b": 1.0, "a": [0.0000001, "\\u20ac"] }\n' >in.json && check canonical in.json)");
    EXPECT_EQ(ran.status, 0);
    EXPECT_EQ(ran.out, "{\"a\":[1e-7,\"€\"],\"b\":1}");
    EXPECT_THAT(ran.err, IsEmpty());
}

TEST_F(EkeyCheck, canonical_ofWhatIsRefusedPrintsNoByteAndSaysWhere)
{
    const Ran ran = run(R"(printf '{"a":1,"a":2}' | check canonical -)");
    EXPECT_EQ(ran.status, 1);
    EXPECT_THAT(ran.out, IsEmpty());
    EXPECT_THAT(ran.err, HasSubstr("json.duplicate_key"));
}

TEST_F(EkeyCheck, aCommandThatMakesNoSenseExitsWithTwo)
{
    EXPECT_EQ(run("check").status, 2);
    EXPECT_EQ(run("check nonsense 1").status, 2);
    EXPECT_EQ(run("check uscc").status, 2);
    EXPECT_EQ(run("check --language fr uscc 1").status, 2);
    EXPECT_EQ(run("check material --pixels -1 a.pdf").status, 2);
    EXPECT_EQ(run("check uscc --on tomorrow 91120000PDY00001X7").status, 2);
}

TEST_F(EkeyCheck, aFullDiskIsNoSuccess)
{
    const Ran ran = run("check uscc 91120000PDY00001X7 >/dev/full");
    EXPECT_EQ(ran.status, 1);
    EXPECT_THAT(ran.err, testing::Not(IsEmpty()));
}

} // namespace
} // namespace ekey
