#include "native-host/host/calls/calls.h"
#include "native-host/host/request.h"
#include "protocol/protocol.h"

namespace ekey::host::calls {

Answer hello(const SessionState& session, const json::Value& params)
{
    if (const auto read = protocol::readHelloParams(params); !read) {
        return paramsFault(read.error());
    }
    return toJson(protocol::Hello{.protocol = std::string(protocol::subprotocol),
                                  .host = {programName, programVersion},
                                  .capabilities = session.site.rights(),
                                  .development = session.site.development});
}

} // namespace ekey::host::calls
