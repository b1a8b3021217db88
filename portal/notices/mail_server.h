// The mail server that takes the portal's mails: what `serve --mail…` says.
#pragma once

#include <optional>
#include <string>

namespace ekey::portal::notices {

struct MailOptions {
    std::string server; ///< "smtp://HOST:PORT" or "smtps://HOST:PORT"; empty: no mail is sent
    std::string from;
    std::string login;
    std::string passwordFile;
    std::string trust; ///< PEM file of authorities to trust instead of the system's
};

struct MailServer {
    std::string url;        ///< as libcurl wants it, with the name that we give ourselves
    bool starttls = true;   ///< demanded; not on loopback, and where the connection begins with TLS
    std::string from;       ///< as mailAddress() gives it
    std::string fromDomain; ///< part of every Message-ID
    std::string login;
    std::string password;
    std::string trust;
};

/// Nothing where no server is named. Refused: mail.server {url}, mail.from {address}, mail.login, mail.password_file
/// {file}, mail.trust {file}, mail.option where something is said of a server that is not named.
std::optional<MailServer> readMailServer(const MailOptions& options);

} // namespace ekey::portal::notices
