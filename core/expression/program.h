// An expression that was read and checked, ready to be evaluated any number of times.
#pragma once

#include "core/expression/environment.h"
#include "core/expression/syntax.h"
#include "core/expression/type.h"

#include <optional>
#include <string_view>
#include <vector>

namespace ekey::expression {

enum class Typing {
    checked,   ///< what can only fail or never be true is an error of the expression: for rules
    atRuntime, ///< an unknown name or function fails when it is reached, as CEL runs without a checker: for expressions
               ///< typed by hand
};

/// A variable that the value of an expression depends on.
struct Reference {
    std::uint32_t slot = 0;
    bool countOnly = false; ///< of a repeat only how many instances there are
    bool direct = false;    ///< by its name, so that within one repeat it is that of the same instance
    friend auto operator<=>(const Reference&, const Reference&) = default;
};

struct Compiled;

/// Reads and checks an expression; `scope` must outlive the program, as must the records in its types.
/// Errors, each with params line and column: those of parse(), and all at once expression.unsupported {found}; with
/// Typing::checked also expression.unknown_name {name}, expression.unknown_function {name}, expression.arguments
/// {function, expected, found}, expression.no_overload {operator or function}, expression.condition (of ?: no bool),
/// expression.never_equal, expression.result {expected} where `result` rules out every kind that it may have.
Compiled compile(std::string_view source, const Record& scope, Typing typing, Kinds result = anyKind);

/// Why an evaluation ended without a value.
struct Failure {
    std::string_view code;   ///< expression.no_overload, .no_such_key {key}, .index {index, size}, .overflow,
                             ///< .division_by_zero, .conversion, .key, .duplicate_key, .day {found}, .check_unknown
                             ///< {check}, .text_size, .value_depth {limit}, .cost; with Typing::atRuntime also
                             ///< .unknown_name {name}, .unknown_function {name}, .arguments {function, expected, found}
    std::uint32_t at = 0;    ///< byte of the source
    bool blank = false;      ///< null was among the operands: an answer that the rule needs is not there
    json::Value params = {}; ///< an object, or null where the code has none: failing costs no allocation then
};

struct Evaluated {
    Value value;
    std::optional<Failure> failure; ///< then `value` means nothing
};

class Program {
public:
    /// At most `steps` of work.
    Evaluated evaluate(const Environment& environment, std::size_t steps) const;

    const Tree& tree() const { return tree_; }
    const Type& type() const { return type_; }
    /// Every variable whose value may matter, in order of slots, each once.
    const std::vector<Reference>& references() const { return references_; }
    /// The failure as an error, with line and column.
    Error describe(const Failure& failure) const;

private:
    friend class Checker;
    Tree tree_;
    Type type_;
    std::vector<Reference> references_;
};

struct Compiled {
    std::optional<Program> program; ///< nothing where there are errors
    Errors errors;
};

} // namespace ekey::expression
