// What a file is, by its content and by its name.
#pragma once

#include "core/material/source.h"

#include <string>
#include <string_view>

namespace ekey::material {

/// How much of a file's beginning tells its type, or which container it is.
inline constexpr std::int64_t headBytes = 1024 + 8;

/// By magic bytes; "application/octet-stream" when unknown. Types that no form accepts are known too, so that a message
/// can say what the file is.
std::string mediaType(std::string_view head);

/// The media type that a file's name claims; the bare extension where it is not known, empty where there is none.
std::string claimedType(std::string_view name);

/// What a container of type `type` really is, ZIP (PKWARE APPNOTE 6.3) or compound file ([MS-CFB]): OFD, Office or only
/// the container. Other types come back as they are. nullopt: the source lacks what it now wants.
struct Contained {
    std::string type;
    bool whole = true; ///< false: a ZIP without its directory, which stands at the end
};
std::optional<Contained> lookInside(Source& source, const std::string& type);

} // namespace ekey::material
