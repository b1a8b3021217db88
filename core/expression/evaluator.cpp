// Program::evaluate(): walks the tree. Every node costs a step, and what walks a list or a text costs its length.
#include "core/expression/functions.h"
#include "core/expression/limits.h"
#include "core/expression/operations.h"
#include "core/expression/program.h"

#include <algorithm>
#include <cmath>

namespace ekey::expression {
namespace {

class Evaluation {
public:
    Evaluation(const Tree& expression, const Environment& surroundings, std::size_t steps)
        : tree(expression), environment(surroundings), budget(steps)
    {}

    Evaluated run()
    {
        Evaluated evaluated;
        if (!evaluate(tree.root, evaluated.value)) evaluated.failure = std::move(failure);
        return evaluated;
    }

private:
    /// False: `failure` says why.
    bool evaluate(std::uint32_t index, Value& answer)
    {
        const Node& node = tree.nodes[index];
        if (!budget.take(1)) return fail(node, "expression.cost");
        switch (node.kind) {
        case NodeKind::literal:
            answer = node.value;
            return true;
        case NodeKind::variable:
            answer = environment.value(node.slot);
            return true;
        case NodeKind::local:
            answer = locals[node.slot];
            return true;
        case NodeKind::select:
            return select(node, answer);
        case NodeKind::has:
            return has(node, answer);
        case NodeKind::index:
            return element(node, answer);
        case NodeKind::list:
            return list(node, answer);
        case NodeKind::map:
            return map(node, answer);
        case NodeKind::operation:
            return operation(node, answer);
        case NodeKind::conditional:
            return conditional(node, answer);
        case NodeKind::call:
            return call(node, answer);
        case NodeKind::comprehension:
            return comprehension(node, answer);
        case NodeKind::name:
            break; // left by the checker with Typing::atRuntime
        }
        return unknownName(node);
    }
    [[gnu::noinline]] bool unknownName(const Node& node)
    {
        return fail(node, "expression.unknown_name", false, {{"name", node.text}});
    }

    bool fail(const Node& node, std::string_view code, bool blank = false)
    {
        failure = {code, node.at, blank};
        return false;
    }
    bool fail(const Node& node, std::string_view code, bool blank, json::Object params)
    {
        failure = {code, node.at, blank, std::move(params.value)};
        return false;
    }
    bool noOverload(const Node& node, const Value& left, const Value& right = Value(false))
    {
        return fail(node, "expression.no_overload", left.isNull() || right.isNull());
    }

    bool select(const Node& node, Value& answer)
    {
        Value whole;
        if (!evaluate(node.children[0], whole)) return false;
        if (!whole.map()) return noOverload(node, whole);
        if (!budget.takeText(node.text.size())) return fail(node, "expression.cost");
        const Value* found = find(*whole.map(), node.value);
        if (!found) return noSuchKey(node, node.value);
        answer = Value(*found); // `found` may live in `answer`
        return true;
    }

    bool has(const Node& node, Value& answer)
    {
        if (node.children.empty()) {
            answer = !isBlank(environment.value(node.slot));
            return true;
        }
        Value whole;
        if (!evaluate(node.children[0], whole)) return false;
        if (!whole.map()) return noOverload(node, whole);
        if (!budget.takeText(node.text.size())) return fail(node, "expression.cost");
        const Value* found = find(*whole.map(), node.value);
        answer = found && !(node.declared && isBlank(*found));
        return true;
    }

    bool element(const Node& node, Value& answer)
    {
        Value whole, key;
        if (!evaluate(node.children[0], whole) || !evaluate(node.children[1], key)) return false;
        if (whole.map()) {
            if (!takeKey(key)) return fail(node, "expression.cost");
            const Value* found = find(*whole.map(), key);
            if (found) return answer = Value(*found), true;
            return isKey(key) || key.number() ? noSuchKey(node, key) : noOverload(node, whole, key);
        }
        if (!whole.list()) return noOverload(node, whole, key);
        std::int64_t at = 0;
        if (const auto* integer = key.integer()) {
            at = *integer;
        } else if (const auto* number = key.number();
                   number && std::abs(*number) < 0x1p53 && std::trunc(*number) == *number) {
            at = static_cast<std::int64_t>(*number);
        } else {
            return noOverload(node, whole, key);
        }
        const List& list = *whole.list();
        if (at < 0 || static_cast<std::uint64_t>(at) >= list.size()) {
            return outside(node, at, list.size());
        }
        answer = Value(list[static_cast<std::size_t>(at)]);
        return true;
    }

    // Never inlined, so that what they put together costs nothing of the stack where all is well.
    [[gnu::noinline]] bool noSuchKey(const Node& node, const Value& key)
    {
        Budget one(1 + (key.text() ? 1 + key.text()->size() / 16 : 0));
        return fail(node, "expression.no_such_key", false, {{"key", toJson(key, one).value_or(json::Value())}});
    }
    [[gnu::noinline]] bool outside(const Node& node, std::int64_t index, std::size_t size)
    {
        return fail(node, "expression.index", false, {{"index", index}, {"size", size}});
    }

    /// What comparing with a key costs.
    bool takeKey(const Value& key) { return budget.takeText(key.text() ? key.text()->size() : 0); }

    bool list(const Node& node, Value& answer)
    {
        List elements(node.children.size());
        for (std::size_t i = 0; i < elements.size(); ++i) {
            if (!evaluate(node.children[i], elements[i])) return false;
        }
        return made(node, std::move(elements), answer);
    }

    /// A list or a map that may be deeper than what it was made of: loops within loops could go on for ever.
    bool made(const Node& node, Value value, Value& answer)
    {
        if (value.depth() > depthMost) return fail(node, "expression.value_depth", false, {{"limit", depthMost}});
        answer = std::move(value);
        return true;
    }

    bool map(const Node& node, Value& answer)
    {
        Map entries(node.children.size() / 2);
        for (std::size_t i = 0; i < entries.size(); ++i) {
            auto& [key, value] = entries[i];
            if (!evaluate(node.children[2 * i], key)) return false;
            if (!isKey(key)) return fail(node, "expression.key", key.isNull());
            if (!evaluate(node.children[2 * i + 1], value)) return false;
        }
        // Each is compared as often as it takes to sort them.
        for (std::size_t half = entries.size(); half > 1; half /= 2) {
            for (const auto& [key, value] : entries) {
                if (!takeKey(key)) return fail(node, "expression.cost");
            }
        }
        if (!keysDiffer(entries)) return fail(node, "expression.duplicate_key");
        return made(node, std::move(entries), answer);
    }

    bool operation(const Node& node, Value& answer)
    {
        if (node.op == Operator::conjunction || node.op == Operator::disjunction) return logic(node, answer);
        Value left, right;
        if (!evaluate(node.children[0], left)) return false;
        if (node.children.size() > 1 && !evaluate(node.children[1], right)) return false;
        switch (node.op) {
        case Operator::opposite:
            if (!left.boolean()) return noOverload(node, left);
            answer = !*left.boolean();
            return true;
        case Operator::equal:
        case Operator::notEqual: {
            const std::optional<bool> same = equal(left, right, budget);
            if (!same) return fail(node, "expression.cost");
            answer = *same == (node.op == Operator::equal);
            return true;
        }
        case Operator::in:
            return membership(node, left, right, answer);
        case Operator::less:
        case Operator::lessOrEqual:
        case Operator::greater:
        case Operator::greaterOrEqual:
            return comparison(node, left, right, answer);
        default:
            return arithmetic(node, left, right, answer);
        }
    }

    bool arithmetic(const Node& node, const Value& left, const Value& right, Value& answer)
    {
        const std::size_t bytes = left.text() && right.text() ? left.text()->size() + right.text()->size() : 0;
        const std::size_t elements = left.list() && right.list() ? left.list()->size() + right.list()->size() : 0;
        if (!budget.takeText(bytes) || !budget.take(elements)) return fail(node, "expression.cost");
        const char* code = operate(node.op, left, right, answer);
        const bool unary = node.op == Operator::negate;
        return !code || fail(node, code, left.isNull() || (!unary && right.isNull()));
    }

    bool comparison(const Node& node, const Value& left, const Value& right, Value& answer)
    {
        if (left.text() && !budget.takeText(left.text()->size())) return fail(node, "expression.cost");
        const std::optional<Order> found = order(left, right);
        if (!found) return noOverload(node, left, right);
        switch (node.op) {
        case Operator::less:
            answer = *found == Order::less;
            break;
        case Operator::lessOrEqual:
            answer = *found == Order::less || *found == Order::equal;
            break;
        case Operator::greater:
            answer = *found == Order::greater;
            break;
        default:
            answer = *found == Order::greater || *found == Order::equal;
            break;
        }
        return true;
    }

    bool membership(const Node& node, const Value& sought, const Value& in, Value& answer)
    {
        if (in.map()) {
            if (!takeKey(sought)) return fail(node, "expression.cost");
            answer = find(*in.map(), sought) != nullptr;
            return true;
        }
        if (!in.list()) return noOverload(node, in);
        for (const Value& element : *in.list()) {
            const std::optional<bool> same = budget.take(1) ? equal(element, sought, budget) : std::nullopt;
            if (!same) return fail(node, "expression.cost");
            if (*same) return answer = true, true;
        }
        answer = false;
        return true;
    }

    /// && and || are commutative with respect to errors: one that decides, decides, whatever another fails with.
    template <class All, class Holds>
    bool decide(const All& all, bool deciding, const Holds& holdsFor, Value& answer)
    {
        std::optional<Failure> first;
        for (const auto& one : all) {
            bool holds = false;
            if (holdsFor(one, holds)) {
                if (holds == deciding) return answer = deciding, true;
                continue;
            }
            if (failure.code == "expression.cost") return false;
            if (!first) first = failure;
        }
        if (first) {
            failure = *std::move(first);
            return false;
        }
        answer = !deciding;
        return true;
    }

    bool logic(const Node& node, Value& answer)
    {
        const auto holds = [&](std::uint32_t child, bool& found) { return truth(node, child, found); };
        return decide(node.children, node.op == Operator::disjunction, holds, answer);
    }

    bool conditional(const Node& node, Value& answer)
    {
        bool holds = false;
        return truth(node, node.children[0], holds) && evaluate(node.children[holds ? 1 : 2], answer);
    }

    bool call(const Node& node, Value& answer)
    {
        if (!node.function) return uncallable(node);
        const Function& function = *node.function;
        Value given[parametersMost];
        bool blank = false, fits = true;
        for (std::size_t i = 0; i < node.children.size(); ++i) {
            if (!evaluate(node.children[i], given[i])) return false;
            blank = blank || given[i].isNull();
            fits = fits && (kinds(given[i].kind()) & function.parameters[i]) != 0;
        }
        if (!fits) return fail(node, "expression.no_overload", blank);
        Call now(environment, budget);
        if (function.call(now, {given, node.children.size()}, answer)) return true;
        return fail(node, now.code, now.blank, std::move(now.params));
    }

    /// Left by the checker with Typing::atRuntime.
    [[gnu::noinline]] bool uncallable(const Node& node)
    {
        const Function* function = findFunction(node.text, node.method);
        if (!function) return fail(node, "expression.unknown_function", false, {{"name", node.text}});
        return fail(node, "expression.arguments", false, argumentCounts(node, *function));
    }

    bool comprehension(const Node& node, Value& answer)
    {
        Value range;
        if (!evaluate(node.children[0], range)) return false;
        if (const Map* map = range.map()) {
            if (!budget.take(map->size())) return fail(node, "expression.cost");
            List keys;
            keys.reserve(map->size());
            for (const auto& entry : *map) {
                keys.push_back(entry.first);
            }
            range = std::move(keys);
        }
        if (!range.list()) return noOverload(node, range);
        locals.emplace_back();
        const bool done = loop(node, *range.list(), answer);
        locals.pop_back();
        return done;
    }

    bool loop(const Node& node, const List& range, Value& answer)
    {
        switch (node.macro) {
        case Macro::all:
        case Macro::exists:
            return quantify(node, range, node.macro == Macro::exists, answer);
        case Macro::existsOne:
            return count(node, range, answer);
        default:
            return collect(node, range, answer);
        }
    }

    /// As && and || of the condition for every element.
    bool quantify(const Node& node, const List& range, bool deciding, Value& answer)
    {
        const auto holds = [&](const Value& element, bool& found) { return condition(node, element, found); };
        return decide(range, deciding, holds, answer);
    }

    bool count(const Node& node, const List& range, Value& answer)
    {
        std::size_t found = 0;
        for (const Value& element : range) {
            bool holds = false;
            if (!condition(node, element, holds)) return false;
            found += holds ? 1 : 0;
        }
        answer = found == 1;
        return true;
    }

    bool collect(const Node& node, const List& range, Value& answer)
    {
        const bool filtered = node.macro == Macro::filter || node.children.size() == 3;
        List kept;
        for (const Value& element : range) {
            bool holds = true;
            if (filtered && !condition(node, element, holds)) return false;
            if (!holds) continue;
            Value each = element;
            if (node.macro == Macro::map) {
                locals.back() = element;
                if (!evaluate(node.children.back(), each)) return false;
            }
            kept.push_back(std::move(each));
        }
        return made(node, std::move(kept), answer);
    }

    /// Child 1 for one element.
    bool condition(const Node& node, const Value& element, bool& holds)
    {
        locals.back() = element;
        return truth(node, node.children[1], holds);
    }

    bool truth(const Node& node, std::uint32_t child, bool& holds)
    {
        Value found;
        if (!evaluate(child, found)) return false;
        if (!found.boolean()) return noOverload(node, found);
        holds = *found.boolean();
        return true;
    }

    const Tree& tree;
    const Environment& environment;
    Budget budget;
    std::vector<Value> locals;
    Failure failure;
};

} // namespace

Evaluated Program::evaluate(const Environment& environment, std::size_t steps) const
{
    return Evaluation(tree_, environment, steps).run();
}

Error Program::describe(const Failure& failure) const
{
    return errorAt(tree_.source, failure.at, failure.code, failure.params);
}

} // namespace ekey::expression
