// A file named on the command line, or "-" for standard input, read piece by piece.
#pragma once

#include "core/error.h"

#include <cstdint>
#include <cstdio>
#include <functional>
#include <memory>
#include <span>
#include <string>

namespace ekey::check {

/// Codes: file.missing, file.folder, file.unreadable {reason}, file.changed {bytes, found}.
class File {
public:
    /// Regular files, and what else can be read to an end; never a folder.
    static Result<File> open(const std::string& name);

    /// Its length when it was opened; 0 of what has none, such as a pipe.
    std::int64_t bytes() const { return bytes_; }
    /// Whether it has a length and any part of it can be read.
    bool isRegular() const { return regular_; }

    /// The next bytes, at most `into`'s; fewer only at the end.
    Result<std::size_t> read(std::span<std::uint8_t> into);
    /// Bytes from `offset`; fewer only at the end.
    Result<std::size_t> readAt(std::int64_t offset, std::span<std::uint8_t> into);

    /// Error where the file is not what it was when it was opened: another length or another time of change.
    Status unchanged() const;

private:
    struct Close {
        void operator()(std::FILE* stream) const
        {
            if (stream != stdin) std::fclose(stream);
        }
    };
    explicit File(std::FILE* stream) : stream_(stream) {}

    std::unique_ptr<std::FILE, Close> stream_;
    std::int64_t bytes_ = 0;
    std::int64_t changed_ = 0; ///< nanoseconds
    bool regular_ = false;
};

/// The whole of a file, read on past `most` bytes only as far as shows that it has more: whoever reads the text says
/// what is too long. Codes: as File.
Result<std::string> readAll(const std::string& name, std::size_t most);

} // namespace ekey::check
