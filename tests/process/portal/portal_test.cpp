#include "tests/process/portal/portal_test.h"

#include "core/digest/digest.h"
#include "core/json/canonical.h"
#include "core/text/base64.h"
#include "native-host/signing/login_token.h"
#include "native-host/signing/signed_data.h"
#include "portal/storage/database.h"
#include "portal/storage/sql.h"

#include <openssl/cms.h>

#include <chrono>

namespace ekey::test {
namespace {

signature::Time now()
{
    return std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch())
        .count();
}

/// They have issued certificates that expired long ago.
constexpr signature::Time authorityAge = 5 * 365 * day;

std::string asText(const std::vector<std::uint8_t>& bytes) { return {bytes.begin(), bytes.end()}; }

} // namespace

PortalTest::PortalTest()
    : root(Identity::authority({.commonName = "演示根",
                                .notBefore = testTime - authorityAge,
                                .policies = {signature::demonstrationPolicy}})),
      issuing(root.issueAuthority({.commonName = "演示签发机构",
                                   .notBefore = testTime - authorityAge,
                                   .policies = {signature::demonstrationPolicy}})),
      enterprise(issuing.issue({.uscc = validUscc, .email = "user@demonstration.example"}))
{
    std::filesystem::create_directory(folder / "site");
    writeFile(folder / "site/index.html", "<!doctype html>");
    writeFile(folder / "trust.pem", root.certificatePem() + issuing.certificatePem());
    run(portalProgram, {"init", "--database", (folder / "portal.db").string(), "--demonstration", "--trust",
                        (folder / "trust.pem").string()});
    start();
}

void PortalTest::start(signature::Time at)
{
    std::filesystem::remove(folder / "port");
    const PortFile portFile(folder / "port");
    std::vector<std::string> arguments{"serve",
                                       "--database",
                                       (folder / "portal.db").string(),
                                       "--origin",
                                       "auto",
                                       "--port",
                                       "0",
                                       "--port-file",
                                       portFile.path().string(),
                                       "--site",
                                       (folder / "site").string(),
                                       "--forms",
                                       EKEY_SOURCE_DIR "/forms",
                                       "--sms-mail",
                                       smsMail,
                                       "--log",
                                       (folder / "portal.log").string(),
                                       "--clock-offset=" + std::to_string(at - now())};
    arguments.insert(arguments.end(), options.begin(), options.end());
    process.emplace(portalProgram, arguments, Process::Options{.environment = {}, .output = folder / "portal.out"});
    client.port = portFile.wait(*process);
    client.origin = "http://localhost:" + std::to_string(client.port);
}

void PortalTest::kill()
{
    process->signal(SIGKILL);
    EXPECT_EQ(process->wait(), -SIGKILL);
}

void PortalTest::stop()
{
    process->signal(SIGTERM);
    EXPECT_EQ(process->wait(), 0);
}

void PortalTest::restart(signature::Time at)
{
    stop();
    start(at);
}

std::string PortalTest::challenge(HttpClient& from)
{
    const auto response = from.post("/api/v1/login/challenge", "{}");
    EXPECT_EQ(response.status, 200U) << response.body;
    return response.json().value("nonce", "");
}

std::string PortalTest::loginBody(const Identity& identity, const std::string& nonce) const
{
    const auto token =
        signing::loginToken(identity.certificate(), client.origin, nonce, "https://example/test 1", identity.signer());
    EXPECT_TRUE(token);
    return json::canonical({{"token", signature::toJson(*token)}});
}

Response PortalTest::login(HttpClient& from, const Identity& identity)
{
    return from.post("/api/v1/login", loginBody(identity, challenge(from)));
}

std::string PortalTest::digestField(const std::string& bytes)
{
    return "sha-256=:" + text::base64(digest::sha256(bytes)) + ':';
}

HttpClient::Fields PortalTest::declared(const std::string& bytes, bool complete)
{
    return {{"Upload-Complete", complete ? "?1" : "?0"},
            {"Upload-Length", std::to_string(bytes.size())},
            {"Repr-Digest", digestField(bytes)}};
}

Response PortalTest::upload(HttpClient& from, const std::string& filing, const std::string& bytes,
                            const std::string& item, const std::string& name)
{
    return from.send("POST", "/api/v1/filings/" + filing + "/uploads?item=" + item + "&name=" + name, bytes, {},
                     declared(bytes));
}

PortalTest::Draft PortalTest::draft(HttpClient& from)
{
    const auto begun = from.post("/api/v1/filings", R"({"business":"renewal"})");
    EXPECT_EQ(begun.status, 201U) << begun.body;
    const auto value = begun.json();
    Draft made;
    made.id = filing_ = value.value("filing", "");
    made.nonce = value.value("nonce", "");
    made.facts = value.value("facts", json::Value::object());

    const std::string bytes = pdf();
    const auto uploaded = upload(from, made.id, bytes);
    EXPECT_EQ(uploaded.status, 200U) << uploaded.body;
    EXPECT_EQ(uploaded.json().value("sm3", ""), digest::hex(digest::sm3(bytes)));

    const form::ReadDefinition read = form::readDefinition(from.get("/api/v1/forms/renewal").body);
    EXPECT_TRUE(read.definition);
    const form::OpenedSession opened = form::Session::open(read.definition, made.facts);
    EXPECT_TRUE(opened.session);
    form::Session& session = *opened.session;
    EXPECT_TRUE(session.set("/certificate/openMatters", "none"));
    EXPECT_TRUE(session.set("/authorisedUser/name", "张三"));
    EXPECT_TRUE(session.set("/authorisedUser/mobile", "13800138000"));
    EXPECT_TRUE(session.set("/authorisedUser/email", "zhang.san@demonstration.example"));
    const material::Entry entry{"businessLicence",
                                "执照.pdf",
                                "application/pdf",
                                static_cast<std::int64_t>(bytes.size()),
                                digest::hex(digest::sm3(bytes)),
                                digest::hex(digest::sha256(bytes))};
    EXPECT_TRUE(session.set("/materials/businessLicence", material::toJson(entry)));
    EXPECT_TRUE(session.validate().empty());
    made.submission = session.submission(client.origin, made.id, made.nonce);
    return made;
}

std::string PortalTest::sign(const form::Submission& submission, const Identity& identity) const
{
    const auto made = signing::signedData(form::canonical(submission), identity.certificate(),
                                          {.now = testTime, .chain = {issuing.certificate()}}, identity.signer());
    EXPECT_TRUE(made);
    return asText(*made);
}

std::string PortalTest::signWithoutAttributes(const form::Submission& submission, const Identity& identity) const
{
    const std::string content = form::canonical(submission);
    BIO* in = BIO_new_mem_buf(content.data(), static_cast<int>(content.size()));
    CMS_ContentInfo* cms = CMS_sign(identity.certificate().native(), identity.key(), nullptr, in,
                                    CMS_NOATTR | CMS_BINARY | CMS_NOSMIMECAP);
    unsigned char* der = nullptr;
    const int length = i2d_CMS_ContentInfo(cms, &der);
    EXPECT_GT(length, 0);
    std::string made(reinterpret_cast<const char*>(der), static_cast<std::size_t>(length));
    OPENSSL_free(der);
    CMS_ContentInfo_free(cms);
    BIO_free(in);
    return made;
}

Response PortalTest::submit(HttpClient& from, const std::string& filing, const std::string& body)
{
    return from.send("POST", "/api/v1/filings/" + filing + "/submission", body, "application/pkcs7-mime");
}

void PortalTest::expectRefused(const Response& response, unsigned status, const std::string& code)
{
    EXPECT_EQ(response.status, status) << response.body;
    EXPECT_EQ(response.code(), code) << response.body;
    EXPECT_FALSE(response.json().value("correlation", "").empty());
    EXPECT_EQ(count("submissions"), 0);
    EXPECT_EQ(count("filings WHERE state <> 'draft'"), 0);
}

long PortalTest::count(const std::string& table) const
{
    portal::storage::Database database((folder / "portal.db").string());
    return database.run([&](soci::session& sql) {
        long long rows = 0;
        sql << "SELECT COUNT(*) FROM " + table, soci::into(rows);
        return static_cast<long>(rows);
    });
}

void PortalTest::execute(const std::string& statement) const
{
    portal::storage::Database database((folder / "portal.db").string());
    database.run([&statement](soci::session& sql) { sql << statement; });
}

std::string PortalTest::pdf(std::size_t bytes)
{
    const std::string head = "%PDF-1.4\n1 0 obj <</Pages 2 0 R>> endobj\n2 0 obj <</Count 1 /Kids [3 0 R]>> endobj\n";
    const std::string tail = "xref\n0 3\n0000000000 65535 f \n0000000009 00000 n \n0000000041 00000 n \n"
                             "trailer <</Size 4 /Root 1 0 R>>\nstartxref\n";
    const std::string mark = "\n%%EOF\n";
    const std::size_t digits = 8;
    const std::size_t filler = bytes - head.size() - tail.size() - digits - mark.size();
    std::string offset = std::to_string(head.size() + filler);
    offset.insert(0, digits - offset.size(), '0');
    return head + std::string(filler, ' ') + tail + offset + mark;
}

} // namespace ekey::test
