#include "native-host/token/worker/worker.h"

#include "native-host/token/pkcs11/driver.h"
#include "native-host/token/worker/inbox.h"
#include "native-host/token/writing.h"

#include <exception>

namespace ekey::token {

Worker::Worker(platform::StandardPipes& standard) : pipes(standard) {}

Worker::~Worker() = default;

void Worker::handle(WipedBytes payload)
{
    auto decoded = decodeRequest(payload);
    payload = WipedBytes(); // the PIN is only in the request now
    const bool opens = decoded && std::holds_alternative<OpenRequest>(decoded->body);
    if (!decoded || decoded->number == 0 || opens == (driver != nullptr)) platform::endNow(hostTalksNonsense);

    request = decoded->number;
    Answer::Body body;
    try {
        body = std::visit([this](const auto& wanted) { return perform(wanted); }, decoded->body);
    } catch (Fault& fault) {
        body = std::move(fault.failure);
    } catch (const std::exception&) {
        // Out of memory: nothing is left to answer with.
        platform::endNow(ownFault);
    }
    queue(std::move(body));
    flush();
    if (hostLeft) platform::endNow(hostGone);
    request = 0;
}

Answer::Body Worker::perform(const OpenRequest& open)
{
    driver = std::make_unique<pkcs11::Pkcs11Driver>(open.module, open.quirks, *this);
    return Opened{};
}

Answer::Body Worker::perform(const InventoryRequest&) { return driver->inventory(); }

Answer::Body Worker::perform(const ChangesRequest& changes) { return driver->changes(changes); }

Answer::Body Worker::perform(const SignRequest& sign)
{
    toSign = sign.inputs.size();
    driver->sign(sign, *this);
    return Done{};
}

Answer::Body Worker::perform(const ChangePinRequest& change)
{
    driver->changePin(change);
    return Done{};
}

Answer::Body Worker::perform(const GenerateRequest& generate) { return driver->generate(generate); }

Answer::Body Worker::perform(const InstallRequest& install)
{
    driver->install(install);
    return Done{};
}

Answer::Body Worker::perform(const RemoveRequest& remove) { return driver->remove(remove); }

bool Worker::take(std::vector<std::uint8_t> signature)
{
    if (!hostLeft) queue(Signature{std::move(signature)});
    // The last one travels with the answer. Only by writing does the worker see that nobody waits for the next.
    if (--toSign > 0 && !hostLeft) flush();
    return !hostLeft;
}

bool Worker::entered(const char* function)
{
    if (request != 0 && !hostLeft) {
        queue(Entered{function});
        flush();
    }
    return !hostLeft || !writes(function);
}

void Worker::returned(const char* function, std::uint64_t microseconds, std::uint64_t code)
{
    if (request != 0 && !hostLeft) queue(Returned{function, microseconds, code});
}

void Worker::queue(Answer::Body body)
{
    const auto frame = encode(Answer{request, std::move(body)});
    if (!frame) platform::endNow(ownFault);
    unsent.insert(unsent.end(), frame->begin(), frame->end());
}

void Worker::flush()
{
    // A host that is gone is no reason to leave the token logged in: the operation goes on to its end, without reports.
    // The inbox sees the closed pipe too, and ends a library that takes too long.
    hostLeft = !pipes.write(unsent);
    unsent.clear();
}

} // namespace ekey::token
