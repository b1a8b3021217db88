#include "portal/notices/mail_server.h"

#include "portal/notices/message.h"
#include "portal/refused.h"
#include "portal/status.h"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <string_view>

namespace ekey::portal::notices {
namespace {

constexpr std::size_t passwordMost = 1024; ///< bytes, without the end of the line

struct Address {
    std::string_view host;
    bool tls = false;
};

bool isHostCharacter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '-' ||
           c == ':';
}

/// Host and port and nothing else: a name or a password in the address would stand in the list of processes.
std::optional<Address> readAddress(std::string_view url)
{
    const bool tls = url.starts_with("smtps://");
    if (!tls && !url.starts_with("smtp://")) {
        return std::nullopt;
    }
    url.remove_prefix(url.find("//") + 2);
    const std::size_t colon = url.rfind(':');
    if (colon == url.npos) {
        return std::nullopt;
    }
    const std::string_view digits = url.substr(colon + 1);
    unsigned short port = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), port);
    if (error != std::errc() || end != digits.data() + digits.size() || port == 0) {
        return std::nullopt;
    }
    const std::string_view host = url.substr(0, colon);
    const bool literal = host.size() > 2 && host.front() == '[' && host.back() == ']';
    const std::string_view name = literal ? host.substr(1, host.size() - 2) : host;
    if (name.empty() || !std::all_of(name.begin(), name.end(), isHostCharacter) ||
        (!literal && name.find(':') != name.npos)) {
        return std::nullopt;
    }
    return Address{host, tls};
}

bool isLoopback(std::string_view host)
{
    const bool numeric = host.find_first_not_of("0123456789.") == host.npos;
    return host == "localhost" || host == "[::1]" || (numeric && host.starts_with("127."));
}

/// The file's first line.
std::string readPassword(const std::string& file)
{
    std::ifstream in(file, std::ios::binary);
    std::string text(passwordMost + 3, '\0');
    in.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(in.gcount()));
    while (!text.empty() && (text.back() == '\n' || text.back() == '\r')) {
        text.pop_back();
    }
    const bool control = std::any_of(text.begin(), text.end(), [](char c) { return c >= 0 && c < ' '; });
    if (in.bad() || text.empty() || text.size() > passwordMost || control) {
        throw Refused(status::failed, "mail.password_file", {}, {{"file", file}});
    }
    return text;
}

} // namespace

std::optional<MailServer> readMailServer(const MailOptions& options)
{
    if (options.server.empty()) {
        if (!options.from.empty() || !options.login.empty() || !options.passwordFile.empty() ||
            !options.trust.empty()) {
            throw Refused(status::failed, "mail.option");
        }
        return std::nullopt;
    }
    const auto address = readAddress(options.server);
    if (!address) {
        throw Refused(status::failed, "mail.server", {}, {{"url", options.server}});
    }
    MailServer server;
    server.from = mailAddress(options.from);
    if (server.from.empty()) {
        throw Refused(status::failed, "mail.from", {}, {{"address", options.from}});
    }
    server.fromDomain = server.from.substr(server.from.find('@') + 1);
    server.url = options.server + "/" + server.fromDomain;
    server.starttls = !address->tls && !isLoopback(address->host);
    if (options.login.empty() != options.passwordFile.empty()) {
        throw Refused(status::failed, "mail.login");
    }
    if (!options.login.empty()) {
        server.login = options.login;
        server.password = readPassword(options.passwordFile);
    }
    if (!options.trust.empty() && !std::filesystem::is_regular_file(options.trust)) {
        throw Refused(status::failed, "mail.trust", {}, {{"file", options.trust}});
    }
    server.trust = options.trust;
    return server;
}

} // namespace ekey::portal::notices
