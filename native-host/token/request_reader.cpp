#include "native-host/token/frame.h"
#include "native-host/token/limits.h"
#include "native-host/token/operation.h"
#include "native-host/token/request.h"
#include "native-host/token/request_bounds.h"

namespace ekey::token {
namespace {

Credential readCredential(FrameReader& frame)
{
    Credential credential;
    credential.pin = Secret(frame.text(Secret::limit));
    credential.lastTry = frame.flag();
    return credential;
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
    sign.id = frame.copy(limits::idBytes);
    sign.mechanism = static_cast<Mechanism>(frame.number(UINT16_MAX));
    sign.credential = readCredential(frame);
    for (auto count = frame.number(limits::inputs); count > 0 && frame.good(); --count) {
        sign.inputs.push_back(frame.copy(limits::inputBytes));
    }
    return sign;
}

ChangePinRequest readChangePin(FrameReader& frame)
{
    ChangePinRequest change;
    change.token = frame.text(limits::serialBytes);
    change.old = readCredential(frame);
    change.fresh = Secret(frame.text(Secret::limit));
    return change;
}

GenerateRequest readGenerate(FrameReader& frame)
{
    GenerateRequest generate;
    generate.token = frame.text(limits::serialBytes);
    generate.id = frame.copy(limits::idBytes);
    generate.kind = static_cast<KeyKind>(frame.number(UINT16_MAX));
    generate.label = frame.text(limits::objectLabelBytes);
    generate.credential = readCredential(frame);
    return generate;
}

InstallRequest readInstall(FrameReader& frame)
{
    InstallRequest install;
    install.token = frame.text(limits::serialBytes);
    install.id = frame.copy(limits::idBytes);
    install.label = frame.text(limits::objectLabelBytes);
    install.der = frame.copy(limits::certificateBytes);
    install.credential = readCredential(frame);
    return install;
}

RemoveRequest readRemove(FrameReader& frame)
{
    RemoveRequest remove;
    remove.token = frame.text(limits::serialBytes);
    remove.id = frame.copy(limits::idBytes);
    remove.credential = readCredential(frame);
    return remove;
}

std::optional<Request::Body> readRequestBody(FrameReader& frame)
{
    switch (static_cast<Operation>(frame.operation())) {
    case Operation::open:
        return readOpen(frame);
    case Operation::inventory:
        return InventoryRequest{};
    case Operation::changes:
        return ChangesRequest{frame.flag()};
    case Operation::sign:
        return readSign(frame);
    case Operation::changePin:
        return readChangePin(frame);
    case Operation::generate:
        return readGenerate(frame);
    case Operation::install:
        return readInstall(frame);
    case Operation::remove:
        return readRemove(frame);
    default:
        return std::nullopt;
    }
}

} // namespace

std::optional<Request> decodeRequest(std::span<const std::uint8_t> payload)
{
    FrameReader frame(payload);
    auto body = readRequestBody(frame);
    if (!body || !frame.finish() || !inBounds(*body)) return std::nullopt;
    return Request{frame.request(), *std::move(body)};
}

} // namespace ekey::token
