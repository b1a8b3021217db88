// The real host with a driver that does as it likes.
#include "core/text/base64.h"
#include "tests/process/host/host_under_test.h"

#include <gmock/gmock.h>

namespace ekey::test {
namespace {

json::Value fakeDriver(const json::Value& environment)
{
    return json::Value::array({{{"path", EKEY_FAKE_DRIVER}, {"environment", environment}}});
}

/// The code of the failed log-in.
std::string login(HostUnderTest& host)
{
    Page page = host.page();
    page.hello();
    const json::Value answer = page.call("authenticate", {{"nonce", text::base64(std::string(32, 'n'))}});
    return answer.contains("error") ? answer["error"]["data"]["code"].get<std::string>() : "";
}

TEST(HostWithFakeDriver, lastTry_isPresentedOnceTheWindowHasSaidSo)
{
    DemonstrationToken token;
    const std::string certificate = (token.folder() / "pki/enterprise.der").string();
    HostUnderTest host(fakeDriver({{"EKEY_FAKE_CERTIFICATE", certificate}, {"EKEY_FAKE", "final"}}));
    host.script("pin 246813");
    // Not pin.last: the key has signed, if only nonsense.
    EXPECT_EQ("driver.signature", login(host));
    EXPECT_THAT(host.shown(), testing::HasSubstr("只剩最后一次机会"));
}

TEST(HostWithFakeDriver, certificateThatCannotBeRead_isPassedOver)
{
    HostUnderTest host(fakeDriver({{"EKEY_FAKE", ""}}));
    EXPECT_EQ("token.none", login(host));
    EXPECT_EQ("", host.shown());
}

} // namespace
} // namespace ekey::test
