#include "core/json/canonical.h"
#include "wasm/checks.h"

#include <gtest/gtest.h>

namespace ekey::wasm {
namespace {

Packed packed(std::string_view name, std::string_view text, const identifier::Facts& facts = {})
{
    Packed answer;
    check(numberOf(name), text, facts, answer);
    return answer;
}

using Lengths = std::vector<std::uint32_t>;
Lengths lengthsOf(const Packed& answer)
{
    Lengths lengths = {answer.errors, answer.normalized, answer.masked, answer.suggestion};
    lengths.insert(lengths.end(), answer.part, answer.part + 2 * answer.parts);
    return lengths;
}

TEST(Checks, goodCode_isPackedWithoutErrors)
{
    const Packed answer = packed("tradeCode", "440371526726x");

    EXPECT_EQ("440371526726X440371526726Xdivision4403organisationCode71526726X", answer.text);
    EXPECT_EQ((Lengths{0, 13, 13, 0, 8, 4, 16, 9}), lengthsOf(answer));
    EXPECT_FALSE(answer.misused);
}

TEST(Checks, errors_areCanonicalJsonAndTheSuggestionFollows)
{
    const Packed answer = packed("residentId", "110105491231002");
    const std::string errors = R"([{"code":"resident_id.fifteen","params":{},"pointer":"","severity":"error"}])";

    EXPECT_EQ(errors + "11010549123100211010519491231002X", answer.text);
    EXPECT_EQ((Lengths{static_cast<std::uint32_t>(errors.size()), 15, 0, 18}), lengthsOf(answer));
}

TEST(Checks, lengths_countUtf16CodeUnits)
{
    EXPECT_EQ((Lengths{0, 4, 4, 0}),
              lengthsOf(packed("personName", "\U00020BB7野家"))); // 4 + 3 + 3 bytes; masked 4 + 1 + 1
}

TEST(Checks, memoryOfAnEarlierAnswer_leavesNothingBehind)
{
    Packed answer;
    check(0, "x", {}, answer);
    EXPECT_TRUE(answer.misused);
    check(numberOf("mobile"), "13800138000", {}, answer);
    EXPECT_FALSE(answer.misused);
    EXPECT_EQ("13800138000138****8000", answer.text);
}

TEST(Checks, numbersThatAreNone_areMisuse)
{
    EXPECT_EQ(0u, numberOf("toString"));
    EXPECT_EQ(0u, numberOf(""));
    Packed answer;
    check(identifier::names().size(), "", {}, answer);
    EXPECT_FALSE(answer.misused);
    check(identifier::names().size() + 1, "", {}, answer);
    EXPECT_TRUE(answer.misused);
    EXPECT_EQ(R"([{"code":"check.unknown","params":{},"pointer":"/name","severity":"error"}])", answer.text);
}

TEST(Checks, dayThatIsNone_isMisuse)
{
    EXPECT_TRUE(packed("uscc", "", {"2026-02-29", ""}).misused);
    EXPECT_FALSE(packed("uscc", "", {"2028-02-29", ""}).misused);
}

} // namespace
} // namespace ekey::wasm
