#include "tests/unit/core/rules/expression/told.h"

namespace ekey::expression {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using Scope = test::ExpressionScope;

/// "slot" of every variable that the expression depends on, "#slot" where only the count.
std::vector<std::string> references(std::string_view source)
{
    const Scope scope;
    const Compiled compiled = compile(source, scope, Typing::checked);
    if (!compiled.program) return {compiled.errors.front().code};
    static constexpr const char* names[] = {"b",   "i", "d",      "s",       "l", "m",      "unset",   "any",
                                            "a.b", "g", "g.name", "g.count", "r", "r.name", "r.amount"};
    std::vector<std::string> all;
    for (const Reference& reference : compiled.program->references()) {
        all.push_back(std::string(reference.countOnly ? "#" : "") + names[reference.slot]);
    }
    return all;
}

Kinds kindsOf(std::string_view source)
{
    const Scope scope;
    const Compiled compiled = compile(source, scope, Typing::checked);
    EXPECT_TRUE(compiled.program) << source;
    return compiled.program ? compiled.program->type().kinds : Kinds{0};
}

TEST(checker, allFaults_areToldAtOnceWithTheirPlace)
{
    EXPECT_THAT(faults("nobody + i\n&& nothing(1) && s < i"),
                ElementsAre("unknown_name 1:1", "unknown_function 2:4", "no_overload 2:20", "no_overload 1:1"));
    EXPECT_THAT(faults("size(s, s) == 'x'.size(1) + size()"),
                ElementsAre("arguments 1:1", "arguments 1:19", "arguments 1:29"));
}

TEST(checker, faults_areToldUpToALimit)
{
    std::string source = "[";
    source += repeated("nobody,", errorsMost + 1) + "]";
    EXPECT_EQ(faults(source).size(), errorsMost);
}

TEST(checker, whatCanNeverSucceed_isAFault)
{
    for (const char* bad : {"i + s", "i + d", "d % d", "-s", "!i", "s < i", "b && i", "i in s", "i.x", "s[0]", "l['a']",
                            "size(i)", "s.contains(i)", "uscc(i)", "sum(s)", "i.all(x, true)"}) {
        EXPECT_THAT(faults(bad), ElementsAre(testing::StartsWith("no_overload"))) << bad;
    }
    EXPECT_THAT(faults("i ? 1 : 2"), ElementsAre("condition 1:1"));
    EXPECT_THAT(faults("l.filter(x, x + 1)"), ElementsAre(testing::StartsWith("condition")));
    EXPECT_THAT(faults("i == s"), ElementsAre("never_equal 1:3"));
    EXPECT_THAT(faults("null != i"), ElementsAre("never_equal 1:6"));
}

TEST(checker, whatMaySucceed_isNone)
{
    for (const char* good : {"i == d", "i < d", "unset == null", "unset == s", "any + 1", "any.x[0]", "dyn(i) + s",
                             "r.all(x, x.amount == null || x.amount > 0)", "l[d]", "m[1.0]", "(b ? i : s) + 1"}) {
        EXPECT_THAT(faults(good), IsEmpty()) << good;
    }
}

TEST(checker, result_mustBeOfAKindThatIsAsked)
{
    EXPECT_THAT(faults("i", kinds(Value::Kind::boolean)), ElementsAre("result 1:1"));
    EXPECT_THAT(faults("any", kinds(Value::Kind::boolean)), IsEmpty());
    EXPECT_THAT(faults("b ? 1 : 's'", kinds(Value::Kind::text)), IsEmpty());
}

TEST(checker, type_isWhatIsKnownOfTheValue)
{
    EXPECT_EQ(kindsOf("i + 1"), kinds(Value::Kind::integer));
    EXPECT_EQ(kindsOf("b ? i : s"), kinds(Value::Kind::integer, Value::Kind::text));
    EXPECT_EQ(kindsOf("l.map(x, x * 2)[0]"), kinds(Value::Kind::integer));
    EXPECT_EQ(kindsOf("r[0].name"), kinds(Value::Kind::text));
    EXPECT_EQ(kindsOf("r.filter(x, true)[0].amount"), kinds(Value::Kind::integer, Value::Kind::null));
    EXPECT_EQ(kindsOf("type(i)"), kinds(Value::Kind::type));
    EXPECT_EQ(kindsOf("m.k"), anyKind);
}

TEST(checker, unsupported_isAFaultWithEitherTyping)
{
    for (const char* bad :
         {"s.matches('a')", "timestamp(s)", "duration(s)", "uint(i)", "bytes(s)", "type(i) == uint"}) {
        EXPECT_THAT(faults(bad), ElementsAre(testing::StartsWith("unsupported"))) << bad;
        EXPECT_EQ(told(bad), "unsupported") << bad;
    }
}

TEST(checker, atRuntime_whatIsUnknownFailsWhenReached)
{
    EXPECT_EQ(told("nobody"), "unknown_name");
    EXPECT_EQ(told("nobody || true"), "bool true");
    EXPECT_EQ(told("nothing(1) || true"), "bool true");
    EXPECT_EQ(told("nothing(1)"), "unknown_function");
    EXPECT_EQ(told("size(1, 2)"), "arguments");
    EXPECT_EQ(told("i + s"), "no_overload");
}

TEST(checker, memberThatARecordLacks_isUnknown)
{
    EXPECT_THAT(faults("g.nobody"), ElementsAre("unknown_name 1:3"));
    EXPECT_THAT(faults("r[0].nobody"), ElementsAre("unknown_name 1:6"));
    EXPECT_THAT(faults("has(g.nobody)"), ElementsAre("unknown_name 1:7"));
}

TEST(checker, references_areMembersWhereMembersAreChosen)
{
    EXPECT_THAT(references("g.name + s"), ElementsAre("s", "g.name"));
    EXPECT_THAT(references("has(g.count)"), ElementsAre("g.count"));
    EXPECT_THAT(references("g"), ElementsAre("g"));
    EXPECT_THAT(references("g == m"), ElementsAre("m", "g"));
    EXPECT_THAT(references("g['name']"), ElementsAre("g")); // which member is only known later
    EXPECT_THAT(references("1 + 1"), IsEmpty());
}

TEST(checker, references_ofARepeatAreItsCountUnlessTheWholeMatters)
{
    EXPECT_THAT(references("size(r) > 0"), ElementsAre("#r"));
    EXPECT_THAT(references("r.all(x, x.amount == 1)"), ElementsAre("#r", "r.amount"));
    EXPECT_THAT(references("r[0].name"), ElementsAre("#r", "r.name"));
    EXPECT_THAT(references("r.map(x, x.name).size()"), ElementsAre("#r", "r.name"));
    EXPECT_THAT(references("size(r.filter(x, x.name == s))"), ElementsAre("s", "#r", "r.name"));
    EXPECT_THAT(references("r == []"), ElementsAre("r"));
    EXPECT_THAT(references("r.exists(x, x in [m])"), ElementsAre("m", "r", "#r"));
    EXPECT_THAT(references("r.filter(x, true) == []"), ElementsAre("r", "#r"));
    EXPECT_THAT(references("[r[0]]"), ElementsAre("r", "#r"));
}

TEST(checker, names_areTheLongestThatIsKnown)
{
    EXPECT_EQ(told("a.b + 1"), "int 6");
    EXPECT_EQ(told("[{'b': 1}].map(a, a.b)"), "list [1]"); // a loop's variable hides it
    EXPECT_EQ(told("[{'b': 1}].map(a, .a.b)"), "list [5]");
    EXPECT_EQ(told("a.c || true"), "bool true");
    EXPECT_EQ(told("[1].map(i, .i)"), "list [7]");
    EXPECT_EQ(told("[1].map(i, [i + 1].map(i, i))"), "list [[2]]");
}

TEST(checker, typesOfNestedLoops_growNoDeeperThanIsFollowed)
{
    std::string source = "[0]";
    for (int i = 0; i < 100; ++i) {
        source += ".map(a," + repeated("[", 60) + "a" + repeated("]", 60) + ")";
    }
    EXPECT_THAT(faults(source), IsEmpty());
}

} // namespace
} // namespace ekey::expression
