// The functions that an expression may call: CEL's own as far as the language has their types, and ours.
//
//   CEL: size · contains, startsWith, endsWith · type, dyn, bool, int, double, string
//   ours: blank(x)               null, "", white space, [], {}
//         sum(list)              of numbers; of none 0
//         uscc(x), mobile(x) …   the named checks of core/identifier: does it pass without an error?
//         part(check, x, name)   what the identifier says: part("uscc", x, "division"); "" where it does not pass
//         days(from, to)         days between two days, each "YYYY-MM-DD"
//         workingDays(from, to)  working days after `from` up to and including `to`
//         years(from, to)        whole years, counted up on the anniversary
//         addDays(day, n), addWorkingDays(day, n), addMonths(day, n)
#pragma once

#include "core/expression/environment.h"
#include "core/expression/syntax.h"
#include "core/expression/type.h"

#include <span>
#include <string_view>
#include <vector>

namespace ekey::expression {

/// One call, as a function sees it.
class Call {
public:
    Call(const Environment& surroundings, Budget& steps) : environment(surroundings), budget(steps) {}

    /// Remembers what went wrong; always false.
    bool fail(std::string_view failure)
    {
        code = failure;
        params = nullptr;
        return false;
    }
    bool fail(std::string_view failure, json::Object values)
    {
        code = failure;
        params = std::move(values.value);
        return false;
    }

    const Environment& environment;
    Budget& budget;
    std::string_view code;
    bool blank = false; ///< as Failure has it, of what stands within an argument
    json::Value params;
};

struct Function {
    std::string_view name;
    bool method;                   ///< may be written receiver.f(…)
    bool global;                   ///< may be written f(…)
    std::vector<Kinds> parameters; ///< each with the kinds that it takes
    Kinds result;                  ///< the kinds that it may answer
    bool (*run)(Call& call, std::span<const Value> arguments, Value& answer);
    identifier::Check check = nullptr; ///< of a named check, which has no `run`

    /// With as many arguments as parameters, of kinds that fit. False: call.code says why.
    bool call(Call& call, std::span<const Value> arguments, Value& answer) const;
};

inline constexpr std::size_t parametersMost = 3;

/// nullptr where there is none of that name that may be written so.
const Function* findFunction(std::string_view name, bool method);

/// The params of expression.arguments, of a call with too many or too few.
json::Value argumentCounts(const Node& call, const Function& function);

/// Nothing there: null, "", white space and invisible characters, [] or {}.
bool isBlank(const Value& value);

} // namespace ekey::expression
