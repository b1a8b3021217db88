#include "portal/http/forwarded.h"

#include "portal/refused.h"
#include "portal/status.h"

#include <boost/asio/ip/address.hpp>

#include <algorithm>
#include <optional>

namespace ekey::portal::http {
namespace {

std::optional<std::string> plainAddress(std::string_view text)
{
    boost::system::error_code error;
    const auto address = boost::asio::ip::make_address(std::string(text), error);
    if (error) return std::nullopt;
    return address.to_string();
}

std::string_view lastEntry(std::string_view list)
{
    list.remove_prefix(list.rfind(',') + 1); // npos + 1 is 0
    const auto first = list.find_first_not_of(" \t");
    if (first == list.npos) return {};
    return list.substr(first, list.find_last_not_of(" \t") - first + 1);
}

} // namespace

std::vector<std::string> readProxies(const std::vector<std::string>& addresses)
{
    std::vector<std::string> proxies;
    for (const std::string& address : addresses) {
        const auto plain = plainAddress(address);
        if (!plain) {
            throw Refused(status::failed, "server.forwarded_by", {}, {{"address", address}});
        }
        proxies.push_back(*plain);
    }
    return proxies;
}

std::string clientAddress(const std::string& peer, std::string_view forwardedFor,
                          const std::vector<std::string>& proxies)
{
    if (std::find(proxies.begin(), proxies.end(), peer) == proxies.end()) return peer;
    return plainAddress(lastEntry(forwardedFor)).value_or(peer);
}

} // namespace ekey::portal::http
