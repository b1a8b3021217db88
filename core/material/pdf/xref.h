// Where a PDF's objects stand: ISO 32000-1, 7.5.4 (tables), 7.5.8 (streams, and both in one file).
#pragma once

#include "core/material/pdf/file.h"

namespace ekey::material::pdf {

inline constexpr std::size_t sectionsMost = 256; ///< one for each time that a file was added to
inline constexpr std::size_t runsMost = 20'000;  ///< of a table

/// Where one object stands.
struct Place {
    enum class Kind { free, inFile, inStream };
    Kind kind = Kind::free;
    std::int64_t at = 0; ///< offset in the file, or the number of the stream that holds it
};

class Xref {
public:
    explicit Xref(File& file) : file_(file) {}

    /// Reads the newest section; the older ones are read when they are needed.
    bool open(std::int64_t offset) { return load(offset); }
    const Object& trailer() const { return sections_.front().trailer; }

    /// nullopt: damaged. An object that is nowhere is free.
    std::optional<Place> find(std::int64_t number);

private:
    struct Run { ///< of lines of a table
        std::int64_t first;
        std::int64_t count;
        std::int64_t offset;
        std::int64_t stride;
    };
    struct Section {
        Object trailer;
        std::vector<Run> runs;
        bool hybrid = false; ///< a stream knows what is free in its table
        std::string rows;    ///< of a stream
        std::int64_t widths[3] = {0, 0, 0};
        std::vector<std::int64_t> index; ///< first and count, in pairs
    };
    enum class Found { absent, here, damaged };

    bool load(std::int64_t offset);
    bool isNew(std::int64_t offset);
    bool loadTable(std::int64_t offset, Section& section);
    bool loadRun(Parser& in, const Object& first, std::int64_t offset, Section& section, std::int64_t& next);
    bool loadStream(std::int64_t offset, Section& section);
    Found inTable(const Section& section, std::int64_t number, Place& place);
    static Found inStream(const Section& section, std::int64_t number, Place& place);

    File& file_;
    std::vector<Section> sections_; ///< newest first
    std::vector<std::int64_t> seen_;
    std::optional<std::int64_t> next_; ///< where the next older one stands
};

} // namespace ekey::material::pdf
