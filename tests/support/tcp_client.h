// A bare HTTP/1.1 client over one connection, which sends any bytes, broken ones too.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace ekey::test {

class TcpClient {
public:
    explicit TcpClient(std::uint16_t port, const char* address = "127.0.0.1");
    ~TcpClient();
    TcpClient(const TcpClient&) = delete;
    TcpClient& operator=(const TcpClient&) = delete;

    /// Throws when the other side has closed.
    void send(std::string_view bytes);

    struct Response {
        int status = 0;
        std::multimap<std::string, std::string> all; ///< names in lower case
        std::map<std::string, std::string> headers;  ///< the first of each name
        std::string body;
    };
    /// Throws when the connection ends first, or nothing comes for a long time.
    Response response();

    /// Waits until the other side has closed; false when it sends instead.
    bool ended();

private:
    bool receive();

    int socket_ = -1;
    std::string received_;
};

} // namespace ekey::test
