#include "native-host/token/request.h"

#include "native-host/token/frame.h"
#include "native-host/token/limits.h"
#include "native-host/token/operation.h"
#include "native-host/token/request_bounds.h"

namespace ekey::token {
namespace {

void write(FrameWriter& frame, const Credential& credential)
{
    frame.text(credential.pin.view(), Secret::limit);
    frame.number(credential.lastTry);
}

void write(FrameWriter& frame, const OpenRequest& open)
{
    frame.number(pipeVersion);
    frame.text(open.module, limits::moduleBytes);
    frame.number(static_cast<std::uint16_t>(open.kind));
    frame.number(open.quirks.bits());
}

void write(FrameWriter&, const InventoryRequest&) {}

void write(FrameWriter& frame, const ChangesRequest& changes) { frame.number(changes.afresh); }

void write(FrameWriter& frame, const SignRequest& sign)
{
    frame.text(sign.token, limits::serialBytes);
    frame.bytes(sign.id, limits::idBytes);
    frame.number(static_cast<std::uint16_t>(sign.mechanism));
    write(frame, sign.credential);
    frame.number(sign.inputs.size());
    for (const auto& input : sign.inputs) {
        frame.bytes(input, limits::inputBytes);
    }
}

void write(FrameWriter& frame, const ChangePinRequest& change)
{
    frame.text(change.token, limits::serialBytes);
    write(frame, change.old);
    frame.text(change.fresh.view(), Secret::limit);
}

void write(FrameWriter& frame, const GenerateRequest& generate)
{
    frame.text(generate.token, limits::serialBytes);
    frame.bytes(generate.id, limits::idBytes);
    frame.number(static_cast<std::uint16_t>(generate.kind));
    frame.text(generate.label, limits::objectLabelBytes);
    write(frame, generate.credential);
}

void write(FrameWriter& frame, const InstallRequest& install)
{
    frame.text(install.token, limits::serialBytes);
    frame.bytes(install.id, limits::idBytes);
    frame.text(install.label, limits::objectLabelBytes);
    frame.bytes(install.der, limits::certificateBytes);
    write(frame, install.credential);
}

void write(FrameWriter& frame, const RemoveRequest& remove)
{
    frame.text(remove.token, limits::serialBytes);
    frame.bytes(remove.id, limits::idBytes);
    write(frame, remove.credential);
}

constexpr std::uint16_t requestOperations[] = {
    number(Operation::open),      number(Operation::inventory), number(Operation::changes), number(Operation::sign),
    number(Operation::changePin), number(Operation::generate),  number(Operation::install), number(Operation::remove)};
static_assert(std::size(requestOperations) == std::variant_size_v<Request::Body>);

} // namespace

std::optional<WipedBytes> encode(const Request& request)
{
    if (!inBounds(request.body)) return std::nullopt;
    FrameWriter frame(requestOperations[request.body.index()], request.number);
    std::visit([&](const auto& body) { write(frame, body); }, request.body);
    return std::move(frame).finish(limits::requestFrame);
}

} // namespace ekey::token
