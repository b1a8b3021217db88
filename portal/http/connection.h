// One client's connection. Only http/'s own sources include this: it brings Asio along.
#pragma once

#include "portal/http/limits.h"
#include "portal/http/shares.h"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/thread_pool.hpp>

#include <string>
#include <vector>

namespace ekey::portal::http {

class Service;

/// What all connections of a server share. The counters belong to the server's one thread.
struct Shared {
    const Service* service = nullptr;
    Limits limits;
    std::vector<std::string> proxies; ///< whose X-Forwarded-For is believed
    boost::asio::thread_pool* workers = nullptr;
    Shares connections;
    Shares streams;
    Shares largeBodies;
};

/// Answers the requests of a connection one after another, until it ends or breaks a rule.
boost::asio::awaitable<void> serve(boost::asio::ip::tcp::socket socket, Shared& shared);

} // namespace ekey::portal::http
