// Materials on their way in and out.
#include "core/digest/digest.h"
#include "tests/process/portal/portal_test.h"

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

    std::string target(const std::string& rest) const { return "/api/v1/filings/" + filing + rest; }
    std::string material() const { return target("/materials/businessLicence"); }
    Response named(const std::string& name, const std::string& bytes)
    {
        return upload(client, filing, bytes, "businessLicence", name);
    }

    void expectNothingKept()
    {
        EXPECT_EQ(count("materials"), 0);
        EXPECT_EQ(count("uploads"), 0);
        EXPECT_EQ(count("contents"), 0);
        EXPECT_EQ(count("pieces"), 0);
    }

    std::string filing;
};

TEST_F(PortalMaterials, theLargestArrivesInPiecesAndComesBack)
{
    const std::string bytes = pdf(limit);
    const auto response = upload(client, filing, bytes);
    ASSERT_EQ(response.status, 200U) << response.body;
    EXPECT_EQ(response.header("upload-complete"), "?1");
    EXPECT_EQ(response.json(), json::Value({{"item", "businessLicence"},
                                            {"name", "执照.pdf"},
                                            {"type", "application/pdf"},
                                            {"bytes", limit},
                                            {"sha256", digest::hex(digest::sha256(bytes))},
                                            {"sm3", digest::hex(digest::sm3(bytes))}}));
    EXPECT_GT(count("pieces"), 9);
    EXPECT_EQ(count("pieces WHERE length(sealed) > 1048576"), 0);
    EXPECT_EQ(count("pieces WHERE instr(sealed, CAST('%PDF' AS BLOB)) > 0"), 0) << "sealed";

    const auto back = client.get(material());
    EXPECT_EQ(back.status, 200U);
    EXPECT_TRUE(back.body == bytes);
    EXPECT_EQ(back.header("content-type"), "application/octet-stream");
    EXPECT_EQ(back.header("content-disposition"), "attachment; filename*=UTF-8''%E6%89%A7%E7%85%A7.pdf");
    EXPECT_EQ(back.header("x-content-type-options"), "nosniff");
}

TEST_F(PortalMaterials, oneByteTooManyIsRefusedBeforeItIsSent)
{
    expectRefused(upload(client, filing, pdf(limit + 1)), 422, "material.too_large");
    expectNothingKept();
}

TEST_F(PortalMaterials, whatIsNoMaterialIsRefused)
{
    expectRefused(upload(client, filing, ""), 422, "material.empty");
    expectRefused(upload(client, filing, "MZ this is a program"), 422, "material.type");
    const std::string cut = pdf(5000).substr(0, 4000);
    const auto response = upload(client, filing, cut);
    expectRefused(response, 422, "material.truncated");
    EXPECT_EQ(response.pointer(), "/materials/businessLicence");
    expectNothingKept();
}

TEST_F(PortalMaterials, whatIsInTheFileIsLookedAt)
{
    const auto fixture = [](const std::string& name) {
        return readFile(EKEY_SOURCE_DIR "/tests/fixtures/material/" + name);
    };
    expectRefused(named("a.pdf", fixture("user-aes-256.pdf")), 422, "material.pdf_password");
    expectRefused(named("a.heic", fixture("picture.heic")), 422, "material.heic");
    std::string damaged = pdf(5000);
    damaged[damaged.find("xref")] = 'y';
    expectRefused(named("a.pdf", damaged), 422, "material.damaged");
    // Across the pieces in which it is stored: the end of its picture stands in the last of three.
    std::string picture = fixture("progressive.jpg");
    picture.insert(picture.size() - 2, std::string(3'000'000, '\x11'));
    EXPECT_EQ(named("a.jpg", picture + std::string(100'000, 'z')).status, 200U);
    expectRefused(named("a.jpg", picture.substr(0, picture.size() - 2)), 422, "material.truncated");
    EXPECT_EQ(named("a.pdf", fixture("owner-aes-256.pdf")).status, 200U);
}

TEST_F(PortalMaterials, unknownItemNameOrParameterIsRefused)
{
    const std::string bytes = pdf();
    const auto post = [&](const std::string& rest) {
        return client.send("POST", target("/uploads" + rest), bytes, {}, declared(bytes));
    };
    expectRefused(upload(client, filing, bytes, "other", "a.pdf"), 404, "material.unknown_item");
    expectRefused(post("?item=businessLicence"), 400, "request.query");
    expectRefused(post("?item=businessLicence&name=a.pdf&more=1"), 400, "request.query");
    expectRefused(named("", bytes), 422, "material.name");
    expectRefused(named("a%0ab.pdf", bytes), 422, "material.name");
    expectRefused(named("a%C2%85b.pdf", bytes), 422, "material.name"); // C1: next line
    expectRefused(named(std::string(252, 'a') + ".pdf", bytes), 422, "material.name");
    EXPECT_EQ(named(std::string(251, 'a') + ".pdf", bytes).status, 200U);
}

TEST_F(PortalMaterials, aNewOneReplacesTheOneBefore)
{
    ASSERT_EQ(upload(client, filing, pdf(limit)).status, 200U);
    ASSERT_EQ(upload(client, filing, pdf(2000)).status, 200U);
    ASSERT_EQ(upload(client, filing, pdf(2000)).status, 200U); // by itself, too
    const auto record = client.get("/api/v1/filings/" + filing).json();
    ASSERT_EQ(record.at("materials").size(), 1U);
    EXPECT_EQ(record.at("materials").at(0).at("bytes"), 2000);
    EXPECT_EQ(client.get(material()).body, pdf(2000));
    restart();
    EXPECT_EQ(count("contents"), 1);
    EXPECT_EQ(count("pieces"), 1);
}

TEST_F(PortalMaterials, aFailedOneLeavesTheOneBefore)
{
    ASSERT_EQ(upload(client, filing, pdf(2000)).status, 200U);
    expectRefused(upload(client, filing, "nonsense"), 422, "material.type");
    EXPECT_EQ(client.get("/api/v1/filings/" + filing).json().at("materials").at(0).at("bytes"), 2000);
}

TEST_F(PortalMaterials, theSameBytesAreStoredOnceAsLongAsSomebodyHasThem)
{
    const std::string other = client.post("/api/v1/filings", R"({"business":"renewal"})").text("filing");
    ASSERT_EQ(upload(client, filing, pdf(2000)).status, 200U);
    ASSERT_EQ(upload(client, other, pdf(2000), "businessLicence", "other.pdf").status, 200U);
    EXPECT_EQ(count("materials"), 2);
    EXPECT_EQ(count("contents WHERE sha256 IS NOT NULL"), 1);
    EXPECT_EQ(client.send("DELETE", material(), {}, {}).status, 204U);
    expectRefused(client.get(material()), 404, "material.none");
    expectRefused(client.send("DELETE", material(), {}, {}), 404, "material.none");
    EXPECT_EQ(client.get("/api/v1/filings/" + other + "/materials/businessLicence").body, pdf(2000));
    EXPECT_EQ(client.send("DELETE", "/api/v1/filings/" + other + "/materials/businessLicence", {}, {}).status, 204U);
    restart(); // with it everything is swept
    EXPECT_EQ(count("contents"), 0);
    EXPECT_EQ(count("pieces"), 0);
}

TEST_F(PortalMaterials, whatIsSubmittedStaysAndIsNotTakenOut)
{
    const Draft made = draft(client);
    ASSERT_EQ(submit(client, made.id, sign(made.submission, enterprise)).status, 201U);
    const std::string path = "/api/v1/filings/" + made.id + "/materials/businessLicence";
    const auto refused = client.send("DELETE", path, {}, {});
    EXPECT_EQ(refused.status, 409U);
    EXPECT_EQ(refused.code(), "filing.submitted");
    EXPECT_EQ(upload(client, made.id, pdf(3000)).code(), "filing.submitted");
    EXPECT_EQ(client.get(path).body, pdf());
    EXPECT_EQ(count("submitted_contents"), 1);
}

TEST_F(PortalMaterials, whatIsThrownAwayGoesWithItsFiles)
{
    ASSERT_EQ(upload(client, filing, pdf(2000)).status, 200U);
    const std::string tag = client.get("/api/v1/filings/" + filing).header("etag");
    ASSERT_EQ(client.post(target("/withdrawal"), "{}", {{"If-Match", tag}}).status, 200U);
    EXPECT_EQ(count("materials"), 0);
    restart(); // with it everything is swept
    EXPECT_EQ(count("contents"), 0);
    EXPECT_EQ(count("pieces"), 0);
}

TEST_F(PortalMaterials, anotherEnterpriseGetsNothing)
{
    ASSERT_EQ(upload(client, filing, pdf(2000)).status, 200U);
    HttpClient stranger = newClient();
    ASSERT_EQ(login(stranger, issuing.issue({.uscc = otherUscc})).status, 200U);
    expectRefused(stranger.get(material()), 404, "filing.unknown");
    expectRefused(stranger.send("DELETE", material(), {}, {}), 404, "filing.unknown");
    HttpClient nobody = newClient();
    expectRefused(nobody.get(material()), 401, "session.none");
}

TEST_F(PortalMaterials, anotherKeyIsToldAtTheStart)
{
    ASSERT_EQ(upload(client, filing, pdf(2000)).status, 200U);
    stop();
    writeFile(folder / "other.key", std::string(64, '5') + "\n");
    std::filesystem::permissions(folder / "other.key", std::filesystem::perms::owner_read);
    Process refused(portalProgram,
                    {"serve", "--database", (folder / "portal.db").string(), "--material-key",
                     (folder / "other.key").string(), "--origin", "auto", "--port", "0", "--site",
                     (folder / "site").string(), "--forms", EKEY_SOURCE_DIR "/forms"},
                    Process::Options{.environment = {}, .output = folder / "out"});
    EXPECT_EQ(refused.wait(), 1);
    EXPECT_NE(readFile(folder / "out").find("material_key.other:"), std::string::npos) << readFile(folder / "out");
    start();
    EXPECT_EQ(client.get(material()).body, pdf(2000));
}

TEST_F(PortalMaterials, anAlteredPieceIsAnErrorAndNeverWrongBytes)
{
    ASSERT_EQ(upload(client, filing, pdf(2000)).status, 200U);
    execute("UPDATE pieces SET sealed = zeroblob(length(sealed))");
    EXPECT_THROW(client.get(material()), std::exception) << "cut off after its header";
    EXPECT_NE(readFile(folder / "portal.log").find("altered"), std::string::npos);
}

} // namespace
} // namespace ekey::test
