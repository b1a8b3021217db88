#include "core/expression/dates.h"

#include <cstdlib>

namespace ekey::expression {
namespace {

using Arguments = std::span<const Value>;

constexpr std::int64_t stepMost = 100'000;
constexpr int yearLeast = 1800, yearMost = 9999;

std::optional<Day> dayFrom(Call& call, const Value& value)
{
    std::optional<Day> day = identifier::readIsoDay(*value.text());
    if (!day) call.fail("expression.day", {{"found", value.text()->substr(0, 10)}});
    return day;
}

bool isStep(std::int64_t days) { return days <= stepMost && days >= -stepMost; }

struct Period {
    Day from, to;
};

std::optional<Period> period(Call& call, Arguments given)
{
    const std::optional<Day> from = dayFrom(call, given[0]);
    const std::optional<Day> to = from ? dayFrom(call, given[1]) : std::nullopt;
    return to ? std::optional(Period{*from, *to}) : std::nullopt;
}

/// `day` moved by `step`, as a text.
template <class Move>
bool moved(Call& call, Arguments given, Value& answer, Move move)
{
    const std::optional<Day> day = dayFrom(call, given[0]);
    if (!day) return false;
    const std::int64_t step = *given[1].integer();
    if (!isStep(step)) return call.fail("expression.overflow");
    const Day result = move(*day, step);
    if (result.year < yearLeast || result.year > yearMost) return call.fail("expression.overflow");
    answer = iso(result);
    return true;
}

} // namespace

bool days(Call& call, Arguments given, Value& answer)
{
    const std::optional<Period> asked = period(call, given);
    if (asked) answer = dayNumber(asked->to) - dayNumber(asked->from);
    return asked.has_value();
}

bool workingDays(Call& call, Arguments given, Value& answer)
{
    const std::optional<Period> asked = period(call, given);
    if (asked) answer = call.environment.calendar().between(dayNumber(asked->from), dayNumber(asked->to));
    return asked.has_value();
}

bool years(Call& call, Arguments given, Value& answer)
{
    const std::optional<Period> asked = period(call, given);
    if (asked) {
        const bool back = asked->to < asked->from;
        const int count = back ? -age(asked->to, asked->from) : age(asked->from, asked->to);
        answer = std::int64_t{count};
    }
    return asked.has_value();
}

bool addDays(Call& call, Arguments given, Value& answer)
{
    return moved(call, given, answer, [](const Day& day, std::int64_t step) { return dayOf(dayNumber(day) + step); });
}

bool addWorkingDays(Call& call, Arguments given, Value& answer)
{
    const std::int64_t step = *given[1].integer(); // every one of them is walked
    if (isStep(step) && !call.budget.take(static_cast<std::size_t>(std::abs(step))))
        return call.fail("expression.cost");
    const Calendar& calendar = call.environment.calendar();
    return moved(call, given, answer, [&calendar](const Day& day, std::int64_t count) {
        return dayOf(calendar.add(dayNumber(day), count));
    });
}

bool addMonths(Call& call, Arguments given, Value& answer)
{
    return moved(call, given, answer, [](const Day& day, std::int64_t step) { return addMonths(day, step); });
}

} // namespace ekey::expression
