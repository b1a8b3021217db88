#include "native-host/host/error_text.h"

namespace ekey::host {

std::string errorText(const Error& error, const text::Messages& messages)
{
    json::Value params = error.params;
    params["pointer"] = error.pointer;
    if (!error.code.starts_with("json.") && !error.code.starts_with("member.")) {
        return messages.text(error.code, params);
    }
    params["text"] = messages.text(error.code, params);
    return messages.text(error.pointer.empty() ? "policy.syntax" : "policy.invalid", params);
}

} // namespace ekey::host
