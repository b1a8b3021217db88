// Replays tests/conformance/expressions.json, a list of cases:
//   {"expression", "bindings"?, "type", "value"}   what it is worth, as ekey-check expression prints it
//   {"expression", "bindings"?, "error"}           the code with which it fails, when read or when evaluated
// "bindings" is an object: its members are the names, an integer there is an int and a number with a fraction or an
// exponent a double. Names may hold dots. Nothing is checked before it is evaluated (Typing::atRuntime), and the
// calendar knows weekends only.
#include "core/expression/limits.h"
#include "core/expression/program.h"
#include "core/json/canonical.h"

#include <fstream>
#include <gtest/gtest.h>
#include <iterator>
#include <map>

namespace ekey::expression {
namespace {

class Bindings final : public Record, public Environment {
public:
    explicit Bindings(const json::Value& object)
    {
        for (const auto& [name, member] : object.items()) {
            symbols[name].slot = static_cast<std::uint32_t>(values.size());
            values.push_back(fromJson(member));
        }
    }
    const Symbol* find(std::string_view name) const override
    {
        const auto found = symbols.find(name);
        return found == symbols.end() ? nullptr : &found->second;
    }
    std::uint32_t slot() const override { return 0; }
    Value value(std::uint32_t slot) const override { return values[slot]; }
    const Calendar& calendar() const override { return weekends; }

private:
    std::map<std::string, Symbol, std::less<>> symbols;
    std::vector<Value> values;
    Calendar weekends;
};

json::Value answer(const std::string& source, const json::Value& bound)
{
    const Bindings bindings(bound);
    const Compiled compiled = compile(source, bindings, Typing::atRuntime);
    if (!compiled.program) return {{"error", compiled.errors.front().code}};
    const Evaluated evaluated = compiled.program->evaluate(bindings, stepsMost);
    if (evaluated.failure) return {{"error", std::string(evaluated.failure->code)}};
    Budget budget(stepsMost);
    const auto value = toJson(evaluated.value, budget);
    if (!value) return {{"error", "expression.result_size"}};
    return {{"type", std::string(evaluated.value.type().name)}, {"value", *value}};
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
