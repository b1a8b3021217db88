// `ekey-portal init`, `serve` and `account`: the parts put together.
#pragma once

#include "portal/notices/mail_server.h"

#include <cstdint>
#include <string>
#include <vector>

namespace ekey::portal {

struct InitOptions {
    std::string database;
    std::string materialKey; ///< file; made where there is none. Empty: beside the database
    bool demonstration = false;
    std::vector<std::string> trust; ///< PEM files
};

/// Where the materials' key is when nothing else is said.
std::string materialKeyFile(const std::string& given, const std::string& database);

/// Makes a database, and a key for materials. Leaves no database behind when it fails.
void init(const InitOptions& options);

struct ServeOptions {
    std::string database;
    std::string materialKey; ///< file. Empty: beside the database
    std::string origin;      ///< "https://host[:port]"; "http://localhost:PORT" and "auto" for demonstrations only
    std::vector<std::string> listen{"127.0.0.1", "::1"};
    std::vector<std::string> forwardedBy; ///< addresses of reverse proxies, whose X-Forwarded-For is believed
    unsigned short port = 0;              ///< 0: any that is free
    std::string portFile;                 ///< gets the port, once connections are accepted
    std::string site;
    std::string forms;
    std::string logFile; ///< empty: standard error
    notices::MailOptions mail;
    std::string smsMail; ///< "{mobile}@gateway"; empty: no phone can be bound
    std::int64_t clockOffset = 0; ///< seconds; demonstrations only
    bool routes = false;          ///< only say which routes there are: [{"method", "path", "roles"}]
};

struct AccountOptions {
    std::string database;
    std::string role;
    std::string login;
    std::string name;
    std::string email;
    std::string uscc;             ///< empty: staff
    std::int64_t clockOffset = 0; ///< seconds; demonstrations only
};

/// Makes a staff account; prints the path that activates it.
void addAccount(const AccountOptions& options);
void listAccounts(const AccountOptions& options);
void removeAccount(const AccountOptions& options);

/// Serves until SIGINT or SIGTERM.
void serve(const ServeOptions& options);

} // namespace ekey::portal
