#include "native-host/token/answer.h"
#include "native-host/token/frame.h"
#include "native-host/token/limits.h"
#include "native-host/token/operation.h"
#include "native-host/token/secret.h"

#include <algorithm>

namespace ekey::token {
namespace {

PinState readPinState(FrameReader& frame)
{
    return static_cast<PinState>(frame.number(static_cast<std::uint8_t>(PinState::locked)));
}

/// It goes into logs and windows.
std::string readFunction(FrameReader& frame)
{
    const std::string_view name = frame.text(limits::functionBytes);
    const bool plain = std::all_of(name.begin(), name.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '.';
    });
    if (!plain) frame.refuse();
    return std::string(name);
}

bool holds(const std::vector<TokenInfo>& tokens, std::string_view serial)
{
    return std::any_of(tokens.begin(), tokens.end(), [&](const TokenInfo& token) { return token.serial == serial; });
}

std::vector<TokenInfo> readTokens(FrameReader& frame)
{
    std::vector<TokenInfo> tokens;
    for (auto count = frame.number(limits::tokens); count > 0 && frame.good(); --count) {
        TokenInfo token;
        token.serial = frame.text(limits::serialBytes);
        token.label = frame.text(limits::labelBytes);
        token.pin = readPinState(frame);
        token.protectedPath = frame.flag();
        token.pinLeast = static_cast<unsigned>(frame.number(Secret::limit));
        token.pinMost = static_cast<unsigned>(frame.number(Secret::limit));
        token.pinToBeChanged = frame.flag();
        token.writable = frame.flag();
        if (holds(tokens, token.serial) || token.pinLeast > token.pinMost) frame.refuse();
        tokens.push_back(std::move(token));
    }
    return tokens;
}

Inventory readInventory(FrameReader& frame)
{
    Inventory inventory{.tokens = readTokens(frame), .certificates = {}};
    for (auto count = frame.number(limits::certificates); count > 0 && frame.good(); --count) {
        TokenCertificate certificate;
        certificate.token = frame.text(limits::serialBytes);
        certificate.id = frame.copy(limits::idBytes);
        certificate.der = frame.copy(limits::certificateBytes);
        certificate.hasKey = frame.flag();
        certificate.alwaysAuthenticate = frame.flag();
        certificate.label = frame.text(limits::objectLabelBytes);
        if (!holds(inventory.tokens, certificate.token)) frame.refuse();
        inventory.certificates.push_back(std::move(certificate));
    }
    return inventory;
}

Changes readChanges(FrameReader& frame)
{
    Changes changes;
    changes.changed = frame.flag();
    changes.tokens = readTokens(frame);
    if (!changes.changed && !changes.tokens.empty()) frame.refuse();
    return changes;
}

Signature readSignature(FrameReader& frame)
{
    Signature signature{frame.copy(limits::signatureBytes)};
    if (signature.bytes.empty()) frame.refuse();
    return signature;
}

PublicKey readPublicKey(FrameReader& frame)
{
    PublicKey key;
    key.modulus = frame.copy(limits::modulusBytes);
    key.exponent = frame.copy(limits::exponentBytes);
    key.point = frame.copy(limits::pointBytes);
    if (!isOfSomeKind(key)) frame.refuse();
    return key;
}

Failure readFailure(FrameReader& frame)
{
    Failure failure;
    failure.code = frame.text(limits::codeBytes);
    failure.pin = readPinState(frame);
    failure.number = frame.number(UINT64_MAX);
    failure.function = readFunction(frame);
    return failure;
}

Failure readFinalFailure(FrameReader& frame)
{
    Failure failure = readFailure(frame);
    if (!isWorkerFailure(failure.code)) frame.refuse();
    return failure;
}

Removal::Objects readObjects(FrameReader& frame)
{
    Removal::Objects objects;
    objects.certificates = frame.number(limits::objects);
    objects.publicKeys = frame.number(limits::objects);
    objects.privateKeys = frame.number(limits::objects);
    return objects;
}

Removal readRemoval(FrameReader& frame)
{
    Removal removal{.removed = readObjects(frame), .left = readObjects(frame), .why = readFailure(frame)};
    const bool whole = removal.left.all() == 0;
    if (whole ? removal.why != Failure{} : !isWorkerFailure(removal.why.code)) frame.refuse();
    return removal;
}

Returned readReturned(FrameReader& frame)
{
    Returned returned;
    returned.function = readFunction(frame);
    returned.microseconds = frame.number(INT64_MAX);
    returned.code = frame.number(UINT64_MAX);
    return returned;
}

std::optional<Answer::Body> readAnswerBody(FrameReader& frame)
{
    switch (static_cast<Operation>(frame.operation())) {
    case Operation::opened:
        return Opened{};
    case Operation::tokens:
        return readInventory(frame);
    case Operation::changed:
        return readChanges(frame);
    case Operation::done:
        return Done{};
    case Operation::publicKey:
        return readPublicKey(frame);
    case Operation::removal:
        return readRemoval(frame);
    case Operation::failure:
        return readFinalFailure(frame);
    case Operation::entered:
        return Entered{readFunction(frame)};
    case Operation::returned:
        return readReturned(frame);
    case Operation::signature:
        return readSignature(frame);
    default:
        return std::nullopt;
    }
}

} // namespace

std::optional<Answer> decodeAnswer(std::span<const std::uint8_t> payload)
{
    FrameReader frame(payload);
    auto body = readAnswerBody(frame);
    if (!body || !frame.finish()) return std::nullopt;
    return Answer{frame.request(), *std::move(body)};
}

} // namespace ekey::token
