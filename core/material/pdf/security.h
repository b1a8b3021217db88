// Passwords of a PDF (ISO 32000-1, 7.6.3; ISO 32000-2, 7.6.4): whether the empty one opens it, and what it opens.
//
// A PDF that only its owner's password protects from changes opens with the empty one. Nobody is asked for another
// here.
#pragma once

#include "core/error.h"
#include "core/material/pdf/object.h"

namespace ekey::material::pdf {

class Security {
public:
    /// `encrypt`: the dictionary of that name, with its entries resolved. `id`: the first half of the file's.
    /// Codes: material.pdf_password, material.pdf_encryption, material.damaged (without params).
    static Result<Security> open(const Object& encrypt, std::string_view id);

    /// A stream's bytes as they were before. nullopt: damaged.
    std::optional<std::string> decrypt(std::string data, std::int64_t number, std::int64_t generation) const;

private:
    enum class Method { none, rc4, aes128, aes256 };
    Security(Method method, std::string key) : method_(method), key_(std::move(key)) {}

    Method method_;
    std::string key_;
};

} // namespace ekey::material::pdf
