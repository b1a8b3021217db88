// Names one version of one form, to the byte.
#pragma once

#include "core/error.h"

#include <cstdint>
#include <string>

namespace ekey::form {

struct FormReference {
    std::string id;
    std::int64_t version = 0;
    std::string sm3; ///< of the definition's canonical form, lower-case hexadecimal
    friend bool operator==(const FormReference&, const FormReference&) = default;
};

/// {"id", "version", "sm3"}
json::Value toJson(const FormReference& form);
/// Errors: those of json::Members.
Result<FormReference> readReference(const json::Value& json, const std::string& pointer);

} // namespace ekey::form
