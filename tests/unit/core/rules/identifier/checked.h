// What the tests of the checks read of an answer.
#pragma once

#include "core/identifier/identifier.h"

#include <map>
#include <string>
#include <vector>

namespace ekey::identifier {

using Codes = std::vector<std::string>;

inline Codes codesOf(const Checked& checked)
{
    Codes codes;
    for (const Error& error : checked.errors) {
        codes.push_back(error.code);
    }
    return codes;
}

/// The first code, or what is stored.
inline std::string outcome(const Checked& checked)
{
    return blocks(checked.errors) ? checked.errors[0].code : checked.normalized;
}

using Parts = std::map<std::string, std::string>;

inline Parts partsOf(const Checked& checked)
{
    Parts parts;
    for (const Part& part : checked.parts) {
        parts[std::string(part.name)] = part.value;
    }
    return parts;
}

} // namespace ekey::identifier
