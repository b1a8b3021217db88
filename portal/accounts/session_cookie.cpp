#include "portal/accounts/api.h"

namespace ekey::portal::accounts {

SessionCookie::SessionCookie(std::string_view origin)
    : name_("ekey_session"), attributes_("; Path=/; HttpOnly; SameSite=Strict")
{
    if (origin.starts_with("https:")) {
        name_.insert(0, "__Host-");
        attributes_ += "; Secure";
    }
}

std::string SessionCookie::read(const http::Request& request) const { return http::cookie(request, name_); }

void SessionCookie::write(http::Answer& answer, const std::string& value) const
{
    answer.headers.emplace_back("Set-Cookie", name_ + '=' + value + attributes_);
}

void SessionCookie::clear(http::Answer& answer) const
{
    answer.headers.emplace_back("Set-Cookie", name_ + '=' + attributes_ + "; Max-Age=0");
}

} // namespace ekey::portal::accounts
