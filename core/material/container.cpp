#include "core/material/bytes.h"
#include "core/material/type.h"

#include <algorithm>

namespace ekey::material {
namespace {

using namespace std::string_view_literals;

constexpr std::int64_t endBytes = 22, commentMost = 65535; // 4.3.16: the end of the directory
constexpr std::int64_t directoryMost = 1 << 20;            // some 10,000 names
constexpr std::size_t lineBytes = 46;                      // 4.3.12: a file's line in the directory, without its name

std::string typeOf(std::string_view directory)
{
    bool office = false, word = false, sheet = false, slides = false;
    while (directory.size() >= lineBytes && directory.starts_with("PK\x01\x02"sv)) {
        const std::size_t nameBytes = little16(directory, 28);
        const std::string_view name = directory.substr(lineBytes, nameBytes);
        if (name == "OFD.xml") return "application/ofd"; // GB/T 33190-2016, 6: the package's entrance
        office = office || name == "[Content_Types].xml";
        word = word || name.starts_with("word/");
        sheet = sheet || name.starts_with("xl/");
        slides = slides || name.starts_with("ppt/");
        const std::size_t line = lineBytes + nameBytes + little16(directory, 30) + little16(directory, 32);
        directory.remove_prefix(std::min(line, directory.size()));
    }
    const std::string openXml = "application/vnd.openxmlformats-officedocument.";
    if (office && word) return openXml + "wordprocessingml.document";
    if (office && sheet) return openXml + "spreadsheetml.sheet";
    if (office && slides) return openXml + "presentationml.presentation";
    return "application/zip";
}

std::optional<Contained> archive(Source& source)
{
    const std::int64_t from = std::max<std::int64_t>(0, source.bytes() - endBytes - commentMost);
    const std::optional<std::string> tail = source.read(from, endBytes + commentMost);
    if (!tail) return std::nullopt;
    const std::size_t end = tail->rfind("PK\x05\x06"sv);
    if (end == tail->npos || tail->size() - end < static_cast<std::size_t>(endBytes)) {
        return Contained{"application/zip", false};
    }
    const std::int64_t bytes = little32(*tail, end + 12), offset = little32(*tail, end + 16);
    const std::optional<std::string> directory = source.read(offset, std::min(bytes, directoryMost));
    if (!directory) return std::nullopt;
    return Contained{typeOf(*directory), true};
}

/// The directory's first sectors name the streams, in UTF-16 ([MS-CFB] 2.6.1).
std::string officeType(std::string_view directory)
{
    const auto has = [directory](std::string_view ascii) {
        std::string name;
        for (const char c : ascii) {
            name += {c, '\0'};
        }
        return directory.find(name) != directory.npos;
    };
    if (has("WordDocument")) return "application/msword";
    if (has("Workbook") || has("Book\0"sv)) return "application/vnd.ms-excel";
    if (has("PowerPoint Document")) return "application/vnd.ms-powerpoint";
    return "application/x-ole-storage";
}

std::optional<Contained> compound(Source& source)
{
    const std::optional<std::string> head = source.read(0, 512);
    if (!head) return std::nullopt;
    if (head->size() < 512) return Contained{"application/x-ole-storage"};
    const std::int64_t sector = little16(*head, 30) == 12 ? 4096 : 512; // 2.2: sector shift, first directory sector
    const std::optional<std::string> directory = source.read((little32(*head, 48) + std::int64_t{1}) * sector, 4096);
    if (!directory) return std::nullopt;
    return Contained{officeType(*directory)};
}

} // namespace

std::optional<Contained> lookInside(Source& source, const std::string& type)
{
    if (type == "application/zip") return archive(source);
    if (type == "application/x-ole-storage") return compound(source);
    return Contained{type};
}

} // namespace ekey::material
