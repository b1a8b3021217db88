#include "core/text/base64.h"
#include "native-host/host/calls/calls.h"
#include "native-host/host/calls/right.h"
#include "native-host/host/operations/authenticate.h"
#include "native-host/host/operations/sign.h"
#include "native-host/host/operations/sign_digest.h"
#include "native-host/host/request.h"

#include <memory>
#include <set>
#include <utility>

namespace ekey::host::calls {
namespace {

/// One that is guessed lets a log-in be replayed (web-eid:1.0: at least 256 bits).
constexpr std::size_t nonceBytes = 32;

/// `answer` makes the answer of what an operation made, once the page may know whose certificate it was.
template <class T>
Result<Finish> finish(Result<Made<T>>&& made, json::Value (*answer)(SessionState&, T&&))
{
    if (!made) {
        return made.error();
    }
    return Finish([made = std::make_shared<Made<T>>(*std::move(made)), answer](SessionState& session) {
        session.consented.insert(made->fingerprint);
        return answer(session, std::move(made->value));
    });
}

Result<std::optional<std::string>> certificateOf(const SessionState& session, const std::optional<std::string>& handle)
{
    return named(session.certificates, handle, protocol::code::certificateUnknown);
}

} // namespace

Prepared authenticate(const SessionState& session, const json::Value& params, const Monitor& monitor)
{
    const auto read = protocol::readAuthenticateParams(params);
    if (!read) {
        return paramsFault(read.error());
    }
    if (const auto nonce = text::fromBase64(read->nonce); !nonce || nonce->size() < nonceBytes) {
        return paramsFault({"member.format", "/nonce"});
    }
    if (const auto allowed = right(session.site.authenticate, "authenticate"); !allowed) {
        return allowed.error();
    }
    const auto chosen = certificateOf(session, read->certificate);
    if (!chosen) {
        return chosen.error();
    }
    return Work([operation = Operation{session.services, session.site, monitor}, chosen = *chosen,
                 nonce = read->nonce](Cancellation& cancellation) {
        return finish<signature::LoginToken>(host::authenticate(operation, chosen, nonce, cancellation),
                                             [](SessionState&, signature::LoginToken&& token) {
                                                 return json::Value{{"token", toJson(token)}};
                                             });
    });
}

Prepared sign(const SessionState& session, const json::Value& params, const Monitor& monitor)
{
    const auto read = protocol::readSignParams(params);
    if (!read) {
        return paramsFault(read.error());
    }
    if (const auto allowed = right(session.site.sign, "sign"); !allowed) {
        return allowed.error();
    }
    const auto chosen = certificateOf(session, read->certificate);
    if (!chosen) {
        return chosen.error();
    }
    if (std::set(read->contents.begin(), read->contents.end()).size() != read->contents.size()) {
        return fault(protocol::code::contentTwice);
    }
    if (const std::size_t most = session.services.policies.current()->limits.batch; read->contents.size() > most) {
        return fault(protocol::code::contentLimit, {{"limit", most}});
    }
    std::vector<Content> contents;
    for (const std::string& handle : read->contents) {
        auto content = session.contents.complete(handle);
        if (!content) {
            return content.error();
        }
        contents.push_back(*std::move(content));
    }
    return Work([operation = Operation{session.services, session.site, monitor, contents.size()}, chosen = *chosen,
                 contents = std::move(contents), handles = read->contents](Cancellation& cancellation) {
        auto made = host::sign(operation, chosen, contents, cancellation);
        Result<Finish> finished =
            finish<std::vector<Der>>(std::move(made), [](SessionState& state, std::vector<Der>&& all) {
                protocol::Signed answer;
                for (Der& one : all) {
                    answer.signed_.push_back(state.contents.keep(std::move(one)));
                }
                return toJson(answer);
            });
        if (!finished) {
            return finished;
        }
        return Result<Finish>(Finish([handles, answer = *std::move(finished)](SessionState& state) {
            for (const std::string& handle : handles) {
                state.contents.remove(handle);
            }
            return answer(state);
        }));
    });
}

Prepared signDigest(const SessionState& session, const json::Value& params, const Monitor& monitor)
{
    const auto read = protocol::readSignDigestParams(params);
    if (!read) {
        return paramsFault(read.error());
    }
    if (const auto allowed = right(session.site.signDigest, "signDigest"); !allowed) {
        return allowed.error();
    }
    const auto chosen = certificateOf(session, read->certificate);
    if (!chosen) {
        return chosen.error();
    }
    auto digest = readDigest(read->digest, read->algorithm);
    if (!digest) {
        return digest.error();
    }
    return Work([operation = Operation{session.services, session.site, monitor}, chosen = *chosen,
                 content = UnseenContent{*std::move(digest), read->algorithm, read->name}](Cancellation& cancellation) {
        return finish<Der>(host::signDigest(operation, chosen, content, cancellation),
                           [](SessionState& state, Der&& made) {
                               return toJson(protocol::Signed{{state.contents.keep(std::move(made))}});
                           });
    });
}

} // namespace ekey::host::calls
