#include "native-host/host/calls/calls.h"
#include "native-host/host/limits.h"
#include "native-host/host/request.h"

#include <algorithm>
#include <memory>
#include <utility>

namespace ekey::host::calls {
namespace {

/// Asks the tokens; `finish` makes the answer.
Work ask(const SessionState& session, const Monitor& monitor, bool (*nothing)(const Inventory&),
         json::Value (*finish)(SessionState&, const Inventory&))
{
    return [operation = Operation{session.services, session.site, monitor}, nothing,
            finish](Cancellation& cancellation) -> Result<Finish> {
        const auto inventory = std::make_shared<const Inventory>(operation.inventory(cancellation));
        if (nothing(*inventory) && inventory->failure) {
            return *inventory->failure;
        }
        return Finish([inventory, finish](SessionState& state) { return finish(state, *inventory); });
    };
}

json::Value certificateList(SessionState& session, const Inventory& inventory)
{
    protocol::CertificateList list;
    for (const Held& held : inventory.held) {
        if (list.certificates.size() < limits::certificates) {
            const std::string fingerprint = held.certificate.fingerprint();
            list.certificates.push_back(summary(held.certificate, session.certificates.of(fingerprint),
                                                session.consented.contains(fingerprint)));
        }
    }
    return toJson(list);
}

json::Value tokenList(SessionState& session, const Inventory& inventory)
{
    protocol::TokenList list;
    for (const Plugged& plugged : inventory.tokens) {
        if (list.tokens.size() == limits::tokens) {
            break;
        }
        protocol::TokenSummary& one = list.tokens.emplace_back();
        one.token = session.tokens.of(tokenName(plugged));
        one.pin = token::name(plugged.token.pin);
        one.ownPad = plugged.token.protectedPath;
        one.pinToBeChanged = plugged.token.pinToBeChanged;
        for (const Held& held : inventory.held) {
            const bool here = held.module == plugged.module && held.token.serial == plugged.token.serial;
            if (here && one.certificates.size() < limits::certificates) {
                one.certificates.push_back(session.certificates.of(held.certificate.fingerprint()));
            }
        }
    }
    return toJson(list);
}

} // namespace

Prepared certificates(const SessionState& session, const json::Value& params, const Monitor& monitor)
{
    if (const auto read = protocol::readCertificatesParams(params); !read) {
        return paramsFault(read.error());
    }
    return ask(
        session, monitor, [](const Inventory& all) { return all.held.empty(); }, certificateList);
}

Prepared tokens(const SessionState& session, const json::Value& params, const Monitor& monitor)
{
    if (const auto read = protocol::readTokensParams(params); !read) {
        return paramsFault(read.error());
    }
    return ask(
        session, monitor, [](const Inventory& all) { return all.tokens.empty(); }, tokenList);
}

} // namespace ekey::host::calls
