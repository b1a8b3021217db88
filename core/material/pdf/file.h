// Objects where they stand in a PDF's file.
#pragma once

#include "core/material/pdf/budget.h"
#include "core/material/pdf/parser.h"
#include "core/material/source.h"

#include <utility>

namespace ekey::material::pdf {

struct Indirect {
    Object heading; ///< its number and generation
    Object value;
    std::int64_t stream = -1; ///< where its bytes begin; -1: it is no stream
};

/// Offsets count from the mark "%PDF-", before which something may stand.
class File {
public:
    File(Source& source, std::int64_t base, Budget& budget) : source_(source), base_(base), budget_(budget) {}

    /// As Source::read. Once that fails, everything here does, and the source knows what it lacks; so it does when the
    /// budget is spent.
    std::optional<std::string> read(std::int64_t offset, std::int64_t length)
    {
        if (lacking_ || budget_.left <= 0) return std::nullopt;
        std::optional<std::string> text = source_.read(base_ + offset, offset < 0 ? 0 : length);
        lacking_ = !text;
        if (text) budget_.spend(text->size() + readCost);
        return text;
    }
    bool isLacking() const { return lacking_; }
    Budget& budget() { return budget_; }

    /// Gives `reading` a parser of the text from `offset`, and one of more of it where that ended too soon.
    template <class Reading>
    auto parse(std::int64_t offset, Reading reading)
    {
        decltype(reading(std::declval<Parser&>())) result;
        for (const std::int64_t length : {4096, 65536, 1 << 20}) {
            const std::optional<std::string> text = read(offset, length);
            if (!text) break;
            Parser parser(*text, static_cast<std::int64_t>(text->size()) < length);
            result = reading(parser);
            if (result || !parser.ended()) break;
        }
        return result;
    }

    std::optional<Indirect> objectAt(std::int64_t offset)
    {
        return parse(offset, [offset](Parser& in) -> std::optional<Indirect> {
            Indirect object;
            const std::optional<Object> heading = in.heading();
            std::optional<Object> value = heading ? in.next() : std::nullopt;
            const std::optional<Object> after = value ? in.next() : std::nullopt;
            if (!after) return std::nullopt; // "endobj" at the least
            if (after->isKeyword("stream")) {
                const std::optional<std::int64_t> begin = in.afterLine();
                if (!begin) return std::nullopt;
                object.stream = offset + *begin;
            }
            object.heading = *heading;
            object.value = *std::move(value);
            return object;
        });
    }

private:
    static constexpr std::size_t readCost = 256; // what a short reading costs besides its bytes

    Source& source_;
    std::int64_t base_;
    Budget& budget_;
    bool lacking_ = false;
};

} // namespace ekey::material::pdf
