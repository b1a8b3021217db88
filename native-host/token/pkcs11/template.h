#pragma once

#include "native-host/token/pkcs11/arguments.h"

#include <deque>
#include <vector>

namespace ekey::token::pkcs11 {

/// Attributes of an object to be made, with their values.
class Template {
public:
    Template() = default;
    Template(const Template&) = delete;
    Template& operator=(const Template&) = delete;

    Template& flag(CK_ATTRIBUTE_TYPE type, bool value)
    {
        const CK_BBOOL bytes[] = {static_cast<CK_BBOOL>(value ? CK_TRUE : CK_FALSE)};
        return add(type, std::span(bytes));
    }
    Template& number(CK_ATTRIBUTE_TYPE type, CK_ULONG value)
    {
        return add(type, {reinterpret_cast<const std::uint8_t*>(&value), sizeof value});
    }
    Template& bytes(CK_ATTRIBUTE_TYPE type, std::span<const std::uint8_t> value) { return add(type, value); }
    Template& text(CK_ATTRIBUTE_TYPE type, std::string_view value)
    {
        return add(type, {reinterpret_cast<const std::uint8_t*>(value.data()), value.size()});
    }

    CK_ATTRIBUTE* data() { return attributes.data(); }
    CK_ULONG size() const { return length(attributes); }

private:
    Template& add(CK_ATTRIBUTE_TYPE type, std::span<const std::uint8_t> value)
    {
        auto& kept = values.emplace_back(value.begin(), value.end());
        attributes.push_back({type, kept.data(), length(kept)});
        return *this;
    }

    std::deque<std::vector<std::uint8_t>> values; ///< a deque's elements stay where they are
    std::vector<CK_ATTRIBUTE> attributes;
};

} // namespace ekey::token::pkcs11
