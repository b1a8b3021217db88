#include "native-host/host/handshake.h"

#include <gtest/gtest.h>

#include <functional>

namespace ekey::host {
namespace {

constexpr std::uint16_t port = 28931;
constexpr const char* origin = "https://portal.example";

Policy policy()
{
    Policy policy;
    policy.grants.push_back({.origin = origin, .authenticate = true, .sign = false, .development = false});
    return policy;
}

HttpRequest upgrade()
{
    return {.method = "GET",
            .target = "/ekey.v1",
            .fields = {{"host", "127.0.0.1:28931"},
                       {"origin", origin},
                       {"upgrade", "websocket"},
                       {"connection", "keep-alive, Upgrade"}, // as Firefox writes it
                       {"sec-websocket-key", "dGhlIHNhbXBsZSBub25jZQ=="},
                       {"sec-websocket-version", "13"},
                       {"sec-websocket-protocol", "ekey.v1"}}};
}

void set(HttpRequest& request, const std::string& name, const std::string& value)
{
    for (auto& field : request.fields) {
        if (field.first == name) {
            field.second = value;
            return;
        }
    }
    request.fields.emplace_back(name, value);
}

void remove(HttpRequest& request, const std::string& name)
{
    std::erase_if(request.fields, [&](const auto& field) { return field.first == name; });
}

TEST(Handshake, listedOrigin_isGranted)
{
    const Verdict verdict = judge(upgrade(), port, policy());

    EXPECT_EQ(Verdict::Route::session, verdict.route);
    ASSERT_TRUE(verdict.grant);
    EXPECT_EQ(origin, verdict.grant->origin);
    EXPECT_TRUE(verdict.grant->authenticate);
    EXPECT_FALSE(verdict.grant->sign);
}

TEST(Handshake, healthOfListedOrigin_isGranted)
{
    HttpRequest request{
        .method = "GET", .target = "/health", .fields = {{"host", "127.0.0.1:28931"}, {"origin", origin}}};
    EXPECT_EQ(Verdict::Route::health, judge(request, port, policy()).route);
    set(request, "origin", "https://other.example");
    EXPECT_EQ(403U, judge(request, port, policy()).status);
}

struct HostRow {
    const char* host;
    bool passes;
};
class HandshakeHost : public testing::TestWithParam<HostRow> {};

TEST_P(HandshakeHost, field_isALoopbackNameWithOurPort)
{
    HttpRequest request = upgrade();
    set(request, "host", GetParam().host);
    const Verdict verdict = judge(request, port, policy());
    EXPECT_EQ(GetParam().passes ? Verdict::Route::session : Verdict::Route::refuse, verdict.route);
    EXPECT_EQ(GetParam().passes ? 101U : 403U, verdict.status);
}

INSTANTIATE_TEST_SUITE_P(Table, HandshakeHost,
                         testing::Values(HostRow{"127.0.0.1:28931", true}, HostRow{"[::1]:28931", true},
                                         HostRow{"localhost:28931", true}, HostRow{"127.0.0.1", false},
                                         HostRow{"localhost", false}, HostRow{"127.0.0.1:28932", false},
                                         HostRow{"127.0.0.1:028931", false}, HostRow{"127.0.0.1:289310", false},
                                         HostRow{"127.0.0.2:28931", false}, HostRow{"127.1:28931", false},
                                         HostRow{"0.0.0.0:28931", false}, HostRow{"2130706433:28931", false},
                                         HostRow{"::1:28931", false}, HostRow{"[::ffff:127.0.0.1]:28931", false},
                                         HostRow{"LOCALHOST:28931", false}, HostRow{"localhost.:28931", false},
                                         HostRow{"127.0.0.1.evil.example:28931", false},
                                         HostRow{"evil.example:28931", false}, HostRow{"evil.example", false},
                                         HostRow{"localhost.evil.example:28931", false},
                                         HostRow{"user@127.0.0.1:28931", false}, HostRow{"", false}));

struct Fault {
    const char* name;
    std::function<void(HttpRequest&)> make;
    unsigned status;
    const char* reason;
};
class HandshakeFault : public testing::TestWithParam<Fault> {};

TEST_P(HandshakeFault, request_isRefusedWithItsStatus)
{
    HttpRequest request = upgrade();
    GetParam().make(request);
    const Verdict verdict = judge(request, port, policy());
    EXPECT_EQ(Verdict::Route::refuse, verdict.route) << GetParam().name;
    EXPECT_EQ(GetParam().status, verdict.status) << GetParam().name;
    EXPECT_EQ(GetParam().reason, verdict.reason) << GetParam().name;
    EXPECT_FALSE(verdict.grant);
}

INSTANTIATE_TEST_SUITE_P(
    Table, HandshakeFault,
    testing::Values(
        Fault{"post", [](HttpRequest& r) { r.method = "POST"; }, 400, "method"},
        Fault{"options", [](HttpRequest& r) { r.method = "OPTIONS"; }, 400, "method"},
        Fault{"http10", [](HttpRequest& r) { r.version = 10; }, 400, "method"},
        Fault{"body", [](HttpRequest& r) { set(r, "content-length", "5"); }, 400, "body"},
        Fault{"chunked", [](HttpRequest& r) { set(r, "transfer-encoding", "chunked"); }, 400, "body"},
        Fault{"root", [](HttpRequest& r) { r.target = "/"; }, 404, "path"},
        Fault{"slash", [](HttpRequest& r) { r.target = "/ekey.v1/"; }, 404, "path"},
        Fault{"query", [](HttpRequest& r) { r.target = "/ekey.v1?x"; }, 404, "path"},
        Fault{"absolute", [](HttpRequest& r) { r.target = "http://127.0.0.1:28931/ekey.v1"; }, 404, "path"},
        Fault{"case", [](HttpRequest& r) { r.target = "/EKEY.v1"; }, 404, "path"},
        Fault{"noHost", [](HttpRequest& r) { remove(r, "host"); }, 403, "host"},
        Fault{"twoHosts", [](HttpRequest& r) { r.fields.emplace_back("host", "127.0.0.1:28931"); }, 403, "host"},
        Fault{"noOrigin", [](HttpRequest& r) { remove(r, "origin"); }, 403, "origin"},
        Fault{"twoOrigins", [](HttpRequest& r) { r.fields.emplace_back("origin", origin); }, 403, "origin"},
        Fault{"emptyOrigin", [](HttpRequest& r) { set(r, "origin", ""); }, 403, "origin"},
        Fault{"nullOrigin", [](HttpRequest& r) { set(r, "origin", "null"); }, 403, "origin"},
        Fault{"httpOrigin", [](HttpRequest& r) { set(r, "origin", "http://portal.example"); }, 403, "origin"},
        Fault{"slashOrigin", [](HttpRequest& r) { set(r, "origin", "https://portal.example/"); }, 403, "origin"},
        Fault{"portOrigin", [](HttpRequest& r) { set(r, "origin", "https://portal.example:443"); }, 403, "origin"},
        Fault{"upperOrigin", [](HttpRequest& r) { set(r, "origin", "https://PORTAL.example"); }, 403, "origin"},
        Fault{"suffixOrigin", [](HttpRequest& r) { set(r, "origin", "https://portal.example.evil.example"); }, 403,
              "origin"},
        Fault{"listOrigin", [](HttpRequest& r) { set(r, "origin", "https://evil.example, https://portal.example"); },
              403, "origin"},
        Fault{"noUpgrade", [](HttpRequest& r) { remove(r, "upgrade"); }, 400, "upgrade"},
        Fault{"otherUpgrade", [](HttpRequest& r) { set(r, "upgrade", "h2c"); }, 400, "upgrade"},
        Fault{"noConnection", [](HttpRequest& r) { set(r, "connection", "keep-alive"); }, 400, "upgrade"},
        Fault{"noKey", [](HttpRequest& r) { remove(r, "sec-websocket-key"); }, 400, "upgrade"},
        Fault{"twoKeys", [](HttpRequest& r) { r.fields.emplace_back("sec-websocket-key", "x"); }, 400, "upgrade"},
        Fault{"version8", [](HttpRequest& r) { set(r, "sec-websocket-version", "8"); }, 400, "upgrade"},
        Fault{"noSubprotocol", [](HttpRequest& r) { remove(r, "sec-websocket-protocol"); }, 400, "subprotocol"},
        Fault{"otherSubprotocol", [](HttpRequest& r) { set(r, "sec-websocket-protocol", "ekey.v2"); }, 400,
              "subprotocol"},
        Fault{"upperSubprotocol", [](HttpRequest& r) { set(r, "sec-websocket-protocol", "EKEY.v1"); }, 400,
              "subprotocol"},
        Fault{"twoSubprotocols", [](HttpRequest& r) { r.fields.emplace_back("sec-websocket-protocol", "ekey.v1"); },
              400, "subprotocol"}),
    [](const auto& test) { return std::string(test.param.name); });

TEST(Handshake, severalSubprotocolsOffered_ourOneIsEnough)
{
    HttpRequest request = upgrade();
    set(request, "sec-websocket-protocol", "ekey.v2 ,\tekey.v1");
    EXPECT_EQ(Verdict::Route::session, judge(request, port, policy()).route);
}

} // namespace
} // namespace ekey::host
