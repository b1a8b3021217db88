// ekey-check expression as a script sees it: what it prints, and its exit status.
#include "tests/process/tools/ekey_check.h"

namespace ekey {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

std::string code(const Ran& ran)
{
    const auto lines = ran.lines();
    EXPECT_EQ(lines.size(), 1u);
    return lines.empty() ? "" : lines[0].at("error").at("code").get<std::string>();
}

TEST_F(EkeyCheck, expression_printsTypeAndValue)
{
    const Ran good = run("check expression '{\"a\": [1, 2.5, null, type(1)]}'");
    EXPECT_EQ(good.status, 0);
    EXPECT_EQ(good.out, "{\"type\":\"map\",\"value\":{\"a\":[1,2.5,null,\"int\"]}}\n");
    EXPECT_THAT(good.err, IsEmpty());
}

TEST_F(EkeyCheck, expression_printsIntsAndDoublesExactly)
{
    EXPECT_EQ(run("check expression 9223372036854775807").out, "{\"type\":\"int\",\"value\":9223372036854775807}\n");
    EXPECT_EQ(run("check expression '-(0.0)'").out, "{\"type\":\"double\",\"value\":-0.0}\n");
    EXPECT_EQ(run("check expression '1.0 / 0.0'").out, "{\"type\":\"double\",\"value\":\"Infinity\"}\n");
}

TEST_F(EkeyCheck, expression_thatFailsSaysWhereAndWhatToDo)
{
    const Ran ran = run("check --language en expression '1 + 2 / 0'");
    EXPECT_EQ(ran.status, 1);
    const json::Value error = ran.lines().at(0).at("error");
    EXPECT_EQ(error.at("code"), "expression.division_by_zero");
    EXPECT_EQ(error.at("params"), (json::Value{{"line", 1}, {"column", 7}}));
    EXPECT_THAT(error.at("text").get<std::string>(), HasSubstr("column 7"));
    const Ran chinese = run("check --language zh-CN expression '1 +'");
    EXPECT_EQ(code(chinese), "expression.unfinished");
    EXPECT_THAT(chinese.out, HasSubstr("第 1 行"));
}

TEST_F(EkeyCheck, expression_mayBeginWithAMinus)
{
    EXPECT_EQ(run("check expression -1").out, "{\"type\":\"int\",\"value\":-1}\n");
    EXPECT_EQ(run("check expression -- -1").out, "{\"type\":\"int\",\"value\":-1}\n");
    EXPECT_EQ(run("echo '{\"x\":2}' >b && check expression -x b").out, "{\"type\":\"int\",\"value\":-2}\n");
    EXPECT_EQ(run("echo '{\"h\":2}' >b && check expression --h b").out, "{\"type\":\"int\",\"value\":2}\n");
    EXPECT_EQ(run("echo '{\"help\":2}' >b && check expression -- --help b").out, "{\"type\":\"int\",\"value\":2}\n");
}

TEST_F(EkeyCheck, expression_helpSaysItsArgumentsInBothLanguages)
{
    for (const std::string language : {"zh-CN", "en"}) {
        const Ran ran = run("check --language " + language + " expression --help");
        EXPECT_EQ(ran.status, 0);
        EXPECT_THAT(ran.out, HasSubstr("EXPR [BINDINGS]"));
        EXPECT_THAT(ran.out, testing::Not(HasSubstr("cli.")));
    }
    EXPECT_THAT(run("check --language en expression --help").out, HasSubstr("minus"));
    EXPECT_THAT(run("check --language zh-CN expression --help").out, HasSubstr("减号"));
}

TEST_F(EkeyCheck, expression_readsItsNamesFromAFile)
{
    const Ran ran = run("echo '{\"a.b\":{\"c\":1},\"n\":-9223372036854775808,\"d\":1.0,\"z\":-0.0}' >b && "
                        "check expression '[a.b.c, type(n), type(d), n, z]' b");
    EXPECT_EQ(ran.status, 0);
    EXPECT_EQ(ran.out, "{\"type\":\"list\",\"value\":[1,\"int\",\"double\",-9223372036854775808,-0.0]}\n");
    EXPECT_EQ(code(run("echo '{}' >b && check expression a b")), "expression.unknown_name");
}

TEST_F(EkeyCheck, expression_withoutReadableNamesIsNotEvaluated)
{
    for (const auto& [prepare, problem] : {std::pair{"true", "file.missing"},
                                           {"echo '{' >b", "json.syntax"},
                                           {"echo '[1]' >b", "member.type"},
                                           {"echo '{\"a\":1,\"a\":2}' >b", "json.duplicate_key"},
                                           {"echo '{\"a\":9223372036854775808}' >b", "json.number"},
                                           {"rm b && mkdir b", "file.folder"}}) {
        const Ran ran = run(std::string(prepare) + " && check expression 1 b");
        EXPECT_EQ(ran.status, 2) << prepare;
        EXPECT_THAT(ran.out, IsEmpty());
        EXPECT_THAT(ran.err, HasSubstr(problem));
    }
}

TEST_F(EkeyCheck, expression_takesOneOrTwoWords)
{
    EXPECT_EQ(run("check expression").status, 2);
    EXPECT_EQ(run("echo '{}' >b && check expression 1 b b").status, 2);
    EXPECT_EQ(run("check expression --").status, 2);
    EXPECT_EQ(code(run("check expression ''")), "expression.unfinished");
}

TEST_F(EkeyCheck, expression_wordMeansTheCommandOnlyInItsPlace)
{
    EXPECT_EQ(run("check uscc expression --uscc 91120000PDY00001X7").status, 1); // an option of uscc still
    EXPECT_EQ(run("check --language=en expression -1").out, "{\"type\":\"int\",\"value\":-1}\n");
}

TEST_F(EkeyCheck, expression_ofBytesThatAreNotUtf8IsAnError)
{
    EXPECT_EQ(code(run("check expression \"$(printf '\\377')\"")), "expression.encoding");
}

} // namespace
} // namespace ekey
