#include "portal/http/answer.h"

#include "core/json/canonical.h"

namespace ekey::portal::http {

Answer replyText(unsigned status, std::string text)
{
    return {status,
            {{"Content-Type", "application/json"}, {"Cache-Control", "no-store"}},
            std::make_shared<const std::string>(std::move(text)),
            {}};
}

Answer reply(unsigned status, const json::Value& value) { return replyText(status, json::canonical(value)); }

Answer refusal(unsigned status, const Errors& errors, const std::string& correlation)
{
    Answer answer = reply(status, {{"errors", toJson(errors)}, {"correlation", correlation}});
    for (const Error& error : errors) {
        answer.codes.push_back(error.code);
    }
    return answer;
}

Answer nothing() { return {204, {{"Cache-Control", "no-store"}}, nullptr, {}}; }

} // namespace ekey::portal::http
