#include "core/text/base64.h"
#include "native-host/host/calls/calls.h"
#include "native-host/host/request.h"
#include "protocol/protocol.h"

#include <utility>

namespace ekey::host::calls {

Answer openContent(SessionState& session, const json::Value& params)
{
    const auto read = protocol::readContentOpenParams(params);
    if (!read) {
        return paramsFault(read.error());
    }
    auto handle = session.contents.open(static_cast<std::size_t>(read->bytes));
    if (!handle) {
        return handle.error();
    }
    return toJson(protocol::ContentOpened{*std::move(handle)});
}

Answer appendContent(SessionState& session, const json::Value& params)
{
    const auto read = protocol::readContentAppendParams(params);
    if (!read) {
        return paramsFault(read.error());
    }
    const auto received = session.contents.append(read->content, static_cast<std::size_t>(read->offset), read->data);
    if (!received) {
        return received.error();
    }
    return toJson(protocol::ContentReceived{static_cast<std::int64_t>(*received)});
}

Answer readContent(const SessionState& session, const json::Value& params)
{
    const auto read = protocol::readContentReadParams(params);
    if (!read) {
        return paramsFault(read.error());
    }
    const auto piece = session.contents.read(read->content, static_cast<std::size_t>(read->offset));
    if (!piece) {
        return piece.error();
    }
    return toJson(protocol::ContentPiece{text::base64(piece->data), static_cast<std::int64_t>(piece->bytes)});
}

} // namespace ekey::host::calls
