// Materials (材料): the files that go with a filing. What a file is, by its content, and whether it is fit to be sent.
#pragma once

#include "core/error.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ekey::material {

/// Limits come as data, from the form's definition.
struct Limits {
    std::vector<std::string> types; ///< accepted media types: "image/jpeg", "image/png", "application/pdf"
    std::int64_t bytes = 0;         ///< the largest size accepted
};

/// What is looked at: the file's first and last bytes suffice. For a file of at most 2 × window bytes, head may hold
/// all of it and tail be empty.
inline constexpr std::size_t window = 64 * 1024;
struct Sample {
    std::string_view name; ///< the file's name, UTF-8; only its extension is compared
    std::int64_t bytes = 0;
    std::span<const std::uint8_t> head; ///< the first min(bytes, window) bytes
    std::span<const std::uint8_t> tail; ///< the last min(bytes, window) bytes
};

struct Inspected {
    std::string type; ///< media type found in the content; "application/octet-stream" when unknown
    Errors errors;    ///< pointer empty
};

/// Codes: material.empty, material.too_large {limit, bytes}, material.type {found, accepted}, material.truncated
/// {type}, material.extension {found} (warning: the name says another type than the content).
Inspected inspect(const Sample& sample, const Limits& limits);

/// What can be said without the content. Codes: material.empty, material.too_large, material.type.
Errors checkLimits(std::string_view type, std::int64_t bytes, const Limits& limits);

/// One line of the manifest that gets signed.
struct Entry {
    std::string item; ///< the form's item it answers: "businessLicence"
    std::string name; ///< as the user's system named it, 1–255 bytes of UTF-8, no control characters
    std::string type; ///< media type, by content
    std::int64_t bytes = 0;
    std::string sm3; ///< lower-case hexadecimal
    std::string sha256;
    friend bool operator==(const Entry&, const Entry&) = default;
};

inline constexpr std::size_t nameBytes = 255; ///< the longest file name
/// What Entry::name may be.
bool isName(std::string_view text);

json::Value toJson(const Entry& entry);

/// Codes: those of json::Members, material.name {limit} (see isName), material.digest (not 64 lower-case
/// hexadecimal digits); pointers begin with `pointer`.
Result<Entry> readEntry(const json::Value& value, const std::string& pointer);

} // namespace ekey::material
