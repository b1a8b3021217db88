#include "portal/accounts/mails.h"

#include "portal/notices/texts.h"

namespace ekey::portal::accounts {
namespace {

notices::Mail composeMail(const std::string& kind, const Addressee& to, const Token& token, json::Value params)
{
    params["origin"] = to.origin;
    params["uscc"] = to.uscc;
    params["login"] = to.login;
    // The occasion must not hold the token, which opens the account; its hash opens nothing.
    const auto& texts = notices::texts(to.language);
    const std::string text = to.uscc.empty() ? kind + ".staff.text" : kind + ".text";
    return {kind + ':' + token.id, to.email, texts.text(kind + ".subject", params), texts.text(text, params)};
}

json::Value linked(const Addressee& to, std::string_view path, const Token& token, Time until)
{
    return {{"link", to.origin + std::string(path) + token.text}, {"until", notices::timeInChina(until)}};
}

} // namespace

Addressee addresseeOf(const std::string& origin, const Account& account)
{
    return {origin, account.uscc, account.login, account.email, account.language};
}

notices::Mail activationMail(const Addressee& to, const Token& token, Time until)
{
    return composeMail("activation", to, token, linked(to, "/activate#", token, until));
}

notices::Mail existingMail(const Addressee& to, const Token& token, Time until)
{
    return composeMail("existing", to, token, linked(to, "/reset#", token, until));
}

notices::Mail takenMail(const Addressee& to, const Token& token)
{
    return composeMail("taken", to, token, json::Value::object());
}

notices::Mail resetMail(const Addressee& to, const Token& token, Time until)
{
    return composeMail("reset", to, token, linked(to, "/reset#", token, until));
}

} // namespace ekey::portal::accounts
