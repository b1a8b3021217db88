// Uploads that are resumed (draft-ietf-httpbis-resumable-upload).
#include "core/digest/digest.h"
#include "tests/process/portal/portal_test.h"
#include "tests/support/tcp_client.h"

#include <chrono>
#include <thread>

namespace ekey::test {
namespace {

constexpr signature::Time dayAndAMinute = 24 * 60 * 60 + 60;

class PortalUploads : public PortalTest {
protected:
    PortalUploads()
    {
        EXPECT_EQ(login(client, enterprise).status, 200U);
        filing = client.post("/api/v1/filings", R"({"business":"renewal"})").text("filing");
    }

    /// Announces the file and sends what `first` has of it; the upload's path.
    std::string begin(const std::string& bytes, const std::string& first = {})
    {
        const auto response = client.send("POST", target(), first, {}, declared(bytes, false));
        EXPECT_EQ(response.status, 201U) << response.body;
        EXPECT_EQ(response.header("upload-complete"), "?0");
        return response.header("location");
    }
    std::string target() const { return "/api/v1/filings/" + filing + "/uploads?item=businessLicence&name=a.pdf"; }

    Response append(const std::string& upload, const std::string& bytes, std::size_t at, bool last,
                    HttpClient::Fields more = {})
    {
        more["Upload-Offset"] = std::to_string(at);
        more["Upload-Complete"] = last ? "?1" : "?0";
        return client.send("PATCH", upload, bytes, "application/partial-upload", more);
    }
    std::string offset(const std::string& upload)
    {
        const auto response = client.send("HEAD", upload, {}, {});
        return response.status == 204 ? response.header("upload-offset") : std::to_string(response.status);
    }
    /// Sends part of a body of `whole` bytes and goes away. Returns when the portal has what was sent.
    void breakOff(const std::string& upload, const std::string& part, std::size_t at, std::size_t whole)
    {
        {
            TcpClient half(client.port);
            half.send("PATCH " + upload + " HTTP/1.1\r\nHost: x\r\nOrigin: " + client.origin +
                      "\r\nCookie: ekey_session=" + client.cookies.at("ekey_session") +
                      "\r\nContent-Type: application/partial-upload\r\nUpload-Complete: ?1\r\nUpload-Offset: " +
                      std::to_string(at) + "\r\nContent-Length: " + std::to_string(whole) + "\r\n\r\n");
            half.send(part);
        }
        const std::string wanted = std::to_string(at + part.size());
        for (int i = 0; i < 100 && offset(upload) != wanted; ++i) {
            std::this_thread::sleep_for(std::chrono::milliseconds(50));
        }
        EXPECT_EQ(offset(upload), wanted);
    }

    std::string filing;
};

TEST_F(PortalUploads, piecesOneAfterAnother)
{
    const std::string bytes = pdf(700'000);
    const std::string upload = begin(bytes, bytes.substr(0, 100));
    EXPECT_EQ(offset(upload), "100");
    EXPECT_EQ(append(upload, bytes.substr(100, 300'000), 100, false).status, 204U);
    EXPECT_EQ(offset(upload), "300100");
    const auto last = append(upload, bytes.substr(300'100), 300'100, true);
    ASSERT_EQ(last.status, 200U) << last.body;
    EXPECT_EQ(last.json().at("sha256"), digest::hex(digest::sha256(bytes)));
    EXPECT_EQ(last.json().at("sm3"), digest::hex(digest::sm3(bytes)));
    // Who did not get that answer learns it here.
    const auto head = client.send("HEAD", upload, {}, {});
    EXPECT_EQ(head.header("upload-complete"), "?1");
    EXPECT_EQ(head.header("upload-offset"), "700000");
    EXPECT_EQ(head.header("upload-length"), "700000");
    const auto again = append(upload, "x", 700'000, true);
    expectRefused(again, 400, "upload.completed");
    EXPECT_EQ(again.json().at("type"), "https://iana.org/assignments/http-problem-types#completed-upload");
    EXPECT_EQ(client.get("/api/v1/filings/" + filing + "/materials/businessLicence").body, bytes);
}

TEST_F(PortalUploads, anEmptyLastBodyMakesItWhole)
{
    const std::string bytes = pdf();
    const std::string upload = begin(bytes);
    EXPECT_EQ(append(upload, bytes, 0, false).status, 204U);
    EXPECT_EQ(count("materials"), 0) << "nobody said that it is whole";
    EXPECT_EQ(append(upload, {}, bytes.size(), true).status, 200U);
}

TEST_F(PortalUploads, whatIsCutOffGoesOnWhereItWas)
{
    const std::string bytes = pdf(900'000);
    const std::string upload = begin(bytes);
    breakOff(upload, bytes.substr(0, 310'001), 0, bytes.size());
    breakOff(upload, bytes.substr(310'001, 5), 310'001, bytes.size() - 310'001);
    EXPECT_EQ(append(upload, bytes.substr(310'006), 310'006, true).status, 200U);
}

TEST_F(PortalUploads, aKilledPortalGoesOnWhereItWas)
{
    const std::string bytes = pdf(900'000);
    const std::string upload = begin(bytes);
    breakOff(upload, bytes.substr(0, 500'000), 0, bytes.size());
    kill();
    start();
    EXPECT_EQ(offset(upload), "500000");
    EXPECT_EQ(append(upload, bytes.substr(500'000, 1), 500'000, false).status, 204U);
    kill();
    start();
    EXPECT_EQ(append(upload, bytes.substr(500'001), 500'001, true).status, 200U);
    kill();
    start();
    EXPECT_TRUE(client.get("/api/v1/filings/" + filing + "/materials/businessLicence").body == bytes);
}

TEST_F(PortalUploads, theSameFileAfterAReloadGoesOnTheOther_sBegin)
{
    const std::string bytes = pdf(900'000);
    const std::string upload = begin(bytes, bytes.substr(0, 1000));
    const auto again = client.send("POST", target(), {}, {}, declared(bytes, false));
    EXPECT_EQ(again.status, 201U);
    EXPECT_EQ(again.header("location"), upload);
    EXPECT_EQ(again.header("upload-offset"), "1000");
    const std::string other = begin(pdf(900'001));
    EXPECT_NE(other, upload);
    EXPECT_EQ(offset(upload), "404") << "one for an item";
    EXPECT_EQ(count("uploads"), 1);
    EXPECT_EQ(count("pieces"), 0);
    // With bytes it begins anew: they are the file's first.
    EXPECT_NE(begin(pdf(900'001), "%"), other);
}

TEST_F(PortalUploads, anotherOffsetIsRefusedAndTheRightOneTold)
{
    const std::string bytes = pdf();
    const std::string upload = begin(bytes, bytes.substr(0, 10));
    for (const std::size_t at : {std::size_t{0}, std::size_t{9}, std::size_t{11}, std::size_t{999'999'999'999'999}}) {
        const auto refused = append(upload, "x", at, false);
        expectRefused(refused, 409, "upload.offset");
        EXPECT_EQ(refused.json().at("type"),
                  "https://iana.org/assignments/http-problem-types#mismatching-upload-offset");
        EXPECT_EQ(refused.json().at("expected-offset"), 10);
        EXPECT_EQ(refused.json().at("provided-offset"), at);
    }
    EXPECT_EQ(offset(upload), "10");
}

TEST_F(PortalUploads, ofTwoAtOnceOneGoesOn)
{
    const std::string bytes = pdf(600'000);
    const std::string upload = begin(bytes);
    TcpClient slow(client.port);
    slow.send("PATCH " + upload + " HTTP/1.1\r\nHost: x\r\nOrigin: " + client.origin +
              "\r\nCookie: ekey_session=" + client.cookies.at("ekey_session") +
              "\r\nContent-Type: application/partial-upload\r\nUpload-Complete: ?1\r\nUpload-Offset: 0\r\n"
              "Expect: 100-continue\r\nContent-Length: " +
              std::to_string(bytes.size()) + "\r\n\r\n");
    EXPECT_EQ(slow.response().status, 100);
    EXPECT_EQ(append(upload, bytes.substr(0, 1000), 0, false).status, 204U);
    slow.send(bytes);
    const auto refused = slow.response();
    EXPECT_EQ(refused.status, 409);
    EXPECT_NE(refused.body.find("upload.offset"), std::string::npos);
    EXPECT_EQ(append(upload, bytes.substr(1000), 1000, true).status, 200U);
}

TEST_F(PortalUploads, headersThatAreMissingOrBroken)
{
    const std::string bytes = pdf();
    for (const auto& [name, value] : {std::pair{"Upload-Complete", ""},
                                      {"Upload-Complete", "1"},
                                      {"Upload-Length", ""},
                                      {"Upload-Length", "-1"},
                                      {"Upload-Length", "1e3"},
                                      {"Repr-Digest", ""},
                                      {"Repr-Digest", "md5=:AAAA:"},
                                      {"Content-Digest", "sha-256=:AAAA:"}}) {
        auto fields = declared(bytes);
        fields[name] = value;
        expectRefused(client.send("POST", target(), bytes, {}, fields), 400, "upload.header");
    }
    const std::string upload = begin(bytes);
    expectRefused(append(upload, bytes, 0, true, {{"Content-Digest", "no"}}), 400, "upload.header");
    expectRefused(client.send("PATCH", upload, bytes, "application/partial-upload", {{"Upload-Complete", "?1"}}), 400,
                  "upload.header");
    expectRefused(client.send("PATCH", upload, bytes, "text/plain", {}), 415, "request.content_type");
}

TEST_F(PortalUploads, moreOrLessThanDeclaredIsRefused)
{
    const std::string bytes = pdf();
    const std::string upload = begin(bytes);
    expectRefused(append(upload, bytes + "x", 0, true), 400, "upload.too_long");
    EXPECT_EQ(offset(upload), "0");
    const auto few = append(upload, bytes.substr(1), 0, true);
    expectRefused(few, 400, "upload.incomplete");
    EXPECT_EQ(few.json().at("type"), "https://iana.org/assignments/http-problem-types#inconsistent-upload-length");
    EXPECT_EQ(offset(upload), std::to_string(bytes.size() - 1)) << "what arrived is kept";
    client.always = {{"Upload-Complete", "?1"},
                     {"Upload-Offset", std::to_string(bytes.size() - 1)},
                     {"Content-Type", "application/partial-upload"}};
    expectRefused(client.sendChunked("PATCH", upload, "xy"), 400, "upload.too_long");
}

TEST_F(PortalUploads, aBodyThatIsNotWhatItsDigestSaysIsNotKept)
{
    const std::string bytes = pdf(600'000);
    const std::string upload = begin(bytes, bytes.substr(0, 7));
    const std::string part = bytes.substr(7, 500'000);
    expectRefused(append(upload, part, 7, false, {{"Content-Digest", digestField(part + "x")}}), 400,
                  "upload.content_digest");
    EXPECT_EQ(offset(upload), "7");
    EXPECT_EQ(append(upload, part, 7, false, {{"Content-Digest", digestField(part)}}).status, 204U);
    EXPECT_EQ(append(upload, bytes.substr(500'007), 500'007, true).status, 200U);
}

TEST_F(PortalUploads, aFileThatIsNotWhatWasDeclaredIsGivenUp)
{
    const std::string bytes = pdf();
    std::string other = bytes;
    other[100] = '!';
    const std::string upload = begin(bytes);
    expectRefused(append(upload, other, 0, true), 422, "upload.repr_digest");
    EXPECT_EQ(offset(upload), "404");
    EXPECT_EQ(count("contents"), 0);
}

TEST_F(PortalUploads, whatCanBeNoMaterialIsRefusedAtItsFirstBytes)
{
    const std::string program = "MZ" + std::string(5'000'000, 'x');
    const std::string upload = begin(program);
    expectRefused(append(upload, program.substr(0, 300'000), 0, false), 422, "material.type");
    EXPECT_EQ(offset(upload), "404");
    EXPECT_EQ(count("contents"), 0);
}

TEST_F(PortalUploads, crumbsEndSomewhere)
{
    const std::string bytes = pdf(5000);
    const std::string upload = begin(bytes);
    for (std::size_t at = 0; at < 1024; ++at) {
        ASSERT_EQ(append(upload, bytes.substr(at, 1), at, false).status, 204U) << at;
    }
    expectRefused(append(upload, bytes.substr(1024), 1024, true), 400, "upload.too_many_pieces");
    EXPECT_EQ(client.send("DELETE", upload, {}, {}).status, 204U);
    EXPECT_EQ(this->upload(client, filing, bytes).status, 200U) << "anew it arrives";
}

TEST_F(PortalUploads, givenUpItIsGone)
{
    const std::string bytes = pdf();
    const std::string upload = begin(bytes, bytes.substr(0, 500));
    EXPECT_EQ(client.send("DELETE", upload, {}, {}).status, 204U);
    EXPECT_EQ(offset(upload), "404");
    expectRefused(append(upload, bytes.substr(500), 500, true), 404, "upload.unknown");
    EXPECT_EQ(count("contents"), 0);
}

TEST_F(PortalUploads, anotherEnterprise_sIsNotThere)
{
    const std::string bytes = pdf();
    const std::string upload = begin(bytes, bytes.substr(0, 500));
    HttpClient own = client;
    client = newClient();
    EXPECT_EQ(login(client, issuing.issue({.uscc = otherUscc})).status, 200U);
    EXPECT_EQ(offset(upload), "404");
    expectRefused(append(upload, bytes.substr(500), 500, true), 404, "upload.unknown");
    expectRefused(client.send("DELETE", upload, {}, {}), 404, "upload.unknown");
    client = own;
    EXPECT_EQ(offset(upload), "500");
}

TEST_F(PortalUploads, whatNobodyGoesOnWithIsRemovedAfterADay)
{
    const std::string bytes = pdf();
    const std::string upload = begin(bytes, bytes.substr(0, 500));
    restart(testTime + dayAndAMinute - 120);
    EXPECT_EQ(count("uploads"), 1);
    restart(testTime + dayAndAMinute);
    EXPECT_EQ(count("uploads"), 0);
    EXPECT_EQ(count("contents"), 0);
    EXPECT_EQ(count("pieces"), 0);
}

TEST_F(PortalUploads, anOwnerHasSoMuchRoomAndNotAByteMore)
{
    const std::string bytes = pdf();
    ASSERT_EQ(upload(client, filing, bytes).status, 200U);
    const std::string other = client.post("/api/v1/filings", R"({"business":"renewal"})").text("filing");
    execute("UPDATE materials SET bytes = 400000000 - " + std::to_string(bytes.size()));
    ASSERT_EQ(upload(client, other, bytes).status, 200U);
    execute("DELETE FROM materials WHERE filing = '" + other + "'");
    expectRefused(upload(client, other, bytes + " "), 413, "upload.owner_full");
    execute("UPDATE filings SET state = 'submitted' WHERE id = '" + filing + "'");
    EXPECT_EQ(upload(client, other, bytes + " ").status, 200U) << "what is submitted does not count";
}

} // namespace
} // namespace ekey::test
