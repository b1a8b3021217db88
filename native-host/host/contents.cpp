#include "native-host/host/contents.h"

#include "core/text/base64.h"
#include "native-host/host/fault.h"
#include "native-host/host/limits.h"
#include "protocol/protocol.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace ekey::host {

Result<std::string> Contents::open(std::size_t bytes)
{
    if (received_.size() >= limits::contents) {
        return fault(protocol::code::contentLimit, {{"limit", limits::contents}});
    }
    if (bytes > limits::contentsBytes - announced()) {
        return fault(protocol::code::contentMemory, {{"limit", limits::contentsBytes}});
    }
    std::string handle = newHandle('c');
    // Memory grows with what arrives, not with what is announced.
    received_[handle].bytes = bytes;
    return handle;
}

Result<std::size_t> Contents::append(const std::string& handle, std::size_t offset, std::string_view base64)
{
    const auto found = received_.find(handle);
    if (found == received_.end()) {
        return fault(protocol::code::contentUnknown);
    }
    Received& content = found->second;
    const auto piece = text::fromBase64(base64);
    if (!piece || piece->empty() || piece->size() > protocol::pieceBytes) {
        return fault(protocol::code::contentData);
    }
    if (offset != content.text->size() || piece->size() > content.bytes - content.text->size()) {
        return fault(protocol::code::contentOffset, {{"received", content.text->size()}});
    }
    content.text->append(piece->begin(), piece->end());
    return content.text->size();
}

Result<Content> Contents::complete(const std::string& handle) const
{
    const auto found = received_.find(handle);
    if (found == received_.end()) {
        return fault(protocol::code::contentUnknown);
    }
    const Received& content = found->second;
    if (content.text->size() != content.bytes) {
        return fault(protocol::code::contentIncomplete, {{"received", content.text->size()}, {"bytes", content.bytes}});
    }
    return Content(content.text);
}

std::string Contents::keep(std::vector<std::uint8_t> made)
{
    std::size_t bytes = made.size() + kept();
    while (!made_.empty() && (made_.size() >= limits::signedContents || bytes > limits::signedBytes)) {
        bytes -= made_.front().bytes.size();
        made_.pop_front();
    }
    made_.push_back({newHandle('s'), std::move(made)});
    return made_.back().handle;
}

std::size_t Contents::kept() const
{
    return std::accumulate(made_.begin(), made_.end(), std::size_t{0},
                           [](std::size_t sum, const Made& one) { return sum + one.bytes.size(); });
}

std::size_t Contents::held() const
{
    return std::accumulate(received_.begin(), received_.end(), kept(),
                           [](std::size_t sum, const auto& one) { return sum + one.second.text->size(); });
}

std::size_t Contents::announced() const
{
    return std::accumulate(received_.begin(), received_.end(), std::size_t{0},
                           [](std::size_t sum, const auto& one) { return sum + one.second.bytes; });
}

Result<Contents::Piece> Contents::read(const std::string& handle, std::size_t offset) const
{
    const auto found = std::find_if(made_.begin(), made_.end(), [&](const Made& one) { return one.handle == handle; });
    if (found == made_.end()) {
        return fault(protocol::code::contentUnknown);
    }
    const std::span<const std::uint8_t> all = found->bytes;
    if (offset > all.size()) {
        return fault(protocol::code::contentOffset, {{"received", all.size()}});
    }
    return Piece{all.subspan(offset, std::min(protocol::pieceBytes, all.size() - offset)), all.size()};
}

} // namespace ekey::host
