// What a worker reads from its host, on any bytes: a payload has one meaning, and that meaning one payload.
#include "native-host/token/frame.h"
#include "native-host/token/request.h"
#include "tests/fuzz/demand.h"

#include <algorithm>

using namespace ekey;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const auto request = token::decodeRequest({data, size});
    if (!request) return 0;
    const auto frame = token::encode(*request);
    fuzz::demand(frame.has_value(), "what is read can be written");
    fuzz::demand(std::equal(frame->begin() + token::frameLengthBytes, frame->end(), data, data + size),
                 "a request is written in one way only");
    return 0;
}
