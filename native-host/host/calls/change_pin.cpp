#include "native-host/host/operations/change_pin.h"
#include "native-host/host/calls/calls.h"
#include "native-host/host/calls/right.h"
#include "native-host/host/request.h"

#include <utility>

namespace ekey::host::calls {

Prepared changePin(const SessionState& session, const json::Value& params, const Monitor& monitor)
{
    const auto read = protocol::readChangePinParams(params);
    if (!read) {
        return paramsFault(read.error());
    }
    if (const auto allowed = right(session.site.authenticate, "authenticate"); !allowed) {
        return allowed.error();
    }
    const auto chosen = named(session.tokens, read->token, protocol::code::tokenUnknown);
    if (!chosen) {
        return chosen.error();
    }
    return Work([operation = Operation{session.services, session.site, monitor},
                 chosen = *chosen](Cancellation& cancellation) -> Result<Finish> {
        auto changed = host::changePin(operation, chosen, cancellation);
        if (!changed) {
            return changed.error();
        }
        return Finish([name = tokenName(*changed)](SessionState& state) {
            return toJson(protocol::PinChanged{state.tokens.of(name)});
        });
    });
}

} // namespace ekey::host::calls
