// Two libraries that show one certificate: certificates are public, and whatever shows one first is what gets the PIN.
#include "tests/process/host/filing.h"

#include <gmock/gmock.h>

namespace ekey::test {
namespace {

using testing::HasSubstr;
using testing::Not;

class TwoModules : public testing::Test {
protected:
    /// What a log-in with the fake library's PIN comes to.
    std::string logIn(HostUnderTest& host)
    {
        Page page = host.page();
        page.hello();
        host.script("pin 246813");
        return errorCode(page.call("authenticate", {{"nonce", nonce}}));
    }

    DemonstrationToken token;
    const InstalledFakeDriver driver;
    const json::Value real = token.modules();
    const json::Value claiming =
        driver.modules("plain", {{"EKEY_FAKE_CERTIFICATE", (token.folder() / "pki/enterprise.der").string()}});
};

TEST_F(TwoModules, firstListed_isNamedInTheWindowAndGetsThePin)
{
    HostUnderTest host(json::Value::array({claiming[0], real[0]}));
    EXPECT_EQ("driver.signature", logIn(host)) << "the fake library takes the PIN, and signs wrongly";
    EXPECT_THAT(host.shown(), HasSubstr("电子钥匙：label（驱动程序 driver.so）"));
}

TEST_F(TwoModules, otherOrder_namesAndUsesTheOther)
{
    HostUnderTest host(json::Value::array({real[0], claiming[0]}));
    EXPECT_EQ("pin.incorrect", logIn(host));
    EXPECT_THAT(host.shown(), HasSubstr("（驱动程序 libsofthsm2.so）"));
}

TEST_F(TwoModules, oneAlone_isNamedByItsLabel)
{
    HostUnderTest host(claiming);
    EXPECT_EQ("driver.signature", logIn(host));
    EXPECT_THAT(host.shown(), HasSubstr("电子钥匙：label"));
    EXPECT_THAT(host.shown(), Not(HasSubstr("驱动程序")));
}

} // namespace
} // namespace ekey::test
