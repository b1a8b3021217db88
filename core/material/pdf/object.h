// What stands in a PDF: ISO 32000-1, 7.3.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ekey::material::pdf {

struct Object {
    enum class Kind { null, boolean, integer, real, string, name, array, dictionary, reference, keyword };

    Kind kind = Kind::null;
    std::int64_t number = 0;     ///< of an integer, a boolean; a reference's object number
    std::int64_t generation = 0; ///< of a reference
    std::string text;            ///< of a string or name, decoded; of a keyword. A real's digits are not kept
    std::vector<Object> items;   ///< of an array; of a dictionary: key, value, key, value, …

    bool is(Kind what) const { return kind == what; }
    bool isName(std::string_view name) const { return kind == Kind::name && text == name; }
    bool isKeyword(std::string_view word) const { return kind == Kind::keyword && text == word; }
    std::optional<std::int64_t> integer() const { return kind == Kind::integer ? std::optional(number) : std::nullopt; }
    /// A dictionary's entry; null where it has none, or is no dictionary.
    const Object& operator[](std::string_view key) const;
};

} // namespace ekey::material::pdf
