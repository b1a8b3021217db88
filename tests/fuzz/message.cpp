// What a page sends after the handshake: JSON-RPC messages and the parameters of every method, on any bytes.
#include "core/json/canonical.h"
#include "native-host/host/request.h"
#include "protocol/protocol.h"
#include "tests/fuzz/demand.h"

#include <cstddef>
#include <cstdint>

using namespace ekey;

namespace {

/// Parameters are taken, or refused as the protocol says it.
template <class T>
void demandAnswer(const Result<T>& read)
{
    if (!read) {
        const Error fault = host::paramsFault(read.error());
        fuzz::demand(protocol::errorNumber(fault.code).has_value(), "a refusal has a code of the protocol");
    }
}

void readParams(protocol::Method method, const json::Value& params)
{
    using protocol::Method;
    switch (method) {
    case Method::hello:
        return demandAnswer(protocol::readHelloParams(params));
    case Method::certificates:
        return demandAnswer(protocol::readCertificatesParams(params));
    case Method::tokens:
        return demandAnswer(protocol::readTokensParams(params));
    case Method::subscribe:
        return demandAnswer(protocol::readSubscribeParams(params));
    case Method::authenticate:
        return demandAnswer(protocol::readAuthenticateParams(params));
    case Method::contentOpen:
        return demandAnswer(protocol::readContentOpenParams(params));
    case Method::contentAppend:
        return demandAnswer(protocol::readContentAppendParams(params));
    case Method::contentRead:
        return demandAnswer(protocol::readContentReadParams(params));
    case Method::sign:
        return demandAnswer(protocol::readSignParams(params));
    case Method::signDigest:
        return demandAnswer(protocol::readSignDigestParams(params));
    case Method::changePin:
        return demandAnswer(protocol::readChangePinParams(params));
    case Method::cancel:
        return demandAnswer(protocol::readCancelParams(params));
    case Method::diagnose:
        return demandAnswer(protocol::readDiagnoseParams(params));
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const auto read = host::readRequest({reinterpret_cast<const char*>(data), size});
    if (const auto* bad = std::get_if<host::BadRequest>(&read)) {
        fuzz::demand(protocol::errorNumber(bad->error.code).has_value(), "a refusal has a code of the protocol");
        (void)host::answer(bad->id, bad->error, "0123456789abcdef");
        return 0;
    }
    const auto& request = std::get<host::Request>(read);
    fuzz::demand(request.params.is_object(), "parameters are an object");
    if (const auto method = protocol::findMethod(request.method)) {
        readParams(*method, request.params);
    }
    return 0;
}
