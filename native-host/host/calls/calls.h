// The protocol's methods, one function each. None knows sockets, ids or JSON-RPC.
//
// Those that answer at once do so on the thread of the connections. Operations read their parameters and look at the
// right there, too; the work that they give back runs on the runner's thread, and what it gives back makes the answer,
// on the thread of the connections again. Every one may fail with message.params {pointer, reason}.
#pragma once

#include "native-host/host/operations/operation.h"
#include "native-host/host/session_state.h"

#include <functional>

namespace ekey::host::calls {

using Answer = Result<json::Value>;

Answer hello(const SessionState& session, const json::Value& params);
Answer openContent(SessionState& session, const json::Value& params);
Answer appendContent(SessionState& session, const json::Value& params);
Answer readContent(const SessionState& session, const json::Value& params);

using Finish = std::function<json::Value(SessionState&)>;
using Work = std::function<Result<Finish>(Cancellation&)>;
/// Errors beside those of the operation: origin.right {right}, certificate.unknown, token.unknown.
using Prepared = Result<Work>;

Prepared certificates(const SessionState& session, const json::Value& params, const Monitor& monitor);
Prepared tokens(const SessionState& session, const json::Value& params, const Monitor& monitor);
Prepared authenticate(const SessionState& session, const json::Value& params, const Monitor& monitor);
Prepared sign(const SessionState& session, const json::Value& params, const Monitor& monitor);
Prepared signDigest(const SessionState& session, const json::Value& params, const Monitor& monitor);
Prepared changePin(const SessionState& session, const json::Value& params, const Monitor& monitor);
Prepared diagnose(const SessionState& session, const json::Value& params, const Monitor& monitor);

} // namespace ekey::host::calls
