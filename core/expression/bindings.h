// The members of one JSON object as variables, for expressions that are tried by hand.
#pragma once

#include "core/expression/environment.h"
#include "core/expression/type.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace ekey::expression {

class Bindings final : public Record, public Environment {
public:
    explicit Bindings(const json::Value& object)
    {
        for (const auto& [name, member] : object.items()) {
            symbols.emplace(name, Symbol{static_cast<std::uint32_t>(values.size()), {}});
            values.push_back(fromJson(member));
        }
    }

    const Symbol* find(std::string_view name) const override
    {
        const auto found = symbols.find(name);
        return found == symbols.end() ? nullptr : &found->second;
    }
    std::uint32_t slot() const override { return 0; } // nobody can name the whole of it
    Value value(std::uint32_t slot) const override { return values[slot]; }
    /// Weekends only.
    const Calendar& calendar() const override { return weekends; }

private:
    std::map<std::string, Symbol, std::less<>> symbols;
    std::vector<Value> values;
    Calendar weekends;
};

/// {"type", "value"}: what the expression is worth, with Typing::atRuntime. Errors: those of compile(), of
/// Program::evaluate() with line and column, and expression.result_size.
Result<json::Value> evaluate(std::string_view source, const json::Value& bindings);

} // namespace ekey::expression
