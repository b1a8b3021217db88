// Making a database and starting on it: what is refused, and in which words.
#include "portal/storage/database.h"
#include "portal/storage/sql.h"
#include "tests/process/portal/portal_test.h"

#include <algorithm>

namespace ekey::test {
namespace {

class PortalSetup : public PortalTest {
protected:
    PortalSetup()
    {
        stop();
        writeFile(folder / "demonstration.pem", root.certificatePem());
        writeFile(folder / "real.pem", Identity::authority({.commonName = "某证书认证中心"}).certificatePem());
        writeFile(folder / "enterprise.pem", enterprise.certificatePem());
    }

    int portal(const std::vector<std::string>& arguments)
    {
        Process running(portalProgram, arguments,
                        Process::Options{.environment = {{"LC_ALL", "en_GB.UTF-8"}}, .output = folder / "out"});
        return running.wait().value_or(-1);
    }
    int init(const std::string& pem, bool demonstration)
    {
        std::vector<std::string> arguments{"init", "--database", fresh().string(), "--trust", (folder / pem).string()};
        if (demonstration) {
            arguments.emplace_back("--demonstration");
        }
        return portal(arguments);
    }
    int serve(const std::string& database, const std::vector<std::string>& more)
    {
        std::vector<std::string> arguments{
            "serve", "--database", database, "--site", (folder / "site").string(), "--forms", EKEY_SOURCE_DIR "/forms"};
        arguments.insert(arguments.end(), more.begin(), more.end());
        if (std::find(more.begin(), more.end(), "--port") == more.end()) {
            arguments.insert(arguments.end(), {"--port", "0"});
        }
        return portal(arguments);
    }
    std::filesystem::path fresh() const { return folder / "fresh.db"; }
    void expectSaid(const std::string& code)
    {
        EXPECT_NE(readFile(folder / "out").find(code + ":"), std::string::npos) << readFile(folder / "out");
    }
};

TEST_F(PortalSetup, init_demonstrationAuthorityNeedsADemonstrationDatabase)
{
    EXPECT_EQ(init("demonstration.pem", false), 1);
    expectSaid("trust.demonstration");
    EXPECT_FALSE(std::filesystem::exists(fresh()));
    EXPECT_EQ(init("demonstration.pem", true), 0);
}

TEST_F(PortalSetup, init_realAuthorityNeedsAProductionDatabase)
{
    EXPECT_EQ(init("real.pem", true), 1);
    expectSaid("trust.not_demonstration");
    EXPECT_EQ(init("real.pem", false), 0);
}

TEST_F(PortalSetup, init_neverOverwrites)
{
    EXPECT_EQ(init("real.pem", false), 0);
    const std::string before = readFile(fresh());
    EXPECT_EQ(init("real.pem", false), 1);
    expectSaid("database.exists");
    EXPECT_EQ(readFile(fresh()), before);
}

TEST_F(PortalSetup, init_whatIsNoAuthorityIsNotTrusted)
{
    EXPECT_EQ(init("enterprise.pem", true), 1);
    expectSaid("trust.not_authority");
    EXPECT_EQ(init("missing.pem", true), 1);
    expectSaid("trust.file");
    writeFile(folder / "empty.pem", "nothing here");
    EXPECT_EQ(init("empty.pem", true), 1);
    expectSaid("trust.empty");
    EXPECT_FALSE(std::filesystem::exists(fresh()));
}

TEST_F(PortalSetup, serve_demonstrationAuthoritySmuggledIntoAProductionDatabase)
{
    {
        portal::storage::Database database((folder / "portal.db").string());
        database.run([](soci::session& sql) { sql << "UPDATE portal SET demonstration = 0"; });
    }
    EXPECT_EQ(serve((folder / "portal.db").string(), {"--origin", "https://portal.example"}), 1);
    expectSaid("trust.demonstration");
}

TEST_F(PortalSetup, serve_productionTakesNoLocalOriginAndNoOtherClock)
{
    ASSERT_EQ(init("real.pem", false), 0);
    EXPECT_EQ(serve(fresh().string(), {"--origin", "auto"}), 1);
    expectSaid("origin.demonstration_only");
    EXPECT_EQ(serve(fresh().string(), {"--origin", "http://localhost:8080"}), 1);
    expectSaid("origin.demonstration_only");
    EXPECT_EQ(serve(fresh().string(), {"--origin", "https://portal.example", "--clock-offset", "1"}), 1);
    expectSaid("clock.demonstration_only");
}

TEST_F(PortalSetup, serve_databaseThatIsMissingOrAnothers)
{
    EXPECT_EQ(serve((folder / "none.db").string(), {"--origin", "auto"}), 1);
    expectSaid("database.missing");
    EXPECT_FALSE(std::filesystem::exists(folder / "none.db"));
    writeFile(folder / "other.db", "");
    EXPECT_EQ(serve((folder / "other.db").string(), {"--origin", "auto"}), 1);
    expectSaid("database.foreign");
}

TEST_F(PortalSetup, serve_portThatIsTaken)
{
    start();
    EXPECT_EQ(serve((folder / "portal.db").string(), {"--origin", "auto", "--port", std::to_string(client.port)}), 1);
    expectSaid("server.bind");
}

} // namespace
} // namespace ekey::test
