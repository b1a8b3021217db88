// What a listed page that has been taken over, or a program beside it, may try.
#include "native-host/host/limits.h"
#include "protocol/protocol.h"
#include "tests/process/host/filing.h"

#include <cstdlib>
#include <fstream>
#include <gmock/gmock.h>
#include <thread>

namespace ekey::test {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

const json::Value none = json::Value::object();

std::string upgradeRequest(std::uint16_t port, const std::string& extra = "")
{
    return "GET /ekey.v1 HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(port) +
           "\r\nOrigin: https://portal.example\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
           "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
           "Sec-WebSocket-Protocol: ekey.v1\r\n" +
           extra + "\r\n";
}

TEST(HostilePage, framesBehindTheHandshake_areNotTaken)
{
    HostUnderTest host;
    Wire wire(host.port());
    wire.write(upgradeRequest(host.port()) + std::string("\x81\x80\1\2\3\4", 6));
    EXPECT_THAT(wire.readToEnd(), StartsWith("HTTP/1.1 400 "));
}

TEST(HostilePage, compression_isNotAgreedTo)
{
    HostUnderTest host;
    Wire wire(host.port());
    wire.write(upgradeRequest(host.port(), "Sec-WebSocket-Extensions: permessage-deflate\r\n"));
    const std::string answer = wire.readHeader();
    EXPECT_THAT(answer, StartsWith("HTTP/1.1 101 "));
    EXPECT_THAT(answer, Not(HasSubstr("permessage-deflate")));
}

TEST(HostilePage, framesWithoutAMask_endTheConnection)
{
    HostUnderTest host;
    Wire wire(host.port());
    wire.write(upgradeRequest(host.port()));
    EXPECT_THAT(wire.readHeader(), StartsWith("HTTP/1.1 101 "));
    wire.write(std::string_view("\x81\x02{}", 4));
    EXPECT_EQ(std::string_view("\x88\x02\x03\xEA", 4), wire.readToEnd()); // close, 1002: RFC 6455 §5.1
}

TEST(HostilePage, longestMessageAndOneByteLonger_isAnsweredAndEndsTheConnection)
{
    HostUnderTest host;
    Page page = host.page();
    page.send(std::string(protocol::messageBytes, 'x'));
    EXPECT_EQ("message.syntax", page.answer()["error"]["message"]);

    Wire wire(host.port());
    wire.write(upgradeRequest(host.port()));
    wire.readHeader();
    static_assert(protocol::messageBytes == 0x10000);
    wire.write(std::string_view("\x81\xFF\0\0\0\0\0\x01\0\x01mask", 14)); // a frame's header, and nothing of the frame
    EXPECT_EQ(std::string_view("\x88\x02\x03\xF1", 4), wire.readToEnd()); // close, 1009
}

TEST(HostilePage, duplicatedFields_areRefused)
{
    HostUnderTest host;
    for (const std::string field : {"Origin: https://portal.example", "Host: 127.0.0.1:1",
                                    "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==", "Sec-WebSocket-Protocol: ekey.v1",
                                    "Upgrade: websocket", "Sec-WebSocket-Version: 13"}) {
        Wire wire(host.port());
        wire.write(upgradeRequest(host.port(), field + "\r\n"));
        EXPECT_THAT(wire.readToEnd(), StartsWith("HTTP/1.1 40")) << field;
    }
}

TEST(HostilePage, pageThatSendsWithoutReading_costsLittleAndHarmsNobody)
{
    HostUnderTest host;
    Page flooding = host.page();
    flooding.hello();
    // More than all buffers between the two take: the rest waits in the page.
    std::thread flood([&] {
        try {
            for (int i = 0; i < 2000; ++i) {
                flooding.send(std::string(protocol::messageBytes, 'x'));
            }
        } catch (const std::exception&) {
            // the host has ended, as it should at the end of the test
        }
    });
    Page other = host.page();
    other.hello();
    for (int i = 0; i < 100; ++i) {
        EXPECT_TRUE(other.call("content.open", {{"bytes", 1}}).contains("result"));
    }
    std::ifstream status("/proc/" + std::to_string(host.process().pid()) + "/status");
    long peak = 0;
    for (std::string word; status >> word;) {
        if (word == "VmHWM:") status >> peak;
    }
    EXPECT_GT(peak, 0);
    EXPECT_LT(peak, 64 * 1024) << "KiB";
    host.process().signal(SIGTERM);
    flood.join();
}

TEST(HostilePage, contentsOfOnePage_areNotAnothers)
{
    HostUnderTest host;
    Page page = host.page();
    page.hello();
    const std::string handle = send(page, "secret");
    Page other = host.page();
    other.hello();
    EXPECT_EQ("content.unknown",
              errorCode(other.call("content.append", {{"content", handle}, {"offset", 0}, {"data", "YQ=="}})));
    EXPECT_EQ("content.unknown", errorCode(other.call("sign", {{"contents", {handle}}, {"kind", "submission"}})));
}

TEST(HostilePage, keyPulledWhileTheWindowIsOpen_isTold)
{
    DemonstrationToken token;
    TempFolder folder;
    const InstalledFakeDriver driver;
    writeFile(folder / "tokens", "1");
    HostUnderTest host(
        driver.modules("events", {{"EKEY_FAKE_TOKENS", (folder / "tokens").string()},
                                  {"EKEY_FAKE_CERTIFICATE", (token.folder() / "pki/enterprise.der").string()}}));
    Page page = host.page();
    page.hello();
    page.call("subscribe", {{"tokens", false}, {"operations", true}});
    host.script("hold");
    const auto question = host.nextQuestion();
    page.post("authenticate", {{"nonce", nonce}});
    question->wait(host.process());
    writeFile(folder / "tokens", "0");
    host.release("pin 246813");

    json::Value message = page.answer();
    while (message["method"] == "operation.progress") {
        message = page.answer();
    }

    EXPECT_EQ("operation.cancelled", message["method"]);
    EXPECT_EQ("token.removed", message["params"]["code"]);
    EXPECT_EQ("token.removed", errorCode(page.answer()));
}

TEST(HostilePage, pinentryPlantedInThePath_isNeverStarted)
{
    TempFolder planted;
    writeFile(planted / "pinentry", "#!/bin/sh\ntouch " + (planted / "started").string() + "\n");
    std::filesystem::permissions(planted / "pinentry", std::filesystem::perms::owner_all);
    DemonstrationToken token;
    HostUnderTest host(token.modules(), {{"PATH", planted.path().string() + ":" + std::getenv("PATH")}}, false);
    Page page = host.page();
    page.hello();
    // The system's own: without a display and a terminal it cannot ask.
    EXPECT_EQ("host.prompt", errorCode(page.call("authenticate", {{"nonce", nonce}})));
    EXPECT_FALSE(std::filesystem::exists(planted / "started"));
}

} // namespace
} // namespace ekey::test
