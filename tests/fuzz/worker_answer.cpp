// What the host reads from a worker, on any bytes, taken for hostile.
#include "native-host/token/answer.h"
#include "native-host/token/frame.h"
#include "native-host/token/limits.h"
#include "tests/fuzz/demand.h"

#include <algorithm>

using namespace ekey;

namespace {

void demandPlain(const std::string& function)
{
    fuzz::demand(function.size() <= token::limits::functionBytes &&
                     std::all_of(function.begin(), function.end(), [](char c) { return c > ' ' && c < 0x7f; }),
                 "a function's name can stand in a log");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const auto answer = token::decodeAnswer({data, size});
    if (!answer) return 0;
    const auto frame = token::encode(*answer);
    fuzz::demand(frame.has_value(), "what is read can be written");
    fuzz::demand(std::equal(frame->begin() + token::frameLengthBytes, frame->end(), data, data + size),
                 "an answer is written in one way only");
    if (const auto* failure = std::get_if<token::Failure>(&answer->body)) {
        fuzz::demand(token::isWorkerFailure(failure->code), "a worker says only what it may");
        demandPlain(failure->function);
    }
    if (const auto* entered = std::get_if<token::Entered>(&answer->body)) demandPlain(entered->function);
    if (const auto* inventory = std::get_if<token::Inventory>(&answer->body)) {
        fuzz::demand(inventory->tokens.size() <= token::limits::tokens &&
                         inventory->certificates.size() <= token::limits::certificates,
                     "an inventory has bounds");
    }
    return 0;
}
