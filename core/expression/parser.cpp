#include "core/expression/parser.h"

#include "core/expression/lexer.h"
#include "core/expression/limits.h"
#include "core/text/utf8.h"

#include <algorithm>
#include <array>
#include <limits>
#include <optional>
#include <utility>

namespace ekey::expression {

Error errorAt(std::string_view source, std::size_t at, std::string_view code, json::Object params)
{
    const std::string_view before = source.substr(0, at);
    const std::size_t start = before.rfind('\n') + 1; // npos + 1 is 0
    params.value["line"] = 1 + std::count(before.begin(), before.end(), '\n');
    params.value["column"] = 1 + text::length(before.substr(start));
    return {std::string(code), {}, Severity::error, std::move(params)};
}

namespace {

using NodeIndex = std::uint32_t;

constexpr std::string_view reserved[] = {"as",       "break",   "const",  "continue", "else", "false", "for",
                                         "function", "if",      "import", "in",       "let",  "loop",  "namespace",
                                         "null",     "package", "return", "true",     "var",  "void",  "while"};

bool isReserved(std::string_view word)
{
    return std::find(std::begin(reserved), std::end(reserved), word) != std::end(reserved);
}

struct Binary {
    std::string_view sign;
    Operator op;
    int binding; ///< the tighter, the higher
};

constexpr int relations = 1, tightest = 4;
constexpr Binary binaries[] = {
    {"<", Operator::less, 1},     {"<=", Operator::lessOrEqual, 1},
    {">", Operator::greater, 1},  {">=", Operator::greaterOrEqual, 1},
    {"==", Operator::equal, 1},   {"!=", Operator::notEqual, 1},
    {"in", Operator::in, 1},      {"+", Operator::add, 2},
    {"-", Operator::subtract, 2}, {"*", Operator::multiply, 3},
    {"/", Operator::divide, 3},   {"%", Operator::modulo, 3},
};

struct MacroName {
    std::string_view name;
    Macro macro;
    std::size_t least, most; ///< arguments
};

constexpr MacroName macros[] = {
    {"all", Macro::all, 2, 2},       {"exists", Macro::exists, 2, 2}, {"exists_one", Macro::existsOne, 2, 2},
    {"filter", Macro::filter, 2, 2}, {"map", Macro::map, 2, 3},
};

/// Recursive descent; binary operators by their binding. After the first error every function returns node 0 at once.
class Parser {
public:
    Parser(std::string_view source, std::vector<Token> found) : tokens(std::move(found)) { tree.source = source; }

    Result<Tree> run()
    {
        tree.root = expression();
        if (!error && now().kind != Token::Kind::end) unexpected();
        if (error) return *error;
        return std::move(tree);
    }

private:
    const Token& now() const { return tokens[at]; }
    const Token& ahead() const { return tokens[std::min(at + 1, tokens.size() - 1)]; }

    bool isSign(std::string_view sign) const { return now().kind == Token::Kind::sign && now().word == sign; }
    bool takeSign(std::string_view sign)
    {
        if (error || !isSign(sign)) return false;
        ++at;
        return true;
    }
    void expect(std::string_view sign)
    {
        if (!error && !takeSign(sign)) unexpected();
    }

    NodeIndex fail(const Token& token, std::string_view code, json::Object params = {})
    {
        if (!error) error = errorAt(tree.source, token.at, code, std::move(params));
        return 0;
    }
    NodeIndex unexpected()
    {
        if (now().kind == Token::Kind::end) return fail(now(), "expression.unfinished");
        return fail(now(), "expression.syntax", {{"found", std::string(now().word)}});
    }
    NodeIndex unsupported(const Token& token, const char* what)
    {
        return fail(token, "expression.unsupported", {{"found", what}});
    }

    NodeIndex add(const Token& token, Node node)
    {
        if (error) return 0;
        std::size_t depth = 0;
        for (const NodeIndex child : node.children) {
            depth = std::max(depth, depths[child]);
        }
        if (tree.nodes.size() == nodesMost) return fail(token, "expression.nodes", {{"limit", nodesMost}});
        if (depth == depthMost) return fail(token, "expression.depth", {{"limit", depthMost}});
        node.at = token.at;
        tree.nodes.push_back(std::move(node));
        depths.push_back(depth + 1);
        return static_cast<NodeIndex>(tree.nodes.size() - 1);
    }

    NodeIndex operation(const Token& token, Operator op, std::vector<NodeIndex> operands)
    {
        return add(token, {.kind = NodeKind::operation, .children = std::move(operands), .op = op});
    }

    NodeIndex expression()
    {
        if (level == nestingMost) return fail(now(), "expression.depth", {{"limit", nestingMost}});
        ++level;
        std::vector<Branch> branches; // a ? b : c ? d : e, without recursion for each
        const Token* start = &now();
        NodeIndex found = chain("||", Operator::disjunction);
        while (takeSign("?")) {
            branches.push_back({start, found, chain("||", Operator::disjunction)});
            expect(":");
            start = &now();
            found = chain("||", Operator::disjunction);
        }
        for (auto branch = branches.rbegin(); branch != branches.rend() && !error; ++branch) {
            found = conditional(*branch, found);
        }
        --level;
        return found;
    }

    struct Branch {
        const Token* start;
        NodeIndex condition, then;
    };

    NodeIndex conditional(const Branch& branch, NodeIndex otherwise)
    {
        return add(*branch.start,
                   {.kind = NodeKind::conditional, .children = {branch.condition, branch.then, otherwise}});
    }

    /// a || b || c, or a && b && c, as one node.
    NodeIndex chain(std::string_view sign, Operator op)
    {
        const Token& start = now();
        const auto operand = [&] {
            return op == Operator::disjunction ? chain("&&", Operator::conjunction) : binary(relations);
        };
        std::vector<NodeIndex> operands = {operand()};
        while (takeSign(sign)) {
            operands.push_back(operand());
        }
        return operands.size() == 1 ? operands.front() : operation(start, op, std::move(operands));
    }

    const Binary* binaryHere(int binding) const
    {
        const bool word = now().kind == Token::Kind::name || now().kind == Token::Kind::sign;
        const auto* found = std::find_if(std::begin(binaries), std::end(binaries), [&](const Binary& candidate) {
            return candidate.binding == binding && candidate.sign == now().word;
        });
        return word && found != std::end(binaries) ? found : nullptr;
    }

    NodeIndex binary(int binding)
    {
        if (binding == tightest) return unary();
        NodeIndex left = binary(binding + 1);
        while (const Binary* found = error ? nullptr : binaryHere(binding)) {
            const Token& token = tokens[at++];
            const NodeIndex right = binary(binding + 1);
            left = operation(token, found->op, {left, right});
        }
        return left;
    }

    /// Any number of ! or any number of -, not mixed; a minus right before a number belongs to it, so that the least
    /// int can be written.
    NodeIndex unary()
    {
        const std::size_t start = at;
        for (const auto& [sign, op] : {std::pair{"!", Operator::opposite}, std::pair{"-", Operator::negate}}) {
            while (takeSign(sign)) {
            }
            if (at == start) continue;
            const bool negative =
                op == Operator::negate && (now().kind == Token::Kind::integer || now().kind == Token::Kind::number);
            std::size_t count = at - start;
            NodeIndex found = member(negative);
            if (negative) --count;
            for (; count > 0 && !error; --count) {
                found = operation(tokens[start + count - 1], op, {found});
            }
            return found;
        }
        return member(false);
    }

    NodeIndex member(bool negative)
    {
        NodeIndex found = primary(negative);
        while (!error) {
            const Token& token = now();
            if (takeSign(".")) {
                found = selection(found);
            } else if (takeSign("[")) {
                if (isSign("?")) return unsupported(now(), "optional");
                const NodeIndex key = expression();
                expect("]");
                found = add(token, {.kind = NodeKind::index, .children = {found, key}});
            } else if (isSign("{") && isTypeName(found)) {
                return unsupported(token, "message");
            } else {
                break;
            }
        }
        return found;
    }

    /// Foo{…} and a.Foo{…} would make a message.
    bool isTypeName(NodeIndex node) const
    {
        const Node& found = tree.nodes[node];
        return found.kind == NodeKind::name || (found.kind == NodeKind::select && isTypeName(found.children[0]));
    }

    NodeIndex selection(NodeIndex receiver)
    {
        if (isSign("?")) return unsupported(now(), "optional");
        const Token& token = now();
        if (token.kind == Token::Kind::quotedName) {
            ++at;
            return add(token,
                       {.kind = NodeKind::select, .value = token.text, .text = token.text, .children = {receiver}});
        }
        // true, false, null and in are words of the language everywhere; the other reserved words may name a field.
        if (token.kind != Token::Kind::name || token.word == "in" || isLiteral(token.word)) return unexpected();
        ++at;
        std::string name(token.word);
        if (!takeSign("("))
            return add(token, {.kind = NodeKind::select, .value = name, .text = name, .children = {receiver}});
        const auto* macro = std::find_if(std::begin(macros), std::end(macros),
                                         [&](const MacroName& m) { return m.name == token.word; });
        if (macro != std::end(macros)) return comprehension(token, receiver, *macro);
        std::vector<NodeIndex> operands = arguments(")");
        operands.insert(operands.begin(), receiver);
        return add(token,
                   {.kind = NodeKind::call, .text = std::move(name), .children = std::move(operands), .method = true});
    }

    static bool isLiteral(std::string_view word) { return word == "true" || word == "false" || word == "null"; }

    NodeIndex comprehension(const Token& token, NodeIndex range, const MacroName& macro)
    {
        const Token& variable = now();
        const std::vector<NodeIndex> given = arguments(")");
        if (error) return 0;
        const bool named =
            !given.empty() && tree.nodes[given.front()].kind == NodeKind::name && !tree.nodes[given.front()].absolute;
        if (!named || given.size() < macro.least || given.size() > macro.most) {
            return fail(named ? token : variable, "expression.macro", {{"macro", std::string(macro.name)}});
        }
        std::vector<NodeIndex> children = {range};
        children.insert(children.end(), given.begin() + 1, given.end());
        std::string name = tree.nodes[given.front()].text;
        return add(token, {.kind = NodeKind::comprehension,
                           .text = std::move(name),
                           .children = std::move(children),
                           .macro = macro.macro});
    }

    /// What stands between brackets up to `end`, which is taken.
    std::vector<NodeIndex> arguments(std::string_view end, bool trailingComma = false)
    {
        std::vector<NodeIndex> found;
        if (takeSign(end)) return found;
        do {
            if (trailingComma && !found.empty() && isSign(end)) break;
            if (isSign("?")) unsupported(now(), "optional");
            found.push_back(expression());
        } while (takeSign(","));
        expect(end);
        return found;
    }

    NodeIndex primary(bool negative)
    {
        const Token& token = now();
        switch (token.kind) {
        case Token::Kind::integer:
            return integer(negative);
        case Token::Kind::number:
            ++at;
            return add(token, {.value = negative ? -token.number : token.number});
        case Token::Kind::text:
            ++at;
            return add(token, {.value = token.text});
        case Token::Kind::name:
            return nameOrCall(false);
        case Token::Kind::sign:
            return bracketed();
        default:
            return unexpected();
        }
    }

    NodeIndex integer(bool negative)
    {
        const Token& token = tokens[at++];
        constexpr std::uint64_t most = std::numeric_limits<std::int64_t>::max();
        if (token.integer > most + (negative ? 1 : 0)) {
            return fail(token, "expression.number", {{"found", std::string(token.word)}});
        }
        const std::uint64_t bits = negative ? 0 - token.integer : token.integer;
        return add(token, {.value = static_cast<std::int64_t>(bits)});
    }

    NodeIndex bracketed()
    {
        const Token& token = now();
        if (takeSign("(")) {
            const NodeIndex found = expression();
            expect(")");
            return found;
        }
        if (takeSign("[")) {
            std::vector<NodeIndex> elements = arguments("]", true);
            return add(token, {.kind = NodeKind::list, .children = std::move(elements)});
        }
        if (takeSign("{")) return map(token);
        if (takeSign(".")) return now().kind == Token::Kind::name ? nameOrCall(true) : unexpected();
        return unexpected();
    }

    NodeIndex map(const Token& token)
    {
        std::vector<NodeIndex> entries;
        while (!error && !takeSign("}")) {
            if (isSign("?")) return unsupported(now(), "optional");
            entries.push_back(expression());
            expect(":");
            entries.push_back(expression());
            if (!takeSign(",")) {
                expect("}");
                break;
            }
        }
        return add(token, {.kind = NodeKind::map, .children = std::move(entries)});
    }

    NodeIndex nameOrCall(bool absolute)
    {
        const Token& token = tokens[at++];
        if (isLiteral(token.word) && !absolute) {
            return add(token, {.value = token.word == "null" ? Value() : Value(token.word == "true")});
        }
        if (isReserved(token.word)) {
            --at;
            return unexpected();
        }
        if (!takeSign("(")) {
            return add(token, {.kind = NodeKind::name, .text = std::string(token.word), .absolute = absolute});
        }
        std::vector<NodeIndex> given = arguments(")");
        if (!error && token.word == "has") return has(token, given);
        return add(token, {.kind = NodeKind::call, .text = std::string(token.word), .children = std::move(given)});
    }

    NodeIndex has(const Token& token, const std::vector<NodeIndex>& given)
    {
        if (given.size() != 1 || tree.nodes[given[0]].kind != NodeKind::select) {
            return fail(token, "expression.macro", {{"macro", "has"}});
        }
        tree.nodes[given[0]].kind = NodeKind::has;
        return given[0];
    }

    std::vector<Token> tokens;
    std::size_t at = 0;
    std::size_t level = 0; ///< of expressions within expressions, so that reading them does not exhaust the stack
    std::vector<std::size_t> depths; ///< of each node of the tree
    Tree tree;
    std::optional<Error> error;
};

} // namespace

Result<Tree> parse(std::string_view source)
{
    Result<std::vector<Token>> found = tokens(source);
    if (!found) return found.error();
    return Parser(source, *std::move(found)).run();
}

} // namespace ekey::expression
