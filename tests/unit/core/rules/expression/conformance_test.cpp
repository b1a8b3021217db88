// Replays tests/conformance/expressions.json, as web/client/test/conformance.test.mjs does in WebAssembly: a list of
// cases
//   {"expression", "bindings"?, "type", "value"}   what it is worth, as ekey-check expression prints it
//   {"expression", "bindings"?, "error"}           the code with which it fails, when read or when evaluated
// "bindings" is an object: its members are the names, an integer there is an int and a number with a fraction or an
// exponent a double. Names may hold dots. Nothing is checked before it is evaluated (Typing::atRuntime), and the
// calendar knows weekends only.
#include "core/expression/bindings.h"
#include "core/json/canonical.h"

#include <fstream>
#include <gtest/gtest.h>
#include <iterator>

namespace ekey::expression {
namespace {

json::Value answer(const std::string& source, const json::Value& bindings)
{
    const Result<json::Value> worth = evaluate(source, bindings);
    return worth ? *worth : json::Value{{"error", worth.error().code}};
}

TEST(conformance, expressions_areWorthWhatTheCasesSay)
{
    std::ifstream in(EKEY_SOURCE_DIR "/tests/conformance/expressions.json");
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    json::Limits limits;
    limits.wide = true;
    const auto cases = json::read(text, limits);
    ASSERT_TRUE(cases) << json::canonical(toJson(cases.error()));
    ASSERT_GT(cases->size(), 100u);
    for (const json::Value& one : *cases) {
        json::Value expected = one;
        expected.erase("expression");
        expected.erase("bindings");
        const auto source = one.at("expression").get<std::string>();
        EXPECT_EQ(json::exact(answer(source, one.value("bindings", json::Value::object()))), json::exact(expected))
            << source;
    }
}

} // namespace
} // namespace ekey::expression
