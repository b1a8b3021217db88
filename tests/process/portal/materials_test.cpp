// Materials on their way in.
#include "core/digest/digest.h"
#include "tests/process/portal/portal_test.h"
#include "tests/support/tcp_client.h"

namespace ekey::test {
namespace {

constexpr std::size_t limit = 10'000'000; ///< of forms/renewal.json

class PortalMaterials : public PortalTest {
protected:
    PortalMaterials()
    {
        EXPECT_EQ(login(client, enterprise).status, 200U);
        filing = client.post("/api/v1/filings", R"({"business":"renewal"})").text("filing");
    }

    std::string target(const std::string& rest) const { return "/api/v1/filings/" + filing + "/materials/" + rest; }

    void expectNothingKept()
    {
        stop(); // finishes what is queued, cleaning included
        EXPECT_EQ(count("materials"), 0);
        EXPECT_EQ(count("uploads"), 0);
        EXPECT_EQ(count("pieces"), 0);
    }

    std::string filing;
};

TEST_F(PortalMaterials, theLargestArrivesInPieces)
{
    const std::string bytes = pdf(limit);
    const auto response = upload(client, filing, bytes);
    ASSERT_EQ(response.status, 200U) << response.body;
    EXPECT_EQ(response.json().at("type"), "application/pdf");
    EXPECT_EQ(response.json().at("bytes"), limit);
    EXPECT_EQ(response.json().at("sha256"), digest::hex(digest::sha256(bytes)));
    EXPECT_EQ(response.json().at("sm3"), digest::hex(digest::sm3(bytes)));
    EXPECT_GT(count("pieces"), 9);
    EXPECT_EQ(count("pieces WHERE length(bytes) > 1048576"), 0);
}

TEST_F(PortalMaterials, oneByteTooManyIsRefusedDeclaredOrNot)
{
    expectRefused(upload(client, filing, pdf(limit + 1)), 422, "material.too_large");
    expectRefused(client.sendChunked("PUT", target("businessLicence?name=a.pdf"), pdf(limit + 1)), 422,
                  "material.too_large");
    expectNothingKept();
}

TEST_F(PortalMaterials, whatIsNoMaterialIsRefused)
{
    expectRefused(upload(client, filing, ""), 422, "material.empty");
    expectRefused(upload(client, filing, "MZ this is a program"), 422, "material.type");
    const std::string cut = pdf(5000).substr(0, 4000);
    expectRefused(upload(client, filing, cut), 422, "material.truncated");
    expectNothingKept();
}

TEST_F(PortalMaterials, whatIsInTheFileIsLookedAt)
{
    const auto put = [&](const std::string& name, const std::string& bytes) {
        return client.send("PUT", target("businessLicence?name=" + name), bytes, {});
    };
    const auto fixture = [](const std::string& name) {
        return readFile(EKEY_SOURCE_DIR "/tests/fixtures/material/" + name);
    };
    expectRefused(put("a.pdf", fixture("user-aes-256.pdf")), 422, "material.pdf_password");
    expectRefused(put("a.heic", fixture("picture.heic")), 422, "material.heic");
    std::string damaged = pdf(5000);
    damaged[damaged.find("xref")] = 'y';
    expectRefused(put("a.pdf", damaged), 422, "material.damaged");
    // Across the pieces in which it is stored: the end of its picture stands in the last of three.
    std::string picture = fixture("progressive.jpg");
    picture.insert(picture.size() - 2, std::string(3'000'000, '\x11'));
    EXPECT_EQ(put("a.jpg", picture + std::string(100'000, 'z')).status, 200U);
    expectRefused(put("a.jpg", picture.substr(0, picture.size() - 2)), 422, "material.truncated");
    EXPECT_EQ(put("a.pdf", fixture("owner-aes-256.pdf")).status, 200U);
}

TEST_F(PortalMaterials, unknownItemNameOrParameterIsRefused)
{
    const std::string bytes = pdf();
    const auto put = [&](const std::string& rest) { return client.send("PUT", target(rest), bytes, {}); };
    expectRefused(put("other?name=a.pdf"), 404, "material.unknown_item");
    expectRefused(put("businessLicence"), 400, "request.query");
    expectRefused(put("businessLicence?name=a.pdf&more=1"), 400, "request.query");
    expectRefused(put("businessLicence?name="), 422, "material.name");
    expectRefused(put("businessLicence?name=a%0ab.pdf"), 422, "material.name");
    expectRefused(put("businessLicence?name=a%C2%85b.pdf"), 422, "material.name"); // C1: next line
    expectRefused(put("businessLicence?name=" + std::string(252, 'a') + ".pdf"), 422, "material.name");
    EXPECT_EQ(put("businessLicence?name=" + std::string(251, 'a') + ".pdf").status, 200U);
}

TEST_F(PortalMaterials, aNewUploadReplacesTheOneBefore)
{
    ASSERT_EQ(upload(client, filing, pdf(limit)).status, 200U);
    ASSERT_EQ(upload(client, filing, pdf(2000)).status, 200U);
    const auto record = client.get("/api/v1/filings/" + filing).json();
    ASSERT_EQ(record.at("materials").size(), 1U);
    EXPECT_EQ(record.at("materials").at(0).at("bytes"), 2000);
    EXPECT_EQ(count("uploads"), 1);
    EXPECT_EQ(count("pieces"), 1);
}

TEST_F(PortalMaterials, aFailedUploadLeavesTheOneBefore)
{
    ASSERT_EQ(upload(client, filing, pdf(2000)).status, 200U);
    expectRefused(upload(client, filing, "nonsense"), 422, "material.type");
    EXPECT_EQ(client.get("/api/v1/filings/" + filing).json().at("materials").at(0).at("bytes"), 2000);
}

TEST_F(PortalMaterials, anUploadCutShortLeavesNothing)
{
    {
        TcpClient half(client.port);
        half.send("PUT " + target("businessLicence?name=a.pdf") + " HTTP/1.1\r\nHost: x\r\nOrigin: " + client.origin +
                  "\r\nCookie: ekey_session=" + client.cookies.at("ekey_session") +
                  "\r\nExpect: 100-continue\r\nContent-Length: 1000000\r\n\r\n");
        EXPECT_EQ(half.response().status, 100); // the upload has begun
        half.send(pdf(600000));
    }
    kill();
    EXPECT_EQ(count("materials"), 0);
    start(); // what a stopped portal left behind is removed before it serves
    expectNothingKept();
}

} // namespace
} // namespace ekey::test
