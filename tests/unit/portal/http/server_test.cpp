// The server with limits small enough to be reached, real sockets, and handlers made for the test.
#include "portal/http/server.h"

#include "portal/http/service.h"
#include "portal/refused.h"
#include "tests/support/tcp_client.h"
#include "tests/support/temp_folder.h"

#include <gtest/gtest.h>

#include <future>
#include <thread>

namespace ekey::portal::http {
namespace {

using test::TcpClient;

constexpr std::size_t bodyLimit = 1000;
constexpr std::string_view unfinishedBody = "POST /api/v1/echo HTTP/1.1\r\nHost: x\r\nOrigin: http://localhost:1\r\n"
                                            "Content-Type: application/json\r\nContent-Length: 10\r\n\r\n123";

class CountingSink : public BodySink {
public:
    void piece(std::span<const std::uint8_t> bytes) override
    {
        EXPECT_LE(bytes.size(), pieceBytes);
        total_ += bytes.size();
        if (total_ > 3 * pieceBytes) {
            throw Refused(422, "material.too_large");
        }
    }
    Answer finish() override { return reply(200, {{"bytes", total_}}); }

private:
    std::size_t total_ = 0;
};

class ServerTest : public testing::Test {
protected:
    ServerTest()
    {
        test::writeFile(folder / "index.html", "page");
        files.emplace(folder.path().string());
        router.add({"GET", "/api/v1/fine", {}, {}, 0, {}, [](const Request&) { return reply(200, {{"fine", true}}); }});
        router.add({"GET", "/api/v1/defect", {}, {}, 0, {}, [](const Request&) -> Answer {
                        throw std::runtime_error("inner secrets");
                    }});
        router.add({"POST", "/api/v1/echo", {}, {"application/json"}, bodyLimit, {}, [](const Request& request) {
                        return reply(200, {{"bytes", request.body.size()}});
                    }});
        router.add({"POST",
                    "/api/v1/large",
                    anybody,
                    {"application/json"},
                    jsonBytes + 1,
                    {},
                    [](const Request& request) {
                        return reply(200, {{"bytes", request.body.size()}});
                    },
                    [](const Request& request) {
                        if (request.cookies.empty()) {
                            throw Refused(401, "session.none");
                        }
                    }});
        router.add({"POST", "/api/v1/office", {Role::officer}, {}, jsonBytes, {}, [](const Request& request) {
                        return reply(200, {{"uscc", request.caller->uscc}});
                    }});
        router.add({"GET", "/api/v1/pieces/{count}", {}, {}, 0, {}, [](const Request& request) {
                        Answer answer;
                        const auto left = std::make_shared<int>(std::stoi(request.parameters[0]));
                        answer.stream = BodySource{3 * pieceBytes, [left] {
                                                       if ((*left)-- == 0) throw std::runtime_error("inner secrets");
                                                       return std::string(pieceBytes, 'x');
                                                   }};
                        return answer;
                    }});
        router.add({"PUT", "/api/v1/stream", {}, {}, 0, {}, StreamHandler([this](const Request&) {
                        begun.set_value();
                        return std::make_unique<CountingSink>();
                    })});
        service.emplace(router, *files, "http://localhost:1", [this](const Request&) {
            if (!caller) throw Refused(401, "session.none");
            return *caller;
        });
    }

    ~ServerTest() override
    {
        if (server) {
            server->stop();
            thread.join();
        }
    }

    unsigned short start(Limits limits = {})
    {
        server.emplace(std::vector<std::string>{"127.0.0.1", "::1"}, 0, limits);
        thread = std::thread([this] { server->run(*service); });
        return server->port();
    }

    static std::string request(const std::string& line, const std::string& body = {}, const std::string& headers = {})
    {
        return line +
               " HTTP/1.1\r\nHost: localhost\r\nOrigin: http://localhost:1\r\nContent-Type: application/json\r\n" +
               headers + "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
    }

    static void expectServed(TcpClient& client)
    {
        client.send(request("GET /api/v1/fine"));
        EXPECT_EQ(client.response().status, 200);
    }

    test::TempFolder folder;
    std::optional<StaticFiles> files;
    Router router;
    std::optional<Service> service;
    std::optional<Server> server;
    std::thread thread;
    std::promise<void> begun;
    std::optional<Caller> caller; ///< whose requests they are; set before the server starts
};

TEST_F(ServerTest, keepsAConnectionOverSeveralRequests)
{
    TcpClient client(start());
    for (int i = 0; i < 3; ++i) {
        client.send(request("GET /api/v1/fine"));
        EXPECT_EQ(client.response().status, 200);
    }
}

TEST_F(ServerTest, aRouteLetsInWhomItNames_beforeTheBodyIsRead)
{
    const std::string announced = "POST /api/v1/office HTTP/1.1\r\nHost: localhost\r\nOrigin: http://localhost:1\r\n"
                                  "Content-Length: 2\r\n\r\n"; // and no body
    const auto port = start();
    TcpClient nobody(port);
    nobody.send(announced);
    EXPECT_EQ(nobody.response().status, 401);

    caller.emplace();
    TcpClient enterprise(port);
    enterprise.send(announced);
    const auto refused = enterprise.response();
    EXPECT_EQ(refused.status, 403);
    EXPECT_NE(refused.body.find("session.role"), std::string::npos);

    caller->role = Role::officer;
    TcpClient officer(port);
    officer.send(request("POST /api/v1/office", "{}"));
    EXPECT_EQ(officer.response().status, 200);
}

TEST_F(ServerTest, reachesBothLoopbackAddresses)
{
    const auto port = start();
    for (const char* address : {"127.0.0.1", "::1"}) {
        TcpClient client(port, address);
        client.send(request("GET /"));
        EXPECT_EQ(client.response().body, "page") << address;
    }
}

TEST_F(ServerTest, everyAnswerCarriesTheSecurityHeaders)
{
    const auto port = start();
    for (const std::string& bytes :
         {request("GET /"), request("GET /nothing"), request("GET /api/v1/fine"), std::string("nonsense\r\n\r\n")}) {
        TcpClient client(port);
        client.send(bytes);
        const auto response = client.response();
        EXPECT_TRUE(response.headers.at("content-security-policy").starts_with("default-src 'none'"));
        EXPECT_EQ(response.headers.at("x-content-type-options"), "nosniff");
        EXPECT_EQ(response.headers.at("cross-origin-opener-policy"), "same-origin");
    }
}

TEST_F(ServerTest, aDefectSaysNothingOfItself)
{
    TcpClient client(start());
    client.send(request("GET /api/v1/defect"));
    const auto response = client.response();
    EXPECT_EQ(response.status, 500);
    EXPECT_NE(response.body.find("\"internal\""), std::string::npos);
    EXPECT_EQ(response.body.find("secrets"), std::string::npos);
}

TEST_F(ServerTest, wrongPathMethodOriginOrTypeIsRefusedByCode)
{
    const auto port = start();
    const auto codeOf = [port](const std::string& bytes) {
        TcpClient client(port);
        client.send(bytes);
        return client.response().body;
    };
    EXPECT_NE(codeOf(request("GET /api/v1/none")).find("request.unknown_path"), std::string::npos);
    EXPECT_NE(codeOf(request("GET /api/v1/echo")).find("request.method"), std::string::npos);
    EXPECT_NE(codeOf(request("POST /")).find("request.method"), std::string::npos);
    EXPECT_NE(codeOf(request("GET /api/v1/fine?x=1")).find("request.query"), std::string::npos);
    EXPECT_NE(codeOf("POST /api/v1/echo HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n").find("request.origin"),
              std::string::npos);
    EXPECT_NE(codeOf(request("POST /api/v1/echo", {}, "Origin: http://localhost:1\r\n")).find("request.origin"),
              std::string::npos);
    EXPECT_NE(
        codeOf("POST /api/v1/echo HTTP/1.1\r\nHost: x\r\nOrigin: http://localhost:1\r\nContent-Type: text/plain\r\n"
               "Content-Length: 0\r\n\r\n")
            .find("request.content_type"),
        std::string::npos);
}

TEST_F(ServerTest, bodyAtItsLimitAndOnePast)
{
    const auto port = start();
    TcpClient fits(port);
    fits.send(request("POST /api/v1/echo", std::string(bodyLimit, ' ')));
    EXPECT_EQ(fits.response().status, 200);
    TcpClient declared(port);
    declared.send(request("POST /api/v1/echo", std::string(bodyLimit + 1, ' ')));
    EXPECT_EQ(declared.response().status, 413);
    // In chunks nothing is declared: it is counted as it comes.
    const std::string head = "POST /api/v1/echo HTTP/1.1\r\nHost: x\r\nOrigin: http://localhost:1\r\n"
                             "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n";
    TcpClient chunked(port);
    chunked.send(head + "3e9\r\n" + std::string(bodyLimit + 1, ' ') + "\r\n0\r\n\r\n");
    EXPECT_EQ(chunked.response().status, 413);
    TcpClient chunkedFits(port);
    chunkedFits.send(head + "3e8\r\n" + std::string(bodyLimit, ' ') + "\r\n0\r\n\r\n");
    EXPECT_EQ(chunkedFits.response().status, 200);
}

TEST_F(ServerTest, headerAtItsLimitAndOnePast)
{
    const auto port = start();
    const std::string begin = "GET /api/v1/fine HTTP/1.1\r\nHost: x\r\nX: ";
    const std::size_t fill = Limits{}.headerBytes - begin.size() - 4;
    TcpClient fits(port);
    fits.send(begin + std::string(fill, 'x') + "\r\n\r\n");
    EXPECT_EQ(fits.response().status, 200);
    TcpClient past(port);
    past.send(begin + std::string(fill + 1, 'x') + "\r\n\r\n");
    EXPECT_EQ(past.response().status, 431);
}

TEST_F(ServerTest, brokenHttpIsRefusedAndTheConnectionEnds)
{
    TcpClient client(start());
    client.send("GET /%zz HTTP/1.1\r\nHost: x\r\n\r\n");
    EXPECT_EQ(client.response().status, 400);
    TcpClient other(server->port());
    other.send("\x16\x03\x01 nonsense\r\n\r\n");
    EXPECT_EQ(other.response().status, 400);
    EXPECT_TRUE(other.ended());
}

TEST_F(ServerTest, whatTwoServersCouldReadInTwoWaysIsRefusedAndTheConnectionEnds)
{
    const auto port = start();
    const std::string line = "POST /api/v1/echo HTTP/1.1\r\n";
    const std::string rest = "Origin: http://localhost:1\r\nContent-Type: application/json\r\n";
    const std::string body = "\r\n2\r\n12\r\n0\r\n\r\n";
    TcpClient fine(port);
    fine.send(line + "Host: x\r\n" + rest + "Transfer-Encoding: Chunked\r\n" + body);
    EXPECT_EQ(fine.response().status, 200);
    for (const std::string& fields :
         {std::string("Host: x\r\nTransfer-Encoding: identity\r\n"),
          std::string("Host: x\r\nTransfer-Encoding: xchunked\r\n"),
          std::string("Host: x\r\nTransfer-Encoding: gzip, chunked\r\n"),
          std::string("Host: x\r\nTransfer-Encoding: chunked, identity\r\n"),
          std::string("Host: x\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n"),
          std::string("Transfer-Encoding: chunked\r\n"),
          std::string("Host: x\r\nHost: y\r\nTransfer-Encoding: chunked\r\n")}) {
        TcpClient client(port);
        client.send(line + fields + rest + body + "GET /api/v1/fine HTTP/1.1\r\nHost: x\r\n\r\n");
        EXPECT_EQ(client.response().status, 400) << fields;
        EXPECT_TRUE(client.ended()) << fields;
    }
}

TEST_F(ServerTest, aChunkWhoseBeginningOrTrailerNeverEndsEndsTheConnection)
{
    const auto port = start();
    const std::string head = "POST /api/v1/echo HTTP/1.1\r\nHost: x\r\nOrigin: http://localhost:1\r\n"
                             "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n";
    for (const char* begin : {"2;x=", "0\r\nX: "}) {
        TcpClient client(port);
        client.send(head + begin);
        bool taken = true;
        for (std::size_t sent = 0; taken && sent < (64U << 20); sent += 1 << 20) {
            try {
                client.send(std::string(1 << 20, 'a'));
            } catch (const std::exception&) {
                taken = false;
            }
        }
        EXPECT_FALSE(taken) << begin;
    }
}

TEST_F(ServerTest, aStreamComesInPiecesAndItsRefusalArrivesWhileTheClientStillSends)
{
    TcpClient client(start());
    client.send(
        "PUT /api/v1/stream HTTP/1.1\r\nHost: x\r\nOrigin: http://localhost:1\r\nContent-Length: 100000000\r\n\r\n" +
        std::string(4 * pieceBytes, 'x'));
    EXPECT_EQ(client.response().status, 422);
}

TEST_F(ServerTest, aStreamOfSeveralPiecesIsCountedWhole)
{
    TcpClient client(start());
    client.send("PUT /api/v1/stream HTTP/1.1\r\nHost: x\r\nOrigin: http://localhost:1\r\nContent-Length: " +
                std::to_string(3 * pieceBytes) + "\r\n\r\n" + std::string(3 * pieceBytes, 'x'));
    EXPECT_EQ(client.response().body, "{\"bytes\":" + std::to_string(3 * pieceBytes) + "}");
}

TEST_F(ServerTest, anAnswerInPiecesIsWholeOrSeenToBeCutOff)
{
    const auto port = start();
    TcpClient client(port);
    client.send("GET /api/v1/pieces/3 HTTP/1.1\r\nHost: x\r\n\r\n");
    EXPECT_EQ(client.response().body, std::string(3 * pieceBytes, 'x'));
    client.send("GET /api/v1/fine HTTP/1.1\r\nHost: x\r\n\r\n");
    EXPECT_EQ(client.response().body, R"({"fine":true})") << "the connection goes on";
    TcpClient head(port);
    head.send("HEAD /api/v1/pieces/3 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    EXPECT_THROW(head.response(), std::exception) << "its length, and no body";
    TcpClient cut(port);
    cut.send("GET /api/v1/pieces/2 HTTP/1.1\r\nHost: x\r\n\r\n");
    EXPECT_THROW(cut.response(), std::exception);
}

TEST_F(ServerTest, streamsAtTheirLimitAndOnePast)
{
    Limits limits;
    limits.streams = 1;
    const auto port = start(limits);
    const std::string head =
        "PUT /api/v1/stream HTTP/1.1\r\nHost: x\r\nOrigin: http://localhost:1\r\nContent-Length: 5\r\n\r\n";
    TcpClient first(port);
    first.send(head);
    begun.get_future().wait();
    TcpClient second(port);
    second.send(head + "12345");
    EXPECT_EQ(second.response().status, 503);
    first.send("12345");
    EXPECT_EQ(first.response().status, 200);
}

TEST_F(ServerTest, streamsOfOneOwnerAtTheirLimitAndOnePast)
{
    Limits limits;
    limits.streamsOfOwner = 1;
    const auto port = start(limits);
    const std::string head =
        "PUT /api/v1/stream HTTP/1.1\r\nHost: x\r\nOrigin: http://localhost:1\r\nContent-Length: 5\r\n\r\n";
    TcpClient first(port);
    first.send(head);
    begun.get_future().wait();
    TcpClient second(port);
    second.send(head + "12345");
    EXPECT_EQ(second.response().status, 503);
    begun = {};
    TcpClient another(port, "::1"); // whoever is not logged in is an address
    another.send(head + "12345");
    EXPECT_EQ(another.response().status, 200);
    first.send("12345");
    EXPECT_EQ(first.response().status, 200);
}

TEST_F(ServerTest, aCheckRefusesBeforeTheBodyComes)
{
    TcpClient client(start());
    client.send("POST /api/v1/large HTTP/1.1\r\nHost: x\r\nOrigin: http://localhost:1\r\n"
                "Content-Type: application/json\r\nContent-Length: 5\r\n\r\n");
    EXPECT_EQ(client.response().status, 401);
    EXPECT_TRUE(client.ended());
}

TEST_F(ServerTest, largeBodiesAtTheirLimitAndOnePast)
{
    Limits limits;
    limits.largeBodies = 1;
    const auto port = start(limits);
    const std::string head = "POST /api/v1/large HTTP/1.1\r\nHost: x\r\nOrigin: http://localhost:1\r\nCookie: a=b\r\n"
                             "Content-Type: application/json\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n";
    TcpClient first(port);
    first.send(head);
    EXPECT_EQ(first.response().status, 100); // its place is taken
    TcpClient second(port);
    second.send(head);
    EXPECT_EQ(second.response().status, 503);
    TcpClient small(port);
    small.send(request("POST /api/v1/echo", "12345"));
    EXPECT_EQ(small.response().status, 200);
    first.send("12345");
    EXPECT_EQ(first.response().status, 200);
    TcpClient third(port);
    third.send(head + "12345");
    EXPECT_EQ(third.response().status, 100);
    EXPECT_EQ(third.response().status, 200);
}

TEST_F(ServerTest, largeBodiesOfOneOwnerAtTheirLimitAndOnePast)
{
    Limits limits;
    limits.largeBodiesOfOwner = 1;
    const auto port = start(limits);
    const std::string head = "POST /api/v1/large HTTP/1.1\r\nHost: x\r\nOrigin: http://localhost:1\r\nCookie: a=b\r\n"
                             "Content-Type: application/json\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n";
    TcpClient first(port);
    first.send(head);
    EXPECT_EQ(first.response().status, 100); // its place is taken
    TcpClient second(port);
    second.send(head);
    EXPECT_EQ(second.response().status, 503);
    TcpClient another(port, "::1"); // whoever is not logged in is an address
    another.send(head);
    EXPECT_EQ(another.response().status, 100);
}

TEST_F(ServerTest, connectionsAtTheirLimitAndOnePast)
{
    Limits limits;
    limits.connections = 2;
    const auto port = start(limits);
    TcpClient first(port);
    TcpClient second(port);
    expectServed(first);
    expectServed(second);
    TcpClient third(port);
    EXPECT_TRUE(third.ended());
}

TEST_F(ServerTest, connectionsOfOneAddressAtTheirLimitAndOnePast)
{
    Limits limits;
    limits.connectionsOfAddress = 2;
    const auto port = start(limits);
    {
        TcpClient first(port);
        TcpClient second(port);
        expectServed(first);
        expectServed(second);
        TcpClient third(port);
        EXPECT_TRUE(third.ended());
        TcpClient elsewhere(port, "::1");
        expectServed(elsewhere);
    }
    // Their places are given back, as soon as the server has seen that they are gone.
    int status = 0;
    for (int tries = 0; status != 200 && tries < 1000; ++tries) {
        TcpClient again(port);
        try {
            again.send(request("GET /api/v1/fine"));
            status = again.response().status;
        } catch (const std::exception&) {
        }
    }
    EXPECT_EQ(status, 200);
}

TEST_F(ServerTest, aHeaderThatDoesNotComeEndsTheConnection)
{
    Limits limits;
    limits.header = std::chrono::milliseconds(50);
    TcpClient client(start(limits));
    client.send("GET /api/v1/fine HTTP/1.1\r\nHost:");
    EXPECT_TRUE(client.ended());
}

TEST_F(ServerTest, anIdleConnectionEnds)
{
    Limits limits;
    limits.idle = std::chrono::milliseconds(50);
    TcpClient client(start(limits));
    client.send(request("GET /api/v1/fine"));
    EXPECT_EQ(client.response().status, 200);
    EXPECT_TRUE(client.ended());
}

TEST_F(ServerTest, aBodyThatStopsEndsTheConnection)
{
    Limits limits;
    limits.piece = std::chrono::milliseconds(50);
    TcpClient client(start(limits));
    client.send(unfinishedBody);
    EXPECT_TRUE(client.ended());
}

TEST_F(ServerTest, aBodyThatTakesTooLongInAllEndsTheConnection)
{
    Limits limits;
    limits.body = std::chrono::milliseconds(50);
    TcpClient client(start(limits));
    client.send(unfinishedBody);
    EXPECT_TRUE(client.ended());
}

TEST_F(ServerTest, aBodyThatComesMoreSlowlyThanTheSlowestLineEndsTheConnection)
{
    Limits limits;
    limits.slack = std::chrono::milliseconds(50);
    TcpClient client(start(limits));
    client.send(unfinishedBody);
    EXPECT_TRUE(client.ended());
    limits.bytesPerSecond = 1; // ten seconds for ten bytes
    server->stop();
    thread.join();
    TcpClient patient(start(limits));
    patient.send(unfinishedBody);
    patient.send("4567890");
    EXPECT_EQ(patient.response().status, 200);
}

TEST_F(ServerTest, anAnswerThatNobodyTakesEndsTheConnection)
{
    test::writeFile(folder / "large.bin", std::string(32 << 20, 'x'));
    files.emplace(folder.path().string());
    Limits limits;
    limits.connections = 1;
    limits.write = std::chrono::milliseconds(50);
    const auto port = start(limits);
    TcpClient deaf(port);
    deaf.send(request("GET /large.bin"));
    // The only place is free again once the server has given up.
    int status = 0;
    for (const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(30);
         status == 0 && std::chrono::steady_clock::now() < end;) {
        try {
            TcpClient next(port);
            next.send(request("GET /"));
            status = next.response().status;
        } catch (const std::runtime_error&) {
            status = 0; // turned away
        }
    }
    EXPECT_EQ(status, 200);
}

} // namespace
} // namespace ekey::portal::http
