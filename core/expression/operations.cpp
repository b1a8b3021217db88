#include "core/expression/operations.h"

#include "core/expression/limits.h"

#include <cmath>
#include <limits>

namespace ekey::expression {
namespace {

constexpr const char* noOverload = "expression.no_overload";
constexpr const char* overflow = "expression.overflow";

const char* onIntegers(Operator op, std::int64_t left, std::int64_t right, Value& answer)
{
    constexpr std::int64_t least = std::numeric_limits<std::int64_t>::min();
    std::int64_t result = 0;
    bool beyond = false;
    switch (op) {
    case Operator::add:
        beyond = __builtin_add_overflow(left, right, &result);
        break;
    case Operator::subtract:
        beyond = __builtin_sub_overflow(left, right, &result);
        break;
    case Operator::multiply:
        beyond = __builtin_mul_overflow(left, right, &result);
        break;
    case Operator::divide:
    case Operator::modulo:
        if (right == 0) return "expression.division_by_zero";
        beyond = left == least && right == -1;
        if (!beyond) result = op == Operator::divide ? left / right : left % right;
        break;
    case Operator::negate:
        beyond = __builtin_sub_overflow(std::int64_t{0}, left, &result);
        break;
    default:
        return noOverload;
    }
    if (beyond) return overflow;
    answer = result;
    return nullptr;
}

/// IEEE 754 throughout: a division by zero is an infinity or NaN, and no double has a remainder in CEL.
const char* onNumbers(Operator op, double left, double right, Value& answer)
{
    switch (op) {
    case Operator::add:
        answer = left + right;
        return nullptr;
    case Operator::subtract:
        answer = left - right;
        return nullptr;
    case Operator::multiply:
        answer = left * right;
        return nullptr;
    case Operator::divide:
        answer = left / right;
        return nullptr;
    case Operator::negate:
        answer = -left;
        return nullptr;
    default:
        return noOverload;
    }
}

const char* joined(const Value& left, const Value& right, Value& answer)
{
    if (left.text() && right.text()) {
        if (left.text()->size() + right.text()->size() > textBytesMost) return "expression.text_size";
        answer = *left.text() + *right.text();
        return nullptr;
    }
    if (left.list() && right.list()) {
        List all = *left.list();
        all.insert(all.end(), right.list()->begin(), right.list()->end());
        answer = std::move(all);
        return nullptr;
    }
    return noOverload;
}

constexpr Kinds of(Value::Kind kind) { return kinds(kind); }

} // namespace

const char* operate(Operator op, const Value& left, const Value& right, Value& answer)
{
    const Value& second = op == Operator::negate ? left : right;
    if (left.integer() && second.integer()) return onIntegers(op, *left.integer(), *second.integer(), answer);
    if (left.number() && second.number()) return onNumbers(op, *left.number(), *second.number(), answer);
    return op == Operator::add ? joined(left, right, answer) : noOverload;
}

Kinds resultKinds(Operator op, Kinds left, Kinds right)
{
    constexpr Kinds truth = of(Value::Kind::boolean), numeric = kinds(Value::Kind::integer, Value::Kind::number);
    const auto both = static_cast<Kinds>(left & right);
    switch (op) {
    case Operator::add:
        return both & (numeric | of(Value::Kind::text) | of(Value::Kind::list));
    case Operator::subtract:
    case Operator::multiply:
    case Operator::divide:
        return both & numeric;
    case Operator::modulo:
        return both & of(Value::Kind::integer);
    case Operator::negate:
        return left & numeric;
    case Operator::opposite:
        return left & truth;
    case Operator::conjunction:
    case Operator::disjunction:
        return left & right & truth;
    case Operator::less:
    case Operator::lessOrEqual:
    case Operator::greater:
    case Operator::greaterOrEqual:
        return ((left & numeric) && (right & numeric)) || (both & (of(Value::Kind::text) | truth)) ? truth : 0;
    case Operator::equal:
    case Operator::notEqual:
        return truth;
    case Operator::in:
        return right & kinds(Value::Kind::list, Value::Kind::map) ? truth : 0;
    }
    return 0;
}

} // namespace ekey::expression
