#include "core/json/members.h"
#include "core/material/material.h"
#include "core/text/utf8.h"

#include <algorithm>

namespace ekey::material {
namespace {

constexpr std::size_t itemBytes = 64;
constexpr std::size_t typeBytes = 100;
constexpr std::int64_t fileBytes = (std::int64_t{1} << 53) - 1;
constexpr std::size_t digestDigits = 64;

bool isDigest(std::string_view text)
{
    return text.size() == digestDigits && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

} // namespace

bool isName(std::string_view text)
{
    for (std::size_t at = 0; at < text.size();) {
        if (text::isControl(text::decode(text, at))) return false;
    }
    return !text.empty() && text.size() <= nameBytes && text::isUtf8(text);
}

json::Value toJson(const Entry& entry)
{
    return {{"item", entry.item},   {"name", entry.name}, {"type", entry.type},
            {"bytes", entry.bytes}, {"sm3", entry.sm3},   {"sha256", entry.sha256}};
}

Result<Entry> readEntry(const json::Value& value, const std::string& pointer)
{
    json::Members in(value, pointer);
    Entry entry;
    entry.item = in.text("item", itemBytes);
    entry.name = in.text("name", nameBytes);
    entry.type = in.text("type", typeBytes);
    entry.bytes = in.integer("bytes", 0, fileBytes);
    entry.sm3 = in.text("sm3", digestDigits);
    entry.sha256 = in.text("sha256", digestDigits);
    if (auto error = in.finish()) return *error;
    if (!isName(entry.name)) {
        return Error{"material.name", in.at("name"), Severity::error, {{"limit", nameBytes}}};
    }
    if (!isDigest(entry.sm3)) return Error{"material.digest", in.at("sm3")};
    if (!isDigest(entry.sha256)) return Error{"material.digest", in.at("sha256")};
    return entry;
}

} // namespace ekey::material
