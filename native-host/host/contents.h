// The contents that one connection sends to be signed, in pieces, and what became of them.
#pragma once

#include "core/error.h"

#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ekey::host {

using Content = std::shared_ptr<const std::string>;

class Contents {
public:
    /// The handle of a new content of that many bytes. Errors: content.limit {limit}, content.memory {limit}.
    Result<std::string> open(std::size_t bytes);

    /// Appends base64 at `offset`, which must be what was received so far; answers what has been received now.
    /// Errors: content.unknown, content.offset {received}, content.data.
    Result<std::size_t> append(const std::string& handle, std::size_t offset, std::string_view base64);

    /// A content that has come whole, and changes no more: not copied. Errors: content.unknown, content.incomplete
    /// {received, bytes}.
    Result<Content> complete(const std::string& handle) const;

    /// Forgets a content that was signed.
    void remove(const std::string& handle) { received_.erase(handle); }
    /// Keeps what signing made, in whose place the oldest such go where there is no room; answers its handle.
    std::string keep(std::vector<std::uint8_t> made);

    struct Piece {
        std::span<const std::uint8_t> data; ///< empty at the end
        std::size_t bytes = 0;              ///< of the whole
    };
    /// Of what signing made, at most protocol::pieceBytes. Errors: content.unknown, content.offset {received}.
    Result<Piece> read(const std::string& handle, std::size_t offset) const;

    /// Bytes of all that is here.
    std::size_t held() const;

private:
    struct Received {
        std::size_t bytes = 0; ///< announced
        std::shared_ptr<std::string> text = std::make_shared<std::string>();
    };
    struct Made {
        std::string handle;
        std::vector<std::uint8_t> bytes;
    };
    std::size_t announced() const;
    std::size_t kept() const;
    std::string newHandle(char kind) { return kind + std::to_string(++handles_); }

    std::map<std::string, Received> received_;
    std::deque<Made> made_;
    std::uint64_t handles_ = 0;
};

} // namespace ekey::host
