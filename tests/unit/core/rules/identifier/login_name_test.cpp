#include "tests/unit/core/rules/identifier/checked.h"

#include <gtest/gtest.h>

using namespace ekey::identifier;
using ekey::json::Value;

TEST(loginNameGeneral, registrationAddress_isCheckedAsAnAddress)
{
    const Checked checked = loginNameGeneral(" Zhang＠Example.com ");
    EXPECT_EQ(outcome(checked), "Zhang@example.com");
    EXPECT_EQ(checked.masked, "Z***@example.com");
    EXPECT_EQ(codesOf(loginNameGeneral("a@b")), Codes{"email.domain"});
}

TEST(loginNameGeneral, tradeCodeAndName_pass)
{
    const Checked checked = loginNameGeneral("1100600037341-user1");
    EXPECT_EQ(outcome(checked), "1100600037341-user1");
    EXPECT_EQ(partsOf(checked), (Parts{{"tradeCode", "1100600037341"}, {"account", "user1"}}));
    EXPECT_EQ(checked.masked, "1100600037341-u***");
    EXPECT_EQ(outcome(loginNameGeneral("440371526726x-Ab_c-d")), "440371526726X-Ab_c-d"); // only the code has one case
}

TEST(loginNameGeneral, otherNames_areRefused)
{
    EXPECT_EQ(codesOf(loginNameGeneral("user1")), Codes{"login_name.general"});
    EXPECT_EQ(codesOf(loginNameGeneral("1100600037342-user1")), Codes{"login_name.trade_code"});
    EXPECT_EQ(codesOf(loginNameGeneral("1100600037341-")), Codes{"login_name.trade_code"});
    EXPECT_EQ(codesOf(loginNameGeneral("1100600037341-张三")), Codes{"login_name.character"});
}

TEST(loginNameMechanical, oldAccount_keepsItsCase)
{
    for (const char* name : {"JD_user01", "a", "tianjin.import-2", "1100600037341-user1"}) {
        EXPECT_EQ(outcome(loginNameMechanical(name)), name);
    }
    EXPECT_EQ(loginNameMechanical("JD_user01").masked, "J***");
    EXPECT_EQ(loginNameMechanical("a").masked, "***");
    EXPECT_EQ(partsOf(loginNameMechanical("JD_user01")), (Parts{{"account", "JD_user01"}}));
}

TEST(loginNameMechanical, addressAndOtherCharacters_areNamed)
{
    EXPECT_EQ(codesOf(loginNameMechanical("a@b.cn")), Codes{"login_name.email"});
    EXPECT_EQ(loginNameMechanical("a b").errors[0].params, Value({{"character", "U+0020"}}));
    EXPECT_EQ(loginNameMechanical("a'b").errors[0].params, Value({{"character", "'"}}));
}

TEST(loginNameMechanical, lengthAtTheLimit_passes_oneMoreIsRefused)
{
    EXPECT_EQ(outcome(loginNameMechanical(std::string(64, 'a'))), std::string(64, 'a'));
    EXPECT_EQ(codesOf(loginNameMechanical(std::string(65, 'a'))), Codes{"login_name.length"});
}

TEST(loginNameUsedVehicle, addressOrAccount_pass)
{
    EXPECT_EQ(outcome(loginNameUsedVehicle("a@b.cn")), "a@b.cn");
    EXPECT_EQ(outcome(loginNameUsedVehicle("1100600037341-user1")), "1100600037341-user1");
    EXPECT_EQ(outcome(loginNameUsedVehicle("export01")), "export01");
    EXPECT_EQ(codesOf(loginNameUsedVehicle("a@b")), Codes{"email.domain"});
    EXPECT_EQ(codesOf(loginNameUsedVehicle("a b")), Codes{"login_name.character"});
}
