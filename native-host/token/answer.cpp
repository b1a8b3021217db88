#include "native-host/token/answer.h"

#include "native-host/token/frame.h"
#include "native-host/token/limits.h"
#include "native-host/token/operation.h"

namespace ekey::token {
namespace {

void write(FrameWriter&, const Opened&) {}

void write(FrameWriter&, const Done&) {}

void write(FrameWriter& frame, const std::vector<TokenInfo>& tokens)
{
    frame.number(tokens.size());
    for (const TokenInfo& token : tokens) {
        frame.text(token.serial, limits::serialBytes);
        frame.text(token.label, limits::labelBytes);
        frame.number(static_cast<std::uint8_t>(token.pin));
        frame.number(token.protectedPath);
        frame.number(token.pinLeast);
        frame.number(token.pinMost);
        frame.number(token.pinToBeChanged);
        frame.number(token.writable);
    }
}

void write(FrameWriter& frame, const Inventory& inventory)
{
    write(frame, inventory.tokens);
    frame.number(inventory.certificates.size());
    for (const TokenCertificate& certificate : inventory.certificates) {
        frame.text(certificate.token, limits::serialBytes);
        frame.bytes(certificate.id, limits::idBytes);
        frame.bytes(certificate.der, limits::certificateBytes);
        frame.number(certificate.hasKey);
        frame.number(certificate.alwaysAuthenticate);
        frame.text(certificate.label, limits::objectLabelBytes);
    }
}

void write(FrameWriter& frame, const Changes& changes)
{
    frame.number(changes.changed);
    write(frame, changes.tokens);
}

void write(FrameWriter& frame, const Signature& signature) { frame.bytes(signature.bytes, limits::signatureBytes); }

void write(FrameWriter& frame, const PublicKey& key)
{
    frame.bytes(key.modulus, limits::modulusBytes);
    frame.bytes(key.exponent, limits::exponentBytes);
    frame.bytes(key.point, limits::pointBytes);
}

void write(FrameWriter& frame, const Removal::Objects& objects)
{
    frame.number(objects.certificates);
    frame.number(objects.publicKeys);
    frame.number(objects.privateKeys);
}

void write(FrameWriter& frame, const Failure& failure)
{
    frame.text(failure.code, limits::codeBytes);
    frame.number(static_cast<std::uint8_t>(failure.pin));
    frame.number(failure.number);
    frame.text(failure.function, limits::functionBytes);
}

void write(FrameWriter& frame, const Removal& removal)
{
    write(frame, removal.removed);
    write(frame, removal.left);
    write(frame, removal.why);
}

void write(FrameWriter& frame, const Entered& entered) { frame.text(entered.function, limits::functionBytes); }

void write(FrameWriter& frame, const Returned& returned)
{
    frame.text(returned.function, limits::functionBytes);
    frame.number(returned.microseconds);
    frame.number(returned.code);
}

constexpr std::uint16_t answerOperations[] = {
    number(Operation::opened),    number(Operation::tokens),   number(Operation::changed), number(Operation::done),
    number(Operation::publicKey), number(Operation::removal),  number(Operation::failure), number(Operation::entered),
    number(Operation::returned),  number(Operation::signature)};
static_assert(std::size(answerOperations) == std::variant_size_v<Answer::Body>);

} // namespace

std::optional<WipedBytes> encode(const Answer& answer)
{
    FrameWriter frame(answerOperations[answer.body.index()], answer.number);
    std::visit([&](const auto& body) { write(frame, body); }, answer.body);
    return std::move(frame).finish(limits::answerFrame);
}

} // namespace ekey::token
