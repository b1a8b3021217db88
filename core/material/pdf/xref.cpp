#include "core/material/pdf/xref.h"

#include "core/material/bytes.h"
#include "core/material/pdf/filter.h"

#include <algorithm>

namespace ekey::material::pdf {
namespace {

constexpr std::int64_t lineBytes = 18;       // of a table, without its end, which has one to three characters
constexpr std::int64_t headingBytes = 64;    // more than "xref", "trailer" or the head of a run can need
constexpr std::int64_t numberMost = 1 << 23; // ISO 32000-1, annex C: objects of a file

} // namespace

bool Xref::load(std::int64_t offset)
{
    if (!isNew(offset)) return false;
    const std::optional<std::string> head = file_.read(offset, headingBytes);
    if (!head || head->empty()) return false;
    Parser in(*head, true);
    const std::optional<Object> word = in.next();
    Section section;
    const bool table = word && word->isKeyword("xref");
    if (table ? !loadTable(offset + static_cast<std::int64_t>(in.position()), section) : !loadStream(offset, section)) {
        return false;
    }
    next_ = section.trailer["Prev"].integer();
    const std::optional<std::int64_t> stream = table ? section.trailer["XRefStm"].integer() : std::nullopt;
    section.hybrid = stream.has_value();
    if (!sections_.empty()) section.trailer = {}; // only the newest one's counts, and each may be large
    sections_.push_back(std::move(section));
    if (!stream) return true;
    Section hidden; // its own Prev is that of the table, if it has one
    if (!isNew(*stream) || !loadStream(*stream, hidden)) return false;
    hidden.trailer = {};
    sections_.push_back(std::move(hidden));
    return true;
}

/// A cycle would never end.
bool Xref::isNew(std::int64_t offset)
{
    if (seen_.size() == sectionsMost || std::find(seen_.begin(), seen_.end(), offset) != seen_.end()) return false;
    seen_.push_back(offset);
    return true;
}

bool Xref::loadTable(std::int64_t offset, Section& section)
{
    while (section.runs.size() < runsMost) {
        const std::optional<std::string> text = file_.read(offset, headingBytes);
        if (!text) return false;
        Parser in(*text, true);
        const std::optional<Object> first = in.next();
        if (!first) return false;
        if (!first->isKeyword("trailer")) {
            if (!loadRun(in, *first, offset, section, offset)) return false;
            continue;
        }
        auto trailer =
            file_.parse(offset + static_cast<std::int64_t>(in.position()), [](Parser& after) { return after.next(); });
        if (!trailer || !trailer->is(Object::Kind::dictionary)) return false;
        section.trailer = *std::move(trailer);
        return true;
    }
    return false;
}

bool Xref::loadRun(Parser& in, const Object& first, std::int64_t offset, Section& section, std::int64_t& next)
{
    const std::optional<Object> count = in.next();
    if (!first.integer() || first.number < 0 || first.number > numberMost || !count || !count->integer() ||
        count->number < 0 || count->number > numberMost) {
        return false;
    }
    in.skipSpace();
    Run run{first.number, count->number, offset + static_cast<std::int64_t>(in.position()), lineBytes};
    if (run.count > 0) {
        // Some writers end a line with one character where two are asked for.
        const std::optional<std::string> line = file_.read(run.offset, lineBytes + 3);
        if (!line) return false;
        while (run.stride < static_cast<std::int64_t>(line->size()) &&
               isSpace((*line)[static_cast<std::size_t>(run.stride)])) {
            ++run.stride;
        }
        if (run.stride == lineBytes) return false;
        // And some count from 1, though the first line is that of object 0.
        if (run.first == 1 && line->starts_with("0000000000 65535 f")) run.first = 0;
    }
    section.runs.push_back(run);
    next = run.offset + run.count * run.stride;
    return true;
}

bool Xref::loadStream(std::int64_t offset, Section& section)
{
    std::optional<Indirect> object = file_.objectAt(offset);
    if (!object || object->stream < 0 || !object->value["Type"].isName("XRef")) return false;
    const std::optional<std::int64_t> length = object->value["Length"].integer();
    if (!length || *length < 0 || *length > Source::readBytes) return false;
    std::optional<std::string> data = file_.read(object->stream, *length);
    std::optional<std::string> rows = data ? decode(object->value, *std::move(data), file_.budget()) : std::nullopt;
    if (!rows) return false;

    const Object& widths = object->value["W"];
    if (widths.items.size() < 3) return false;
    for (std::size_t i = 0; i < 3; ++i) {
        section.widths[i] = widths.items[i].integer().value_or(-1);
        if (section.widths[i] < 0 || section.widths[i] > 7) return false;
    }
    for (const Object& number : object->value["Index"].items) {
        section.index.push_back(number.integer().value_or(-1));
        if (section.index.back() < 0 || section.index.back() > numberMost) return false;
    }
    if (section.index.empty()) section.index = {0, object->value["Size"].integer().value_or(0)};
    if (section.index.size() % 2 != 0 || section.index.back() < 0 || section.index.back() > numberMost) return false;
    section.rows = *std::move(rows);
    section.trailer = std::move(object->value);
    return true;
}

std::optional<Place> Xref::find(std::int64_t number)
{
    Place place;
    for (std::size_t i = 0;; ++i) {
        if (i == sections_.size()) {
            if (!next_) return place;
            if (!load(*next_)) return std::nullopt;
        }
        const Section& section = sections_[i];
        if (!file_.budget().spend(section.runs.size() + section.index.size())) return std::nullopt;
        const Found found = section.runs.empty() ? inStream(section, number, place) : inTable(section, number, place);
        if (found == Found::damaged) return std::nullopt;
        if (found == Found::here) return place;
    }
}

Xref::Found Xref::inTable(const Section& section, std::int64_t number, Place& place)
{
    for (const Run& run : section.runs) {
        if (number < run.first || number - run.first >= run.count) continue;
        const std::optional<std::string> line = file_.read(run.offset + (number - run.first) * run.stride, lineBytes);
        if (!line) return Found::damaged;
        Parser in(*line, true);
        const std::optional<Object> offset = in.next(), generation = in.next(), kind = in.next();
        if (!offset || !offset->integer() || !generation || !generation->integer() || !kind) return Found::damaged;
        if (kind->isKeyword("n")) {
            place = {Place::Kind::inFile, offset->number};
        } else if (!kind->isKeyword("f")) {
            return Found::damaged;
        } else if (section.hybrid) {
            return Found::absent;
        }
        return Found::here;
    }
    return Found::absent;
}

Xref::Found Xref::inStream(const Section& section, std::int64_t number, Place& place)
{
    const auto [type, second, third] = section.widths;
    const std::int64_t width = type + second + third;
    std::int64_t row = 0;
    for (std::size_t i = 0; i < section.index.size(); row += section.index[i + 1], i += 2) {
        const std::int64_t first = section.index[i];
        if (number < first || number - first >= section.index[i + 1]) continue;
        // Compared before it is narrowed: in WebAssembly a size has 32 bits.
        const std::int64_t offset = (row + number - first) * width;
        if (offset + width > static_cast<std::int64_t>(section.rows.size())) return Found::damaged;
        const auto at = static_cast<std::size_t>(offset);
        const auto field = [&section](std::size_t from, std::int64_t bytes) {
            std::int64_t value = 0;
            for (std::int64_t k = 0; k < bytes; ++k) {
                value = value << 8 | byteAt(section.rows, from + static_cast<std::size_t>(k));
            }
            return value;
        };
        const std::int64_t kind = type == 0 ? 1 : field(at, type);
        if (kind == 1 || kind == 2) {
            place = {kind == 1 ? Place::Kind::inFile : Place::Kind::inStream,
                     field(at + static_cast<std::size_t>(type), second)};
        }
        return Found::here;
    }
    return Found::absent;
}

} // namespace ekey::material::pdf
