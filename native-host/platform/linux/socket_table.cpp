#include "native-host/platform/linux/socket_table.h"

#include <charconv>
#include <cstring>
#include <fstream>
#include <string>

namespace ekey::platform {
namespace {

// Other states are refused: a socket in TIME_WAIT has no owner any more, and its row says root.
constexpr std::string_view established = "01";
constexpr std::string_view listening = "0A";

std::string_view nextWord(std::string_view& text)
{
    const std::size_t start = std::min(text.find_first_not_of(' '), text.size());
    text.remove_prefix(start);
    const std::string_view word = text.substr(0, text.find(' '));
    text.remove_prefix(word.size());
    return word;
}

template <class Number>
bool read(std::string_view digits, int base, Number& number)
{
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number, base);
    return error == std::errc() && end == digits.data() + digits.size();
}

/// "0100007F:1F90": the address as 32-bit words, each in the order of this machine, then the port.
std::optional<Endpoint> readEndpoint(std::string_view text)
{
    constexpr std::size_t wordDigits = 8;
    const std::size_t colon = text.find(':');
    if (colon != wordDigits && colon != 4 * wordDigits) {
        return std::nullopt;
    }
    Endpoint endpoint;
    std::size_t at = 0;
    if (colon == wordDigits) {
        endpoint.address[10] = endpoint.address[11] = 0xff;
        at = 12;
    }
    for (std::size_t digit = 0; digit < colon; digit += wordDigits, at += 4) {
        std::uint32_t word = 0;
        if (!read(text.substr(digit, wordDigits), 16, word)) {
            return std::nullopt;
        }
        std::memcpy(&endpoint.address[at], &word, sizeof word);
    }
    if (!read(text.substr(colon + 1), 16, endpoint.port)) {
        return std::nullopt;
    }
    return endpoint;
}

bool isAny(const Endpoint& endpoint)
{
    Endpoint any{.port = endpoint.port};
    if (endpoint == any) return true;
    any.address[10] = any.address[11] = 0xff; // 0.0.0.0 as it is compared here
    return endpoint == any;
}

bool isLoopback(const Endpoint& endpoint)
{
    const Endpoint v6{.address = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1}, .port = endpoint.port};
    const Endpoint v4{.address = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 127, 0, 0, 1}, .port = endpoint.port};
    return endpoint == v4 || endpoint == v6;
}

} // namespace

std::optional<uid_t> socketOwner(std::string_view table, const Endpoint& local, const Endpoint& remote)
{
    while (!table.empty()) {
        std::string_view row = table.substr(0, table.find('\n'));
        table.remove_prefix(std::min(row.size() + 1, table.size()));
        // sl local_address rem_address st tx:rx tr:when retrnsmt uid …
        nextWord(row);
        const auto from = readEndpoint(nextWord(row));
        const auto to = readEndpoint(nextWord(row));
        if (!from || !to || *from != local || *to != remote || nextWord(row) != established) {
            continue;
        }
        nextWord(row);
        nextWord(row);
        nextWord(row);
        uid_t user = 0;
        return read(nextWord(row), 10, user) ? std::optional(user) : std::nullopt;
    }
    return std::nullopt;
}

std::optional<uid_t> socketOwner(std::span<const std::filesystem::path> tables, const Endpoint& local,
                                 const Endpoint& remote)
{
    std::string table(tableBytes, '\0');
    for (const std::filesystem::path& file : tables) {
        std::ifstream in(file);
        in.read(table.data(), static_cast<std::streamsize>(table.size()));
        std::string_view rows(table.data(), static_cast<std::size_t>(in.gcount()));
        rows = rows.substr(0, rows.rfind('\n') + 1); // half a row may end within its user's number
        if (const auto user = socketOwner(rows, local, remote)) return user;
    }
    return std::nullopt;
}

std::optional<ListeningSocket> listeningSocket(std::string_view table, std::uint16_t port)
{
    while (!table.empty()) {
        std::string_view row = table.substr(0, table.find('\n'));
        table.remove_prefix(std::min(row.size() + 1, table.size()));
        // sl local_address rem_address st tx:rx tr:when retrnsmt uid timeout inode …
        nextWord(row);
        const auto local = readEndpoint(nextWord(row));
        nextWord(row);
        if (!local || local->port != port || !(isAny(*local) || isLoopback(*local)) || nextWord(row) != listening) {
            continue;
        }
        nextWord(row);
        nextWord(row);
        nextWord(row);
        ListeningSocket socket;
        const bool owned = read(nextWord(row), 10, socket.user);
        nextWord(row);
        if (owned && read(nextWord(row), 10, socket.inode)) return socket;
    }
    return std::nullopt;
}

} // namespace ekey::platform
