#include "native-host/host/commands/origins_test.h"

#include "core/json/canonical.h"
#include "core/text/utf8.h"
#include "native-host/host/fault.h"
#include "native-host/host/handshake.h"
#include "native-host/host/origin.h"
#include "protocol/protocol.h"

#include <algorithm>

namespace ekey::host {
namespace {

constexpr std::uint16_t anyPort = 0; ///< of --port: the system chooses

/// The port that the host was told to listen on. Otherwise the one that `host` names, when a host may listen on it:
/// somebody asks about a host that listens there.
std::uint16_t portOf(const std::string& host, std::optional<std::uint16_t> told)
{
    if (told && *told != anyPort) return *told;
    for (const std::uint16_t port : protocol::ports) {
        if (host.ends_with(":" + std::to_string(port))) return port;
    }
    return protocol::ports.front();
}

HttpRequest upgrade(const std::string& origin, const std::string& host)
{
    return {.method = "GET",
            .target = std::string(protocol::path),
            .fields = {{"host", host},
                       {"origin", origin},
                       {"upgrade", "websocket"},
                       {"connection", "Upgrade"},
                       {"sec-websocket-key", "dGhlIHNhbXBsZSBub25jZQ=="},
                       {"sec-websocket-version", "13"},
                       {"sec-websocket-protocol", std::string(protocol::subprotocol)}}};
}

Error remedyFor(const Policy& policy, const std::string& origin, std::uint16_t port, std::string_view reason)
{
    const std::string quoted = text::quoted(origin, limits::originBytes);
    if (reason == "host") return fault("origins.remedy.host", {{"port", port}});
    for (const Error& withheld : policy.withheld) {
        if (withheld.params.value("origin", "") == origin) return withheld;
    }
    if (std::find(policy.denied.begin(), policy.denied.end(), origin) != policy.denied.end()) {
        return fault("origins.remedy.denied", {{"origin", quoted}});
    }
    if (const std::string_view wrong = originFault(origin); !wrong.empty()) {
        return fault("origins.form", {{"origin", quoted}, {"reason", wrong}});
    }
    return fault("origins.remedy.unlisted", {{"origin", quoted}});
}

} // namespace

OriginTest testOrigin(const Policy& policy, const std::string& origin, const std::string& host,
                      std::optional<std::uint16_t> told)
{
    const std::uint16_t port = portOf(host, told);
    const Verdict verdict = judge(upgrade(origin, host), port, policy);
    OriginTest test{.granted = verdict.route == Verdict::Route::session,
                    .status = verdict.status,
                    .reason = std::string(verdict.reason)};
    if (verdict.grant) {
        test.rights = verdict.grant->rights();
    } else {
        test.remedy = remedyFor(policy, origin, port, verdict.reason);
    }
    return test;
}

Result<int> testOrigin(const CommandContext& context, const std::string& origin, const std::string& host,
                       std::optional<std::uint16_t> told)
{
    const auto policy = loadPolicy(context.files);
    if (!policy) return policy.error();
    const OriginTest test = testOrigin(*policy, origin, host, told);
    if (context.json) {
        json::Value answer{{"granted", test.granted}, {"status", test.status}, {"reason", test.reason}};
        if (test.granted) {
            answer["rights"] = test.rights;
        } else {
            answer["remedy"] = toJson(test.remedy);
        }
        print(json::canonical(answer) + "\n");
        return test.granted ? 0 : 1;
    }
    const text::Messages& messages = context.messages;
    const std::string quoted = text::quoted(origin, limits::originBytes);
    if (!test.granted) {
        print(messages.text("origins.test.refused",
                            {{"origin", quoted}, {"status", test.status}, {"reason", test.reason}}) +
              "\n" + messages.text(test.remedy.code, test.remedy.params) + "\n");
        return 1;
    }
    std::string text = messages.text("origins.test.granted", {{"origin", quoted}}) + "\n";
    for (const std::string& right : test.rights) {
        text += "  " + right + ": " + messages.text("right." + right) + "\n";
    }
    print(text);
    return 0;
}

} // namespace ekey::host
