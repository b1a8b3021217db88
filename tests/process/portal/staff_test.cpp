// Accounts of staff, made from the shell.
#include "portal/accounts/limits.h"
#include "tests/process/portal/accounts_test_support.h"

#include <gmock/gmock.h>

#include <ctime>

namespace ekey::test {
namespace {

namespace accounts = portal::accounts;

class PortalStaff : public PortalAccounts {
protected:
    int command(std::vector<std::string> arguments, const std::string& locale = "en_GB.UTF-8")
    {
        arguments.insert(arguments.begin(), "account");
        arguments.insert(arguments.end(), {"--database", (folder / "portal.db").string()});
        Process running(portalProgram, arguments,
                        Process::Options{.environment = {{"LC_ALL", locale}}, .output = folder / "out"});
        return running.wait().value_or(-1);
    }
    std::string said() const { return readFile(folder / "out"); }
};

TEST_F(PortalStaff, staffAreMadeListedAndRemovedFromTheShell)
{
    const std::vector<std::string> add{"add",
                                       "--role",
                                       "officer",
                                       "--login",
                                       "li.guan",
                                       "--name",
                                       "李关",
                                       "--email",
                                       "li.guan@agency.example",
                                       "--clock-offset=" + std::to_string(testTime - std::time(nullptr))};
    ASSERT_EQ(command(add), 0) << said();
    const std::string printed = said();
    ASSERT_EQ(printed.rfind("/activate#", 0), 0U) << printed;
    EXPECT_EQ(choose(printed.substr(10, 2 * accounts::tokenBytes)).status, 204U);
    EXPECT_EQ(logIn(client, "li.guan", password, "").json()["role"], "officer");
    EXPECT_EQ(client.get("/api/v1/session").json().contains("enterprise"), false);

    EXPECT_EQ(command(add), 1);
    EXPECT_THAT(said(), testing::HasSubstr("There is an account with the log-in name li.guan"));
    EXPECT_EQ(command(add, "zh_CN.UTF-8"), 1);
    EXPECT_THAT(said(), testing::HasSubstr("已有登录名为 li.guan 的账户"));
    ASSERT_EQ(command({"list"}), 0);
    EXPECT_THAT(said(), testing::HasSubstr("officer\tli.guan\t李关\tli.guan@agency.example\t"));
    EXPECT_NE(command({"add", "--role", "enterprise", "--login", "a", "--name", "b", "--email", "c@d.example"}), 0);
    ASSERT_EQ(command({"remove", "--login", "li.guan"}), 0);
    EXPECT_EQ(client.get("/api/v1/session").code(), "session.none");
    EXPECT_EQ(command({"remove", "--login", "li.guan"}), 1);
    EXPECT_THAT(said(), testing::HasSubstr("account.unknown:"));
}

} // namespace
} // namespace ekey::test
