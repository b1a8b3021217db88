#include "tests/unit/core/rules/expression/told.h"

namespace ekey::expression {
namespace {

using Scope = test::ExpressionScope;

Failure failure(std::string_view source)
{
    const Scope scope;
    const Compiled compiled = compile(source, scope, Typing::atRuntime);
    EXPECT_TRUE(compiled.program) << source;
    if (!compiled.program) return {};
    const Evaluated evaluated = compiled.program->evaluate(scope, stepsMost);
    EXPECT_TRUE(evaluated.failure) << source;
    return evaluated.failure.value_or(Failure{});
}

TEST(evaluator, andAndOr_areDecidedByEitherSideWhateverTheOtherFailsWith)
{
    EXPECT_EQ(told("1 / 0 == 1 && false"), "bool false");
    EXPECT_EQ(told("false && 1 / 0 == 1"), "bool false");
    EXPECT_EQ(told("s || true"), "bool true");
    EXPECT_EQ(told("unset && b && false"), "bool false");
    EXPECT_EQ(told("1 / 0 == 1 && true"), "division_by_zero");
    EXPECT_EQ(told("false || s"), "no_overload");
}

TEST(evaluator, andAndOr_tellTheFirstOfTheirFailures)
{
    EXPECT_EQ(told("1 / 0 == 1 && s && b"), "division_by_zero");
    EXPECT_EQ(told("s || 1 / 0 == 1"), "no_overload");
}

TEST(evaluator, allAndExists_areAndAndOrOfEveryElement)
{
    EXPECT_EQ(told("l.all(x, 2 / (x - 1) == 0)"), "bool false");
    EXPECT_EQ(told("l.exists(x, 2 / (x - 1) == 1)"), "bool true");
    EXPECT_EQ(told("l.all(x, 2 / (x - 1) > 0)"), "division_by_zero");
    EXPECT_EQ(told("[].all(x, false)"), "bool true");
    EXPECT_EQ(told("[].exists(x, true)"), "bool false");
    EXPECT_EQ(told("m.exists(k, k == 'k')"), "bool true");
}

TEST(evaluator, existsOneFilterAndMap_failWithAnyElement)
{
    EXPECT_EQ(told("l.exists_one(x, x == 2)"), "bool true");
    EXPECT_EQ(told("l.exists_one(x, x > 1)"), "bool false");
    EXPECT_EQ(told("l.exists_one(x, 2 / (x - 3) == -1)"), "division_by_zero");
    EXPECT_EQ(told("l.filter(x, 2 / (x - 3) == -1)"), "division_by_zero");
    EXPECT_EQ(told("l.map(x, 2 / (x - 3))"), "division_by_zero");
    EXPECT_EQ(told("l.map(x, x > 1, x * 10)"), "list [20,30]");
    EXPECT_EQ(told("m.map(k, k)"), "list [1,\"k\"]");
}

TEST(evaluator, conditional_evaluatesOneBranchOnly)
{
    EXPECT_EQ(told("b ? 1 : 1 / 0"), "int 1");
    EXPECT_EQ(told("!b ? 1 / 0 : 2"), "int 2");
    EXPECT_EQ(told("s ? 1 : 2"), "no_overload");
}

TEST(evaluator, integers_failInsteadOfWrappingAround)
{
    for (const char* bad : {"9223372036854775807 + 1", "-9223372036854775808 - 1", "9223372036854775807 * 2",
                            "-9223372036854775808 / -1", "-9223372036854775808 % -1", "-(-9223372036854775808)"}) {
        EXPECT_EQ(told(bad), "overflow") << bad;
    }
    EXPECT_EQ(told("1 / 0"), "division_by_zero");
    EXPECT_EQ(told("1 % 0"), "division_by_zero");
    EXPECT_EQ(told("-7 / 2"), "int -3"); // towards zero
    EXPECT_EQ(told("-7 % 2"), "int -1");
}

TEST(evaluator, doubles_followIeee754)
{
    EXPECT_EQ(told("1.0 / 0.0"), "double \"Infinity\"");
    EXPECT_EQ(told("-1.0 / 0.0"), "double \"-Infinity\"");
    EXPECT_EQ(told("0.0 / 0.0"), "double \"NaN\"");
    EXPECT_EQ(told("0.0 / 0.0 == 0.0 / 0.0"), "bool false");
    EXPECT_EQ(told("0.0 / 0.0 < 1.0 || 0.0 / 0.0 >= 1.0"), "bool false");
    EXPECT_EQ(told("-(0.0)"), "double -0.0");
    EXPECT_EQ(told("d % 2.0"), "no_overload");
    EXPECT_EQ(told("1 + d"), "no_overload"); // CEL converts nothing by itself
}

TEST(evaluator, in_looksForElementsAndForKeys)
{
    EXPECT_EQ(told("2.0 in l"), "bool true");
    EXPECT_EQ(told("'1' in l"), "bool false");
    EXPECT_EQ(told("null in [1, null]"), "bool true");
    EXPECT_EQ(told("1.0 in m && 'k' in m && !(true in m)"), "bool true");
    EXPECT_EQ(told("[] in m"), "bool false");
    EXPECT_EQ(told("'e' in s"), "no_overload");
}

TEST(evaluator, indexOfAList_isAWholeNumberWithinIt)
{
    EXPECT_EQ(told("l[0] + l[2.0]"), "int 4");
    EXPECT_EQ(told("l[3]"), "index");
    EXPECT_EQ(told("l[-1]"), "index");
    EXPECT_EQ(told("l[0.5]"), "no_overload");
    EXPECT_EQ(told("l['0']"), "no_overload");
    EXPECT_EQ(failure("l[3]").params, (json::Value{{"index", 3}, {"size", 3}}));
}

TEST(evaluator, keyOfAMap_mustBeThere)
{
    EXPECT_EQ(told("m.k + m['k']"), "string \"vv\"");
    EXPECT_EQ(told("m[1]"), "double 2");
    EXPECT_EQ(told("m.nobody"), "no_such_key");
    EXPECT_EQ(told("m[1.5]"), "no_such_key");
    EXPECT_EQ(told("m[null]"), "blank: no_overload");
    EXPECT_EQ(told("{'a': 1}.a.b"), "no_overload");
    EXPECT_EQ(failure("m.nobody").params, (json::Value{{"key", "nobody"}}));
}

TEST(evaluator, keysOfAMapLiteral_differAndAreOfThreeTypes)
{
    EXPECT_EQ(told("{true: 1, 1: 2, '1': 3}[1]"), "int 2");
    EXPECT_EQ(told("{1: 1, 2 - 1: 2}"), "duplicate_key");
    EXPECT_EQ(told("{1.0: 1}"), "key");
    EXPECT_EQ(told("{null: 1}"), "blank: key");
    EXPECT_EQ(told("{1: 'a', '1': 'b'}"), "map too large"); // JSON has one key for both
}

TEST(evaluator, has_asksOfAMapWhetherTheKeyIsThereAndOfARecordWhetherItIsAnswered)
{
    EXPECT_EQ(told("has(m.k) && !has(m.nobody) && has({'a': null}.a)"), "bool true");
    EXPECT_EQ(told("has(i.a)"), "no_overload");
    EXPECT_EQ(told("has(unset.a)"), "blank: no_overload");
    EXPECT_EQ(told("has(g.name)"), "bool true");
    Scope scope;
    scope.values[Scope::gName] = std::string(" ");
    EXPECT_EQ(told("has(g.name)", scope), "bool false");
    EXPECT_EQ(told("r.map(x, has(x.amount))"), "list [true,false]");
}

TEST(evaluator, failure_isBlankWhereNullTookPart)
{
    for (const char* source : {"unset + 1", "1 < unset", "-unset", "!unset", "unset.a", "unset[0]", "1 in unset",
                               "unset ? 1 : 2", "unset && true", "int(unset)", "unset.startsWith('a')", "l[unset]",
                               "unset.all(x, true)", "sum([1, unset])", "uscc(unset)"}) {
        EXPECT_TRUE(failure(source).blank) << source;
    }
    for (const char* source : {"s + 1", "1 / 0", "unset == null && 1 / 0 == 1", "int('x')", "sum([1, s])"}) {
        EXPECT_FALSE(failure(source).blank) << source;
    }
}

TEST(evaluator, failure_isDescribedWithItsPlace)
{
    const Scope scope;
    const Compiled compiled = compile("1 +\n 2 / 0", scope, Typing::atRuntime);
    ASSERT_TRUE(compiled.program);
    const Error error = compiled.program->describe(*compiled.program->evaluate(scope, stepsMost).failure);
    EXPECT_EQ(error.code, "expression.division_by_zero");
    EXPECT_EQ(error.params, (json::Value{{"line", 2}, {"column", 4}}));
}

} // namespace
} // namespace ekey::expression
