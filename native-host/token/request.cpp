#include "native-host/token/request.h"

#include "native-host/token/frame.h"
#include "native-host/token/limits.h"
#include "native-host/token/operation.h"

namespace ekey::token {
namespace {

FrameWriter write(std::uint32_t number, const OpenRequest& open)
{
    FrameWriter frame(token::number(Operation::open), number);
    frame.number(pipeVersion);
    frame.text(open.module, limits::moduleBytes);
    frame.number(static_cast<std::uint16_t>(open.kind));
    frame.number(open.quirks.bits());
    return frame;
}

FrameWriter write(std::uint32_t number, const InventoryRequest&)
{
    return FrameWriter(token::number(Operation::inventory), number);
}

FrameWriter write(std::uint32_t number, const SignRequest& sign)
{
    FrameWriter frame(token::number(Operation::sign), number);
    frame.text(sign.token, limits::serialBytes);
    frame.bytes(sign.id, limits::idBytes);
    frame.number(static_cast<std::uint16_t>(sign.mechanism));
    frame.text(sign.pin.view(), Secret::limit);
    frame.bytes(sign.input, limits::inputBytes);
    return frame;
}

OpenRequest readOpen(FrameReader& frame)
{
    if (frame.number(UINT32_MAX) != pipeVersion) frame.refuse();
    OpenRequest open{.module = std::string(frame.text(limits::moduleBytes))};
    open.kind = static_cast<ModuleKind>(frame.number(UINT16_MAX));
    if (open.kind != ModuleKind::pkcs11) frame.refuse();
    const auto quirks = Quirks::fromBits(frame.number(UINT32_MAX));
    if (!quirks) frame.refuse();
    open.quirks = quirks.value_or(Quirks{});
    return open;
}

SignRequest readSign(FrameReader& frame)
{
    SignRequest sign;
    sign.token = frame.text(limits::serialBytes);
    const auto id = frame.bytes(limits::idBytes);
    sign.id.assign(id.begin(), id.end());
    sign.mechanism = static_cast<Mechanism>(frame.number(UINT16_MAX));
    if (sign.mechanism != Mechanism::rsaPkcs1 && sign.mechanism != Mechanism::ecdsa) frame.refuse();
    sign.pin = Secret(frame.text(Secret::limit));
    const auto input = frame.bytes(limits::inputBytes);
    sign.input.assign(input.begin(), input.end());
    return sign;
}

} // namespace

std::optional<WipedBytes> encode(const Request& request)
{
    FrameWriter frame = std::visit([&](const auto& body) { return write(request.number, body); }, request.body);
    return std::move(frame).finish(limits::requestFrame);
}

std::optional<Request> decodeRequest(std::span<const std::uint8_t> payload)
{
    FrameReader frame(payload);
    Request request;
    request.number = frame.request();
    switch (static_cast<Operation>(frame.operation())) {
    case Operation::open:
        request.body = readOpen(frame);
        break;
    case Operation::inventory:
        request.body = InventoryRequest{};
        break;
    case Operation::sign:
        request.body = readSign(frame);
        break;
    default:
        return std::nullopt;
    }
    if (!frame.finish()) return std::nullopt;
    return request;
}

} // namespace ekey::token
