#include "native-host/token/answer.h"

#include "native-host/token/frame.h"
#include "native-host/token/limits.h"
#include "native-host/token/operation.h"
#include "native-host/token/secret.h"

#include <algorithm>

namespace ekey::token {
namespace {

constexpr std::size_t codeBytes = 40;

void write(FrameWriter&, const Opened&) {}

void write(FrameWriter& frame, const Inventory& inventory)
{
    frame.number(inventory.tokens.size());
    for (const TokenInfo& token : inventory.tokens) {
        frame.text(token.serial, limits::serialBytes);
        frame.text(token.label, limits::labelBytes);
        frame.number(static_cast<std::uint8_t>(token.pin));
        frame.number(token.protectedPath);
        frame.number(token.pinLeast);
        frame.number(token.pinMost);
    }
    frame.number(inventory.certificates.size());
    for (const TokenCertificate& certificate : inventory.certificates) {
        frame.text(certificate.token, limits::serialBytes);
        frame.bytes(certificate.id, limits::idBytes);
        frame.bytes(certificate.der, limits::certificateBytes);
        frame.number(certificate.hasKey);
        frame.number(certificate.alwaysAuthenticate);
    }
}

void write(FrameWriter& frame, const Signature& signature) { frame.bytes(signature.bytes, limits::signatureBytes); }

void write(FrameWriter& frame, const Failure& failure)
{
    frame.text(failure.code, codeBytes);
    frame.number(static_cast<std::uint8_t>(failure.pin));
    frame.number(failure.number);
    frame.text(failure.function, limits::functionBytes);
}

void write(FrameWriter& frame, const Entered& entered) { frame.text(entered.function, limits::functionBytes); }

void write(FrameWriter& frame, const Returned& returned)
{
    frame.text(returned.function, limits::functionBytes);
    frame.number(returned.microseconds);
    frame.number(returned.code);
}

constexpr std::uint16_t operations[] = {number(Operation::opened),    number(Operation::tokens),
                                        number(Operation::signature), number(Operation::failure),
                                        number(Operation::entered),   number(Operation::returned)};
static_assert(std::size(operations) == std::variant_size_v<decltype(Answer::body)>);

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

std::vector<std::uint8_t> readBytes(FrameReader& frame, std::size_t most)
{
    const auto bytes = frame.bytes(most);
    return {bytes.begin(), bytes.end()};
}

bool holds(const std::vector<TokenInfo>& tokens, std::string_view serial)
{
    return std::any_of(tokens.begin(), tokens.end(), [&](const TokenInfo& token) { return token.serial == serial; });
}

Inventory readInventory(FrameReader& frame)
{
    Inventory inventory;
    for (auto count = frame.number(limits::tokens); count > 0 && frame.good(); --count) {
        TokenInfo token;
        token.serial = frame.text(limits::serialBytes);
        token.label = frame.text(limits::labelBytes);
        token.pin = readPinState(frame);
        token.protectedPath = frame.flag();
        token.pinLeast = static_cast<unsigned>(frame.number(Secret::limit));
        token.pinMost = static_cast<unsigned>(frame.number(Secret::limit));
        if (holds(inventory.tokens, token.serial) || token.pinLeast > token.pinMost) frame.refuse();
        inventory.tokens.push_back(std::move(token));
    }
    for (auto count = frame.number(limits::certificates); count > 0 && frame.good(); --count) {
        TokenCertificate certificate;
        certificate.token = frame.text(limits::serialBytes);
        certificate.id = readBytes(frame, limits::idBytes);
        certificate.der = readBytes(frame, limits::certificateBytes);
        certificate.hasKey = frame.flag();
        certificate.alwaysAuthenticate = frame.flag();
        if (!holds(inventory.tokens, certificate.token)) frame.refuse();
        inventory.certificates.push_back(std::move(certificate));
    }
    return inventory;
}

Failure readFailure(FrameReader& frame)
{
    Failure failure;
    failure.code = frame.text(codeBytes);
    if (std::find(workerFailures.begin(), workerFailures.end(), failure.code) == workerFailures.end()) frame.refuse();
    failure.pin = readPinState(frame);
    failure.number = frame.number(UINT64_MAX);
    failure.function = readFunction(frame);
    return failure;
}

Returned readReturned(FrameReader& frame)
{
    Returned returned;
    returned.function = readFunction(frame);
    returned.microseconds = frame.number(INT64_MAX);
    returned.code = frame.number(UINT64_MAX);
    return returned;
}

} // namespace

std::optional<WipedBytes> encode(const Answer& answer)
{
    FrameWriter frame(operations[answer.body.index()], answer.number);
    std::visit([&](const auto& body) { write(frame, body); }, answer.body);
    return std::move(frame).finish(limits::answerFrame);
}

std::optional<Answer> decodeAnswer(std::span<const std::uint8_t> payload)
{
    FrameReader frame(payload);
    Answer answer;
    answer.number = frame.request();
    switch (static_cast<Operation>(frame.operation())) {
    case Operation::opened:
        answer.body = Opened{};
        break;
    case Operation::tokens:
        answer.body = readInventory(frame);
        break;
    case Operation::signature:
        answer.body = Signature{readBytes(frame, limits::signatureBytes)};
        break;
    case Operation::failure:
        answer.body = readFailure(frame);
        break;
    case Operation::entered:
        answer.body = Entered{readFunction(frame)};
        break;
    case Operation::returned:
        answer.body = readReturned(frame);
        break;
    default:
        return std::nullopt;
    }
    if (!frame.finish()) return std::nullopt;
    return answer;
}

} // namespace ekey::token
