// What is known of a value before an expression is evaluated, and what the names in it mean.
#pragma once

#include "core/expression/value.h"

#include <cstdint>
#include <memory>
#include <string_view>

namespace ekey::expression {

/// A set of kinds, one bit each.
using Kinds = std::uint16_t;
constexpr Kinds kinds(Value::Kind kind) { return static_cast<Kinds>(1u << static_cast<unsigned>(kind)); }
template <class... More>
constexpr Kinds kinds(Value::Kind first, More... more)
{
    return static_cast<Kinds>(kinds(first) | kinds(more...));
}
inline constexpr Kinds anyKind = 0xff;

class Record;

/// The kinds that a value may have, and what is in it where that is known.
struct Type {
    Kinds kinds = anyKind;
    std::shared_ptr<const Type> element = {}; ///< of a list
    const Record* record = nullptr;           ///< of a map whose members are declared

    bool may(Kinds some) const { return (kinds & some) != 0; }
};

/// A name's meaning: which of the environment's values, and what is known of it.
struct Symbol {
    std::uint32_t slot = 0;
    Type type = {};
};

/// A map whose members are declared: a form, a group, or one instance of a repeat. Outlives the programs checked with
/// it.
class Record {
public:
    virtual ~Record() = default;
    /// nullptr where there is no such member.
    virtual const Symbol* find(std::string_view member) const = 0;
    /// Of the whole of it; of a repeat's instance the repeat's.
    virtual std::uint32_t slot() const = 0;
};

} // namespace ekey::expression
