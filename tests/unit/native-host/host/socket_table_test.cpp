#include "native-host/platform/linux/socket_table.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace ekey::platform {
namespace {

Endpoint v4(std::uint8_t last, std::uint16_t port)
{
    Endpoint endpoint{.port = port};
    const std::uint8_t mapped[] = {0xff, 0xff, 127, 0, 0, last};
    std::copy(std::begin(mapped), std::end(mapped), endpoint.address.begin() + 10);
    return endpoint;
}

Endpoint loopback6(std::uint16_t port)
{
    Endpoint endpoint{.port = port};
    endpoint.address.back() = 1;
    return endpoint;
}

// As a little-endian machine prints them.
constexpr const char* tcp =
    "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n"
    "   0: 0100007F:7103 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 1 1 0 100 0 0 10 0\n"
    "   1: 0100007F:7103 0100007F:C350 01 00000000:00000000 00:00000000 00000000  1000        0 2 1 0 20 4 30 10 -1\n"
    "   2: 0100007F:C350 0100007F:7103 01 00000000:00000000 00:00000000 00000000  1001        0 3 1 0 20 4 30 10 -1\n"
    "   3: 0100007F:C351 0100007F:7103 06 00000000:00000000 03:00000B2F 00000000     0        0 0 3 0\n"
    "   4: 0200007F:C352 0100007F:7103 01 00000000:00000000 00:00000000 00000000  1002        0 4 1 0 20 4 30 10 -1\n";
constexpr const char* tcp6 = "  sl  local_address                         remote_address                        st "
                             "tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n"
                             "   0: 00000000000000000000000001000000:C350 00000000000000000000000001000000:7103 01 "
                             "00000000:00000000 00:00000000 00000000  1003        0 5 1 0 20 4 30 10 -1\n"
                             "   1: 0000000000000000FFFF00000100007F:C353 0000000000000000FFFF00000100007F:7103 01 "
                             "00000000:00000000 00:00000000 00000000  1004        0 6 1 0 20 4 30 10 -1\n";

TEST(SocketTable, exactConnectionFromTheOtherSide_tellsItsOwner)
{
    EXPECT_EQ(1001U, socketOwner(tcp, v4(1, 50000), v4(1, 28931)));
    EXPECT_EQ(1003U, socketOwner(tcp6, loopback6(50000), loopback6(28931)));
}

TEST(SocketTable, ipv4SpokenByAnIpv6Socket_isFound) { EXPECT_EQ(1004U, socketOwner(tcp6, v4(1, 50003), v4(1, 28931))); }

TEST(SocketTable, socketWithoutAnOwner_isNotTakenForRoots)
{
    EXPECT_FALSE(socketOwner(tcp, v4(1, 50001), v4(1, 28931)));
}

TEST(SocketTable, anythingButTheExactFourValues_isNotFound)
{
    EXPECT_FALSE(socketOwner(tcp, v4(1, 50002), v4(1, 28931)));
    EXPECT_FALSE(socketOwner(tcp, v4(2, 50000), v4(1, 28931)));
    EXPECT_FALSE(socketOwner(tcp, v4(1, 50000), v4(1, 28932)));
    EXPECT_FALSE(socketOwner(tcp, v4(1, 50000), v4(2, 28931)));
    EXPECT_FALSE(socketOwner("", v4(1, 50000), v4(1, 28931)));
}

TEST(SocketTable, listener_isFoundByItsPort)
{
    const auto socket = listeningSocket(tcp, 0x7103);
    ASSERT_TRUE(socket);
    EXPECT_EQ(1000U, socket->user);
    EXPECT_EQ(1U, socket->inode);
    EXPECT_FALSE(listeningSocket(tcp, 0xC350)) << "connected, not listening";
    EXPECT_FALSE(listeningSocket(tcp6, 0x7103));
}

TEST(SocketTable, listenerOnAllAddressesOrIpv6_countsAndOneOnAnotherAddressDoesNot)
{
    const auto row = [](const std::string& address) {
        return "   0: " + address + ":7103 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000  0 77 1 0\n";
    };
    for (const char* address : {"00000000", "00000000000000000000000001000000", "00000000000000000000000000000000"}) {
        ASSERT_TRUE(listeningSocket(row(address), 0x7103)) << address;
        EXPECT_EQ(77U, listeningSocket(row(address), 0x7103)->inode);
    }
    EXPECT_FALSE(listeningSocket(row("0200A8C0"), 0x7103));
    EXPECT_FALSE(listeningSocket("   0: 0100007F:7103 00000000:0000 0A 0", 0x7103));
}

} // namespace
} // namespace ekey::platform
