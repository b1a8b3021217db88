// Logging in and signing with the real program, a real token and a scripted PIN window.
#include "core/signature/login_token.h"
#include "core/signature/signed_data.h"
#include "native-host/host/limits.h"
#include "tests/process/host/filing.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace ekey::test {
namespace {

using testing::HasSubstr;
using testing::Not;

std::size_t count(const std::string& text, const std::string& word)
{
    std::size_t times = 0;
    for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word, at + 1)) {
        ++times;
    }
    return times;
}

void expectValidLogin(const json::Value& answer, const std::string& algorithm)
{
    ASSERT_TRUE(answer.contains("result")) << answer;
    const auto login = signature::readLoginToken(answer["result"]["token"]);
    ASSERT_TRUE(login);
    EXPECT_EQ(algorithm, login->algorithm);
    EXPECT_TRUE(signature::verifyLoginToken(*login, portalOrigin, nonce));
    EXPECT_FALSE(signature::verifyLoginToken(*login, "https://evil.example", nonce));
    EXPECT_EQ("天津示范进出口有限公司", login->certificate.commonName());
}

TEST_F(Operations, authenticate_makesATokenForTheOriginOfTheConnection)
{
    host.script("pin 818181");

    const json::Value answer = page.call("authenticate", {{"nonce", nonce}});

    expectValidLogin(answer, "ES256");
    const std::string shown = host.shown();
    EXPECT_THAT(
        shown,
        HasSubstr(
            "SETDESC 网站：https://portal.example\\n请求：用您的电子钥匙登录该网站\\n证书：天津示范进出口有限公司"));
    EXPECT_THAT(shown, HasSubstr("OPTION lc-ctype=C.UTF-8"));
    EXPECT_THAT(shown, Not(HasSubstr("external-password-cache")));
    EXPECT_THAT(host.log(), Not(HasSubstr("818181")));
    EXPECT_THAT(host.log(), Not(HasSubstr(nonce)));
}

TEST(OperationsExpired, authenticateAndSign_workAndTheWindowSaysSo)
{
    DemonstrationToken token("ec", 0);
    HostUnderTest host(token.modules());
    Page page = host.page();
    page.hello();

    host.script("pin 818181");
    expectValidLogin(page.call("authenticate", {{"nonce", nonce}}), "ES256");
    EXPECT_THAT(host.shown(), HasSubstr("过期，通常只能用来办理延期更新"));
    host.script("pin 818181");
    const std::string content = form::canonical(submission());
    const json::Value answer = sign(page, content);
    ASSERT_TRUE(answer.contains("result")) << answer;
    EXPECT_EQ(count(host.shown(), "过期，通常只能用来办理延期更新"), 2U);
}

TEST(OperationsRsa, authenticateAndSign_work)
{
    DemonstrationToken token("rsa");
    HostUnderTest host(token.modules());
    Page page = host.page();
    page.hello();
    host.script("pin 818181");
    expectValidLogin(page.call("authenticate", {{"nonce", nonce}}), "RS256");
    const json::Value answer = sign(page, form::canonical(submission()));
    ASSERT_TRUE(answer.contains("result")) << answer;
    EXPECT_TRUE(signature::verifySignedData(readSigned(page, answer["result"]["signed"][0].get<std::string>())));
}

TEST_F(Operations, developmentOrigin_isNamedInTheWindow)
{
    Page development = greeted({.origin = developmentOrigin});
    host.script("cancel");
    development.call("authenticate", {{"nonce", nonce}});
    EXPECT_THAT(host.shown(), HasSubstr("网站：http://localhost:8480\\n（开发用网站"));
}

TEST_F(Operations, sign_makesSignedDataOverTheSubmission)
{
    host.script("pin 818181");
    const std::string content = form::canonical(submission());

    const json::Value answer = sign(page, content);

    ASSERT_TRUE(answer.contains("result")) << answer;
    const auto verified =
        signature::verifySignedData(readSigned(page, answer["result"]["signed"][0].get<std::string>()));
    ASSERT_TRUE(verified);
    EXPECT_EQ(content, verified->content);
    EXPECT_EQ("天津示范进出口有限公司", verified->signer.commonName());
    // The issuing authority's certificate came from the token: a portal that knows the root alone can build the chain.
    EXPECT_TRUE(std::any_of(verified->certificates.begin(), verified->certificates.end(),
                            [](const auto& one) { return one.commonName() == "ekey 演示签发机构"; }));
    const std::string shown = host.shown();
    EXPECT_THAT(shown, HasSubstr("业务：延期更新"));
    EXPECT_THAT(shown, HasSubstr("营业执照.png，2.0 KB"));
    EXPECT_THAT(shown, HasSubstr("授权用户手机：13800138000"));
}

TEST_F(Operations, submissionForAnotherSite_isRefusedWithoutAWindow)
{
    host.script("pin 818181");
    form::Submission other = submission();
    other.audience = "https://other.example";

    const json::Value answer = sign(page, form::canonical(other));

    EXPECT_EQ("submission.audience", errorCode(answer));
    EXPECT_EQ((json::Value{{"audience", "https://other.example"}}), errorParams(answer));
    EXPECT_EQ("", host.shown());
}

TEST_F(Operations, contentThatIsNoCanonicalSubmission_isRefusedWithoutAWindow)
{
    host.script("pin 818181");
    const json::Value spaced = sign(page, form::canonical(submission()) + " ");
    EXPECT_EQ("submission.malformed", errorCode(spaced));
    EXPECT_EQ("json.not_canonical", errorParams(spaced)["code"]);
    const json::Value digest = sign(page, std::string(64, '\x01'));
    EXPECT_EQ("submission.malformed", errorCode(digest));
    EXPECT_EQ("submission.malformed", errorCode(sign(page, "{}")));
    EXPECT_EQ("", host.shown());
}

TEST_F(Operations, wrongPin_isToldWithItsStateAndNotAskedForAgain)
{
    host.script("pin 000000");

    const json::Value answer = page.call("authenticate", {{"nonce", nonce}});

    EXPECT_EQ("pin.incorrect", errorCode(answer));
    EXPECT_EQ("low", errorParams(answer)["state"]); // SoftHSM2 knows only that there was a wrong one
    EXPECT_EQ(1U, count(host.shown(), "GETPIN"));

    host.script("pin 818181");
    expectValidLogin(page.call("authenticate", {{"nonce", nonce}}), "ES256");
    EXPECT_THAT(host.shown(), HasSubstr("SETERROR 注意：此前输错过口令"));
}

TEST_F(Operations, pinWithAssuansOwnCharacters_arrivesUnchanged)
{
    host.script("pin 81%81 81");
    EXPECT_EQ("pin.incorrect", errorCode(page.call("authenticate", {{"nonce", nonce}})));
    host.script("empty");
    const json::Value empty = page.call("authenticate", {{"nonce", nonce}});
    EXPECT_EQ("pin.length", errorCode(empty));
}

TEST_F(Operations, answersOtherThanAPin_haveTheirOwnCodes)
{
    const auto outcome = [&](const std::string& script) {
        host.script(script);
        return page.call("authenticate", {{"nonce", nonce}});
    };
    EXPECT_EQ("user.cancelled", errorCode(outcome("cancel")));
    const json::Value terminal = outcome("terminal");
    EXPECT_EQ("host.prompt", errorCode(terminal));
    EXPECT_EQ("terminal", errorParams(terminal)["reason"]);
    EXPECT_EQ("protocol", errorParams(outcome("garbage"))["reason"]);
    EXPECT_EQ("protocol", errorParams(outcome("exit"))["reason"]);
    EXPECT_EQ("user.timeout", errorCode(outcome("timeout"))); // last: the site has to wait after it
}

TEST_F(Operations, pinentryThatOthersCanWrite_isNotStarted)
{
    host.script("pin 818181");
    std::filesystem::permissions(host.pinentry(), std::filesystem::perms::all);
    const json::Value answer = page.call("authenticate", {{"nonce", nonce}});
    EXPECT_EQ("host.prompt", errorCode(answer));
    EXPECT_EQ("untrusted", errorParams(answer)["reason"]);
    EXPECT_EQ("", host.shown());
}

TEST_F(Operations, secondOperation_isBusyUntilTheFirstPageGoes)
{
    host.script("wait");
    const auto question = host.nextQuestion();
    auto first = std::make_unique<Page>(greeted());
    first->post("authenticate", {{"nonce", nonce}});
    question->wait(host.process());

    EXPECT_EQ("host.busy", errorCode(page.call("certificates", json::Value::object())));

    // The page is closed: its window goes, and the host is free again.
    first.reset();
    json::Value answer;
    do {
        answer = page.call("certificates", json::Value::object());
    } while (errorCode(answer) == "host.busy");
    EXPECT_EQ(1U, answer["result"]["certificates"].size());
}

TEST_F(Operations, certificates_areOpaqueAndBelongToOneConnection)
{
    const json::Value answer = page.call("certificates", json::Value::object());

    const json::Value& list = answer["result"]["certificates"];
    ASSERT_EQ(1U, list.size()) << answer;
    EXPECT_EQ("ekey 演示签发机构", list[0]["issuer"]);
    EXPECT_EQ((json::Value{"authenticate", "sign"}), list[0]["use"]);
    EXPECT_THAT(answer.dump(), Not(HasSubstr("天津")));
    EXPECT_THAT(answer.dump(), Not(HasSubstr("91120000")));

    Page other = greeted();
    const json::Value params{{"nonce", nonce}, {"certificate", list[0]["certificate"]}};
    EXPECT_EQ("certificate.unknown", errorCode(other.call("authenticate", params)));
    host.script("pin 818181");
    expectValidLogin(page.call("authenticate", params), "ES256");
}

TEST_F(Operations, originWithoutTheRight_isRefused)
{
    Page loginOnly = greeted({.origin = "https://login-only.example"});
    form::Submission own = submission();
    own.audience = "https://login-only.example";
    const json::Value answer = sign(loginOnly, form::canonical(own));
    EXPECT_EQ("origin.right", errorCode(answer));
    EXPECT_EQ("sign", errorParams(answer)["right"]);
    EXPECT_EQ("", host.shown());
}

TEST_F(Operations, nonceThatIsNoBase64OfEnoughBytes_isRefusedWithoutAWindow)
{
    for (const std::string& bad : {std::string(44, '!'), text::base64(std::string(31, 'n')) + "===="}) {
        const json::Value answer = page.call("authenticate", {{"nonce", bad}});
        EXPECT_EQ("message.params", errorCode(answer));
        EXPECT_EQ((json::Value{{"pointer", "/nonce"}, {"reason", "member.format"}}), errorParams(answer));
    }
    EXPECT_EQ("", host.shown());
}

TEST(OperationsWithoutToken, noKeyPluggedIn_isToldWithoutAWindow)
{
    HostUnderTest host;
    Page page = host.page();
    page.hello();
    EXPECT_EQ("token.none", errorCode(page.call("authenticate", {{"nonce", nonce}})));
    EXPECT_EQ("", host.shown());
}

TEST(OperationsWithFakeDriver, signatureThatDoesNotVerify_isNotHandedOut)
{
    DemonstrationToken token;
    const InstalledFakeDriver driver;
    HostUnderTest host(
        driver.modules("", {{"EKEY_FAKE_CERTIFICATE", (token.folder() / "pki/enterprise.der").string()}}));
    Page page = host.page();
    page.hello();
    host.script("pin 246813");
    EXPECT_EQ("driver.signature", errorCode(page.call("authenticate", {{"nonce", nonce}})));
    EXPECT_EQ("driver.signature", errorCode(sign(page, form::canonical(submission()))));
}

TEST(OperationsWithoutToken, libraryThatIsNone_isADriverFault)
{
    HostUnderTest host(json::Value::array({{{"path", "/lib/x86_64-linux-gnu/libm.so.6"}}}));
    Page page = host.page();
    page.hello();
    EXPECT_EQ("driver.fault", errorCode(page.call("certificates", json::Value::object())));
    EXPECT_TRUE(page.call("content.open", {{"bytes", 1}}).contains("result"));
}

} // namespace
} // namespace ekey::test
