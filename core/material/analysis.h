// One kind of file, looked at as far as its bytes are there.
#pragma once

#include "core/material/material.h"
#include "core/material/source.h"

#include <memory>

namespace ekey::material {

class Analysis {
public:
    virtual ~Analysis() = default;
    /// False: the source lacks what it now wants; call again when it was given. True: `found` is complete.
    virtual bool run(Source& source, Inspected& found) = 0;
};

/// Goes through a file from front to back, and keeps its place.
class Walk : public Analysis {
public:
    Walk(std::int64_t bytes, const Limits& limits) : bytes_(bytes), limits_(limits) {}
    bool run(Source& source, Inspected& found) final;

protected:
    /// Takes what want() asked for, and says by want(), finish() or end() how it goes on.
    virtual void step(std::string_view text, Inspected& found) = 0;

    std::int64_t bytes() const { return bytes_; }
    std::int64_t at() const { return at_; }
    void want(std::int64_t offset, std::int64_t length);
    /// The content ends here; what stands after it is looked at.
    void finish(std::int64_t offset);
    void end() { over_ = true; }
    /// Ends with material.truncated or material.damaged.
    void truncated(Inspected& found);
    void damaged(Inspected& found);
    /// Ends where the picture has no size or too large a one.
    void measured(Inspected& found);

private:
    std::int64_t bytes_;
    const Limits& limits_;
    std::int64_t at_ = 0;
    std::int64_t length_ = 0;
    bool trailing_ = false;
    bool over_ = false;
};

/// For types of which more than the name is known; nullptr for others. `limits` must outlive it.
std::unique_ptr<Analysis> analysisOf(const std::string& type, std::int64_t bytes, const Limits& limits);

std::unique_ptr<Analysis> jpegAnalysis(std::int64_t bytes, const Limits& limits);
std::unique_ptr<Analysis> pngAnalysis(std::int64_t bytes, const Limits& limits);
std::unique_ptr<Analysis> tiffAnalysis(std::int64_t bytes, const Limits& limits);
std::unique_ptr<Analysis> rasterAnalysis(std::int64_t bytes, const Limits& limits); ///< BMP, GIF, WebP
std::unique_ptr<Analysis> pdfAnalysis(const Limits& limits);

/// How far before a file's end its last mark is looked for, and how much after it is looked at.
inline constexpr std::int64_t tailBytes = Source::blockBytes;

/// What scanners and transfers append and nobody minds: NUL, white space, Ctrl-Z, 0xFF.
bool isPadding(std::string_view text);

Error truncatedError(const std::string& type);
Error damagedError(const std::string& type);
Error trailingDataWarning(std::int64_t bytes);

} // namespace ekey::material
