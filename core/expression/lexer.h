// The words of the rule language, by the lexis of CEL's language definition.
#pragma once

#include "core/error.h"
#include "core/expression/value.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace ekey::expression {

struct Token {
    enum class Kind { end, name, quotedName, integer, number, text, sign };

    Kind kind = Kind::end;
    std::uint32_t at = 0;  ///< byte of the source
    std::string_view word; ///< as it stands in the source; of a sign one of ( ) [ ] { } . , : ? + - * / % ! < <= …
    std::string text = {}; ///< of a text what it says; of a quoted name what stands between its back quotes
    std::uint64_t integer = 0; ///< without its sign
    double number = 0;
};

/// The tokens, the last of them `end`. Errors (params line and column as syntax.h has them): expression.size {limit},
/// expression.encoding, expression.character {found}, expression.number {found}, expression.text_unfinished,
/// expression.escape {found}, expression.unsupported {found} for uint and bytes literals.
Result<std::vector<Token>> tokens(std::string_view source);

} // namespace ekey::expression
