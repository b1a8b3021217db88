#include "portal/filings/answered.h"

#include "core/digest/digest.h"
#include "portal/refused.h"
#include "portal/status.h"
#include "portal/storage/sql.h"

#include <algorithm>

namespace ekey::portal::filings {

Once::Once(const http::Request& request) : owner_(request.caller->owner())
{
    const auto field = request.fields.find("idempotency-key");
    if (field == request.fields.end()) {
        return;
    }
    key_ = field->second;
    const bool visible = std::all_of(key_.begin(), key_.end(), [](char c) { return c > ' ' && c <= '~'; });
    if (key_.empty() || key_.size() > idempotencyKeyBytes || !visible) {
        throw Refused(status::badRequest, "request.idempotency_key_form", {}, {{"limit", idempotencyKeyBytes}});
    }
    // What comes before the path holds no line break, so that no two requests give one text.
    request_ = digest::hex(digest::sha256(request.method + '\n' + request.contentType + '\n' +
                                          digest::hex(digest::sha256(request.body)) + '\n' + request.path));
}

std::optional<http::Answer> Once::before(soci::session& sql, Time now) const
{
    if (key_.empty()) {
        return std::nullopt;
    }
    std::string request;
    std::string etag;
    std::string body;
    int status = 0;
    sql << "SELECT request, status, etag, body FROM answered WHERE owner = :o AND key = :k AND until > :n",
        soci::into(request), soci::into(status), soci::into(etag), soci::into(body), soci::use(owner_), soci::use(key_),
        soci::use(now);
    if (!sql.got_data()) {
        return std::nullopt;
    }
    if (request != request_) {
        throw Refused(status::unprocessable, "request.idempotency_key");
    }
    http::Answer answer = http::replyText(static_cast<unsigned>(status), body);
    if (!etag.empty()) {
        answer.headers.emplace_back("ETag", etag);
    }
    return answer;
}

void Once::keep(soci::session& sql, unsigned status, const std::string& etag, const std::string& body, Time now) const
{
    if (key_.empty() || before(sql, now)) {
        return; // the same at the same time
    }
    sql << "DELETE FROM answered WHERE until <= :n", soci::use(now);
    const int kept = answeredPerOwner - 1;
    sql << "DELETE FROM answered WHERE owner = :o AND key NOT IN (SELECT key FROM answered WHERE owner = :same"
           " ORDER BY until DESC, key LIMIT :k)",
        soci::use(owner_), soci::use(owner_), soci::use(kept);
    const int code = static_cast<int>(status);
    const Time until = now + answeredSeconds;
    sql << "INSERT INTO answered (owner, key, request, status, etag, body, until) VALUES (:o, :k, :r, :s, :e, :b, :u)",
        soci::use(owner_), soci::use(key_), soci::use(request_), soci::use(code), soci::use(etag), soci::use(body),
        soci::use(until);
}

} // namespace ekey::portal::filings
