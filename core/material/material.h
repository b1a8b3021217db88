// Materials (材料): the files that go with a filing. What a file is, by its content, and whether it is fit to be sent.
#pragma once

#include "core/error.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ekey::material {

/// Limits come as data, from the form's definition.
struct Limits {
    std::vector<std::string> types;    ///< accepted media types: "image/jpeg", "image/png", "application/pdf"
    std::int64_t bytes = 0;            ///< the largest size accepted
    std::int64_t pixels = 100'000'000; ///< width × height at most: an A3 page at 600 dpi has 70 million
    int pages = 1000;                  ///< of a PDF, at most
};

struct Picture {
    std::uint32_t width = 0; ///< as stored: orientation may turn it
    std::uint32_t height = 0;
    std::uint32_t dpiX = 0; ///< to the nearest whole; 0: the file does not say
    std::uint32_t dpiY = 0;
    int orientation = 1; ///< EXIF's, 1–8
};

struct Inspected {
    std::string type;               ///< media type found in the content; "application/octet-stream" when unknown
    Errors errors;                  ///< pointer empty
    std::optional<Picture> picture; ///< of JPEG, PNG, BMP, GIF, WebP and TIFF, where its header could be read
    std::optional<int> pages;       ///< of a PDF, as it says itself
    bool encrypted = false;         ///< a PDF that opens without a password: only its owner's is set
};

/// {"type", "errors", "picture"?: {"width", "height", "dpiX", "dpiY", "orientation"}, "pages"?, "encrypted"?: true}
json::Value toJson(const Inspected& inspected);

// core/material/inspection.h looks at a file. Its codes, of which the first that is an error is the last:
//   material.empty                           no bytes
//   material.type {found, accepted}          material.heic, material.tiff: the same of these types, which are common
//   material.too_large {limit, bytes}        beside one of the three before
//   material.truncated {type}                the end is missing
//   material.damaged {type}                  no reader could make sense of it, or only by guessing; also a structure
//                                            that costs too much to follow
//   material.pixels {limit, width, height}   from the header alone
//   material.pages {limit, pages}
//   material.pdf_password                    a PDF that does not open without a password
//   material.pdf_encryption                  a PDF protected by a method other than the standard's passwords
//   material.trailing_data {bytes}           warning: something stands after the end of a JPEG, PNG or PDF
//   material.extension {found}               warning: the name says another type than the content
// Whether a file is whole is looked at for JPEG, PNG, PDF and ZIP with its kin; of other types only what they are.

/// What can be said without the content. Codes: material.empty, material.too_large, material.type, material.heic,
/// material.tiff.
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
