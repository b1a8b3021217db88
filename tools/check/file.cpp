#include "tools/check/file.h"

#include <cerrno>
#include <cstring>
#include <sys/stat.h>
#include <unistd.h>
#include <vector>

namespace ekey::check {
namespace {

Error unreadable(int number)
{
    if (number == ENOENT || number == ENOTDIR) return {"file.missing"};
    if (number == EISDIR) return {"file.folder"};
    return {"file.unreadable", "", Severity::error, {{"reason", std::strerror(number)}}};
}

std::int64_t nanoseconds(const struct timespec& time)
{
    return time.tv_sec * std::int64_t{1'000'000'000} + time.tv_nsec;
}

} // namespace

Result<File> File::open(const std::string& name)
{
    File file(name == "-" ? stdin : std::fopen(name.c_str(), "rb"));
    if (!file.stream_) return unreadable(errno);
    struct stat status {};
    if (fstat(fileno(file.stream_.get()), &status) != 0) return unreadable(errno);
    if (S_ISDIR(status.st_mode)) return unreadable(EISDIR);
    // A shell's redirection may have been read in part by somebody else: standard input is a stream, whatever it is.
    file.regular_ = S_ISREG(status.st_mode) && file.stream_.get() != stdin;
    file.bytes_ = file.regular_ ? status.st_size : 0;
    file.changed_ = nanoseconds(status.st_mtim);
    return file;
}

Result<std::size_t> File::read(std::span<std::uint8_t> into)
{
    const std::size_t got = std::fread(into.data(), 1, into.size(), stream_.get());
    if (got < into.size() && std::ferror(stream_.get())) return unreadable(errno);
    return got;
}

Result<std::size_t> File::readAt(std::int64_t offset, std::span<std::uint8_t> into)
{
    if (fseeko(stream_.get(), offset, SEEK_SET) != 0) return unreadable(errno);
    return read(into);
}

Status File::unchanged() const
{
    struct stat status {};
    if (fstat(fileno(stream_.get()), &status) != 0) return unreadable(errno);
    if (regular_ && (status.st_size != bytes_ || nanoseconds(status.st_mtim) != changed_)) {
        return Error{"file.changed", "", Severity::error, {{"bytes", bytes_}, {"found", status.st_size}}};
    }
    return Success{};
}

Result<std::string> readAll(const std::string& name, std::size_t most)
{
    Result<File> file = File::open(name);
    if (!file) return file.error();
    std::string text;
    std::vector<std::uint8_t> piece(256 * 1024);
    for (;;) {
        const Result<std::size_t> got = file->read(piece);
        if (!got) return got.error();
        text.append(reinterpret_cast<const char*>(piece.data()), *got);
        if (*got == piece.size() && text.size() <= most) continue;
        if (const auto same = file->unchanged(); !same) return same.error();
        return text;
    }
}

} // namespace ekey::check
