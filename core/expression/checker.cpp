// compile(): finds what the names mean, which kinds of value can meet, and what the result depends on.
#include "core/expression/functions.h"
#include "core/expression/limits.h"
#include "core/expression/operations.h"
#include "core/expression/parser.h"
#include "core/expression/program.h"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

namespace ekey::expression {
namespace {

using Kind = Value::Kind;

constexpr std::string_view typeNames[] = {"null_type", "bool", "int", "double", "string", "list", "map", "type"};
constexpr std::string_view otherTypes[] = {"uint", "bytes"};
constexpr std::string_view otherFunctions[] = {"matches", "timestamp", "duration", "uint", "bytes"};

template <class Words>
const std::string_view* findWord(const Words& words, std::string_view word)
{
    const auto* found = std::find(std::begin(words), std::end(words), word);
    return found == std::end(words) ? nullptr : found;
}

std::string_view sign(Operator op)
{
    constexpr std::string_view signs[] = {"+",  "-",  "*",  "/",  "%", "<", "<=", ">",
                                          ">=", "==", "!=", "in", "-", "!", "&&", "||"};
    return signs[static_cast<unsigned>(op)];
}

Type just(Kinds kinds) { return {kinds}; }

/// What either of two may be.
Type either(const Type& left, const Type& right)
{
    Type both = just(left.kinds | right.kinds);
    if (left.record == right.record) both.record = left.record;
    if (left.element && right.element) both.element = std::make_shared<Type>(either(*left.element, *right.element));
    return both;
}

} // namespace

class Checker {
public:
    Checker(Tree tree, const Record& names, Typing asked) : scope(names), typing(asked)
    {
        program.tree_ = std::move(tree);
    }

    Compiled run(Kinds result)
    {
        program.type_ = visit(program.tree_.root, true);
        if (errors.empty() && typing == Typing::checked && !program.type_.may(result)) {
            fail(program.tree_.root, "expression.result", {{"expected", names(result)}});
        }
        if (!errors.empty()) return {std::nullopt, std::move(errors)};
        program.references_.assign(references.begin(), references.end());
        return {std::move(program), {}};
    }

private:
    struct Local {
        std::string name;
        Type type;
    };

    Node& node(std::uint32_t index) { return program.tree_.nodes[index]; }

    /// With one param. Never inlined, so that it costs nothing of the stack where all is well.
    [[gnu::noinline]] Type fault(std::uint32_t at, std::string_view code, const char* param, std::string_view value)
    {
        return fail(at, code, {{param, std::string(value)}});
    }

    [[gnu::noinline]] Type fail(std::uint32_t at, std::string_view code, json::Object params)
    {
        if (errors.size() < errorsMost)
            errors.push_back(errorAt(program.tree_.source, node(at).at, code, std::move(params)));
        return {};
    }

    static json::Value names(Kinds kinds)
    {
        json::Value list = json::Value::array();
        for (unsigned kind = 0; kind < std::size(typeNames); ++kind) {
            if (kinds & (1u << kind)) list.push_back(std::string(typeNames[kind]));
        }
        return list;
    }

    /// What is read where `type` stands. Not the whole of it (a member is chosen, or only counted): then of a repeat
    /// how many there are, and of a group nothing.
    Type used(std::uint32_t slot, Type type, bool whole, bool direct)
    {
        const bool counted = type.element && type.element->record;
        if (type.record && !whole) return type;
        references.insert({slot, counted && !whole, direct && !(counted && whole)});
        return type;
    }
    Type usedPart(Type type, bool whole)
    {
        const Record* record = type.element ? type.element->record : type.record;
        if (record && whole) references.insert({record->slot(), false, false});
        return type;
    }

    /// `whole`: everything in the value may matter to what is made of it.
    Type visit(std::uint32_t index, bool whole)
    {
        switch (node(index).kind) {
        case NodeKind::literal:
            return just(kinds(node(index).value.kind()));
        case NodeKind::name:
            return name(index, whole);
        case NodeKind::select:
        case NodeKind::has:
            return select(index, whole);
        case NodeKind::index:
            return element(index, whole);
        case NodeKind::list:
            return list(index);
        case NodeKind::map:
            visitAll(index);
            return just(kinds(Kind::map));
        case NodeKind::operation:
            return operation(index);
        case NodeKind::conditional:
            return conditional(index, whole);
        case NodeKind::call:
            return call(index);
        case NodeKind::comprehension:
            return comprehension(index, whole);
        case NodeKind::variable:
        case NodeKind::local:
            break;
        }
        return {};
    }

    std::vector<Type> visitAll(std::uint32_t index)
    {
        std::vector<Type> types;
        for (const std::uint32_t child : node(index).children) {
            types.push_back(visit(child, true));
        }
        return types;
    }

    Type variable(std::uint32_t index, const Symbol& symbol, bool whole)
    {
        node(index).kind = NodeKind::variable;
        node(index).slot = symbol.slot;
        node(index).children.clear();
        return used(symbol.slot, symbol.type, whole, true);
    }

    Type name(std::uint32_t index, bool whole)
    {
        Node& here = node(index);
        const auto local =
            std::find_if(locals.rbegin(), locals.rend(), [&here](const Local& l) { return l.name == here.text; });
        if (local != locals.rend() && !here.absolute) {
            here.kind = NodeKind::local;
            here.slot = static_cast<std::uint32_t>(locals.rend() - local - 1);
            return usedPart(local->type, whole);
        }
        if (const Symbol* symbol = scope.find(here.text)) return variable(index, *symbol, whole);
        if (const std::string_view* type = findWord(typeNames, here.text)) {
            here.kind = NodeKind::literal;
            here.value = TypeName{*type};
            return just(kinds(Kind::type));
        }
        if (findWord(otherTypes, here.text)) return fault(index, "expression.unsupported", "found", here.text);
        if (typing == Typing::atRuntime) return {};
        return fault(index, "expression.unknown_name", "name", here.text);
    }

    /// "a.b.c" where the node is names and nothing else; else empty.
    std::string dotted(std::uint32_t index)
    {
        std::vector<const std::string*> words;
        for (;; index = node(index).children[0]) {
            const Node& here = node(index);
            words.push_back(&here.text);
            if (here.kind == NodeKind::name) break;
            if (here.kind != NodeKind::select) return {};
        }
        const Node& first = node(index);
        const bool local =
            std::any_of(locals.begin(), locals.end(), [&first](const Local& l) { return l.name == first.text; });
        if (local && !first.absolute) return {};
        std::string path = *words.back();
        for (auto word = words.rbegin() + 1; word != words.rend(); ++word) {
            path += '.' + **word;
        }
        return path;
    }

    Type select(std::uint32_t index, bool whole)
    {
        const bool has = node(index).kind == NodeKind::has;
        // The longest name that is known wins (CEL, Name Resolution).
        if (const std::string path = has ? "" : dotted(index); !path.empty()) {
            if (const Symbol* symbol = scope.find(path)) return variable(index, *symbol, whole);
        }
        const std::uint32_t child = node(index).children[0];
        const Type type = visit(child, false);
        if (type.record) return member(index, type, whole);
        if (typing == Typing::checked && !type.may(kinds(Kind::map))) {
            return fault(index, "expression.no_overload", "operator", ".");
        }
        return has ? just(kinds(Kind::boolean)) : Type();
    }

    Type member(std::uint32_t index, const Type& type, bool whole)
    {
        const bool has = node(index).kind == NodeKind::has;
        const bool known = node(node(index).children[0]).kind == NodeKind::variable;
        const Symbol* symbol = type.record->find(node(index).text);
        if (!symbol) return fault(index, "expression.unknown_name", "name", node(index).text);
        node(index).slot = symbol->slot;
        if (has) {
            // Declared members are always there: has() asks whether something is in them.
            node(index).declared = true;
            if (known) node(index).children.clear();
            used(symbol->slot, symbol->type, true, known);
            return just(kinds(Kind::boolean));
        }
        return known ? variable(index, *symbol, whole) : used(symbol->slot, symbol->type, whole, false);
    }

    Type element(std::uint32_t index, bool whole)
    {
        const Type range = visit(node(index).children[0], false);
        const Type key = visit(node(index).children[1], true);
        const Kinds numeric = kinds(Kind::integer, Kind::number);
        const bool fits = range.may(kinds(Kind::map)) || (range.may(kinds(Kind::list)) && key.may(numeric));
        if (typing == Typing::checked && !fits) return fault(index, "expression.no_overload", "operator", "[]");
        if (range.record) references.insert({range.record->slot(), false, false}); // which member is only known later
        return range.element ? usedPart(*range.element, whole) : Type();
    }

    Type list(std::uint32_t index)
    {
        const std::vector<Type> types = visitAll(index);
        if (types.empty()) return just(kinds(Kind::list));
        Type any = types.front();
        for (const Type& type : types) {
            any = either(any, type);
        }
        return listOf(any);
    }

    /// What is in lists within lists within lists … is no longer followed: loops could nest them without end.
    static Type listOf(const Type& element)
    {
        constexpr unsigned followedMost = 8;
        unsigned depth = 0;
        for (const Type* within = &element; within; within = within->element.get()) {
            ++depth;
        }
        Type list = just(kinds(Kind::list));
        if (depth < followedMost) list.element = std::make_shared<Type>(element);
        return list;
    }

    Type operation(std::uint32_t index)
    {
        const std::vector<Type> types = visitAll(index);
        const Operator op = node(index).op;
        Kinds result = 0;
        if (op == Operator::conjunction || op == Operator::disjunction) {
            result = kinds(Kind::boolean);
            for (const Type& type : types) {
                result &= type.kinds;
            }
        } else {
            result = resultKinds(op, types.front().kinds, types.back().kinds);
        }
        if (typing == Typing::atRuntime) return just(result ? result : anyKind);
        if (result == 0) return fault(index, "expression.no_overload", "operator", sign(op));
        if (op == Operator::equal || op == Operator::notEqual) checkEqual(index, types[0].kinds, types[1].kinds);
        return just(result);
    }

    [[gnu::noinline]] void checkEqual(std::uint32_t index, Kinds left, Kinds right)
    {
        constexpr Kinds numeric = kinds(Kind::integer, Kind::number);
        if ((left & right) != 0 || ((left & numeric) && (right & numeric))) return;
        fail(index, "expression.never_equal", {{"left", names(left)}, {"right", names(right)}});
    }

    Type conditional(std::uint32_t index, bool whole)
    {
        const std::vector<std::uint32_t> children = node(index).children;
        const Type condition = visit(children[0], true);
        const Type then = visit(children[1], whole), otherwise = visit(children[2], whole);
        if (typing == Typing::checked && !condition.may(kinds(Kind::boolean)))
            return fail(children[0], "expression.condition", {});
        return either(then, otherwise);
    }

    Type call(std::uint32_t index)
    {
        Node& here = node(index);
        here.function = findFunction(here.text, here.method);
        if (!here.function || here.children.size() != here.function->parameters.size()) return uncallable(index);
        const Function& function = *here.function;
        const std::vector<std::uint32_t> children = here.children;
        const bool counts = function.name == "size";
        for (std::size_t i = 0; i < children.size(); ++i) {
            const Type type = visit(children[i], !counts);
            if (typing == Typing::checked && !type.may(function.parameters[i])) {
                fault(children[i], "expression.no_overload", "function", function.name);
            }
        }
        return just(function.result);
    }

    /// A call of no function that there is, or with too many or too few arguments.
    [[gnu::noinline]] Type uncallable(std::uint32_t index)
    {
        Node& here = node(index);
        const Function* function = std::exchange(here.function, nullptr);
        visitAll(index);
        if (findWord(otherFunctions, here.text)) return fault(index, "expression.unsupported", "found", here.text);
        if (typing == Typing::atRuntime) return {};
        return function ? fail(index, "expression.arguments", argumentCounts(here, *function))
                        : fault(index, "expression.unknown_function", "name", here.text);
    }

    Type comprehension(std::uint32_t index, bool whole)
    {
        const std::vector<std::uint32_t> children = node(index).children;
        const Macro macro = node(index).macro;
        const Type range = visit(children[0], false);
        if (typing == Typing::checked && !range.may(kinds(Kind::list, Kind::map))) {
            fault(children[0], "expression.no_overload", "function", node(index).text);
        }
        // Of a map the keys are walked.
        const bool onlyMap = !range.may(kinds(Kind::list));
        locals.push_back({node(index).text, range.element ? *range.element
                                            : onlyMap     ? just(kinds(Kind::boolean, Kind::integer, Kind::text))
                                                          : Type()});
        Type last;
        for (std::size_t i = 1; i < children.size(); ++i) {
            last = visit(children[i], true);
            const bool condition = macro != Macro::map || (children.size() == 3 && i == 1);
            if (condition && typing == Typing::checked && !last.may(kinds(Kind::boolean)))
                fail(children[i], "expression.condition", {});
        }
        locals.pop_back();
        if (macro == Macro::filter) {
            Type kept = just(kinds(Kind::list));
            kept.element = range.element;
            return usedPart(kept, whole);
        }
        if (macro != Macro::map) return just(kinds(Kind::boolean));
        return listOf(last);
    }

    const Record& scope;
    const Typing typing;
    Program program;
    std::vector<Local> locals;
    std::set<Reference> references;
    Errors errors;
};

Compiled compile(std::string_view source, const Record& scope, Typing typing, Kinds result)
{
    Result<Tree> tree = parse(source);
    if (!tree) return {std::nullopt, {tree.error()}};
    return Checker(*std::move(tree), scope, typing).run(result);
}

} // namespace ekey::expression
