// An expression as a tree: what the parser makes, the checker annotates and the evaluator walks.
#pragma once

#include "core/error.h"
#include "core/expression/value.h"

#include <cstdint>
#include <string>
#include <vector>

namespace ekey::expression {

enum class Operator {
    add,
    subtract,
    multiply,
    divide,
    modulo,
    less,
    lessOrEqual,
    greater,
    greaterOrEqual,
    equal,
    notEqual,
    in,
    negate,
    opposite, ///< !x
    conjunction,
    disjunction,
};

enum class Macro { all, exists, existsOne, filter, map };

/// What a node is, and which children it has.
enum class NodeKind : std::uint8_t {
    literal,       ///< `value`
    name,          ///< `text`; after checking a variable, a loop's variable or a type
    select,        ///< child 0 `.text`
    has,           ///< has(child 0 `.text`)
    index,         ///< child 0 [child 1]
    list,          ///< the elements
    map,           ///< key, value, key, value …
    operation,     ///< `op` with one or two operands; conjunction and disjunction with two or more
    conditional,   ///< condition, then, else
    call,          ///< function `text`; a method's receiver is child 0
    comprehension, ///< `macro` over child 0 with the variable `text`: child 1, and for map with a filter child 2
    variable,      ///< made by the checker: the value of slot `slot`
    local,         ///< made by the checker: the loop variable `slot` levels in, from the outermost
};

struct Function;

struct Node {
    NodeKind kind = NodeKind::literal;
    std::uint32_t at = 0; ///< byte of the source where it stands, for errors
    Value value = {};
    std::string text = {};
    std::vector<std::uint32_t> children = {}; ///< indices into Tree::nodes
    Operator op = Operator::add;
    Macro macro = Macro::all;
    bool method = false;   ///< of a call: receiver.f(…)
    bool absolute = false; ///< of a name: written with a leading dot, so that no loop variable is meant
    bool declared =
        false; ///< made by the checker, of has: the member is always there; without a child, it is that of `slot`
    std::uint32_t slot = 0;
    const Function* function = nullptr; ///< of a checked call
};

struct Tree {
    std::string source;
    std::vector<Node> nodes;
    std::uint32_t root = 0;
};

/// An error that stands at a byte of a source: params gain "line" and "column", both from 1 and the column in
/// characters.
Error errorAt(std::string_view source, std::size_t at, std::string_view code, json::Object params = {});

} // namespace ekey::expression
