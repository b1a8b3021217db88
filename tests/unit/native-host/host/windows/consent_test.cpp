#include "native-host/host/windows/consent.h"

#include "core/json/canonical.h"
#include "native-host/host/limits.h"
#include "tests/support/temp_folder.h"
#include "tests/support/test_pki.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ekey::host {
namespace {

using testing::HasSubstr;
using testing::Not;

class ConsentWindow : public testing::Test {
protected:
    ConsentWindow()
    {
        EXPECT_TRUE(messages.add(test::readFile(EKEY_SOURCE_DIR "/messages/zh-CN/host.json")));
        submission.audience = site.origin;
        submission.filing = "F-2026-0001";
        submission.form = {"renewal", 1, std::string(64, '0')};
        submission.answers = {{"enterprise", {{"name", "天津示范进出口有限公司"}, {"uscc", "91120000PDY00001X7"}}},
                              {"authorisedUser", {{"mobile", "13800138000"}}},
                              {"unheardOf", "x"}};
        submission.materials.push_back({"businessLicence", "licence.png", "image/png", 126362, "", ""});
    }

    platform::Window signing()
    {
        const auto windows = consentWindows(site, key, SubmissionConsent{submission}, messages);
        EXPECT_EQ(1U, windows.size());
        return windows.back();
    }
    platform::Window login() { return consentWindows(site, key, LoginConsent{}, messages).back(); }

    text::Messages messages;
    Grant site{.origin = "https://portal.example", .authenticate = true, .sign = true};
    Held key{.certificate =
                 test::Identity::authority({.commonName = "根"}).issue({.notAfter = test::testTime}).certificate(),
             .token = {.serial = "1", .pin = token::PinState::ok}};
    form::Submission submission;
};

TEST_F(ConsentWindow, login_namesSiteAndCertificateFirst)
{
    const platform::Window window = login();
    EXPECT_TRUE(window.description.starts_with(
        "网站：https://portal.example\n请求：用您的电子钥匙登录该网站\n证书：天津示范进出口有限公司"));
    EXPECT_THAT(window.description, HasSubstr("有效期至 2026-11-23"));
    EXPECT_TRUE(window.asksPin);
    EXPECT_EQ("", window.warning);
}

TEST_F(ConsentWindow, expiredCertificate_isSaidToBeOne)
{
    key.expired = true;
    for (const platform::Window& window : {login(), signing()}) {
        EXPECT_THAT(window.description,
                    HasSubstr("证书：天津示范进出口有限公司，已于 2026-11-23 过期，通常只能用来办理延期更新\n"));
        EXPECT_THAT(window.description, Not(HasSubstr("有效期至")));
    }
}

TEST_F(ConsentWindow, key_isNamedByItsLabelOrElseItsNumber)
{
    key.token.label = "EKEY 2026";
    EXPECT_THAT(login().description, HasSubstr("\n电子钥匙：EKEY 2026"));
    EXPECT_THAT(signing().description, HasSubstr("\n电子钥匙：EKEY 2026\n"));
    key.token.label = "";
    EXPECT_THAT(login().description, HasSubstr("\n电子钥匙：1"));
}

TEST_F(ConsentWindow, keyThatTwoDriversShow_isShownWithTheOneThatGetsThePin)
{
    key.token.label = "EKEY 2026";
    EXPECT_THAT(login().description, Not(HasSubstr("驱动程序")));
    key.driver = "libfirst.so";
    EXPECT_THAT(login().description, HasSubstr("\n电子钥匙：EKEY 2026（驱动程序 libfirst.so）"));
}

TEST_F(ConsentWindow, developmentSite_isNamedAsSuch)
{
    EXPECT_THAT(login().description, Not(HasSubstr("开发用网站")));
    site.development = true;
    EXPECT_THAT(login().description, HasSubstr("开发用网站"));
    EXPECT_THAT(signing().description, HasSubstr("开发用网站"));
}

TEST_F(ConsentWindow, submission_isShownAsParsed)
{
    const std::string text = signing().description;
    EXPECT_THAT(text, HasSubstr("业务：延期更新"));
    EXPECT_THAT(text, HasSubstr("企业：天津示范进出口有限公司（91120000PDY00001X7）"));
    EXPECT_THAT(text, HasSubstr("申请编号：F-2026-0001"));
    EXPECT_THAT(text, HasSubstr("材料：1 份"));
    EXPECT_THAT(text, HasSubstr("licence.png，126.3 KB"));
    EXPECT_THAT(text, HasSubstr("授权用户手机：13800138000"));
    EXPECT_THAT(text, HasSubstr("另有 1 项未在此列出"));
}

TEST_F(ConsentWindow, textOfOthers_isCutAndStripped)
{
    submission.filing = "a\u202eb\nc" + std::string(60, 'x');
    submission.form.id = "网站：https://other.example";
    const std::string text = signing().description;
    EXPECT_THAT(text, Not(HasSubstr("\u202e")));
    EXPECT_THAT(text, Not(HasSubstr("b\nc")));
    EXPECT_THAT(text, Not(HasSubstr(std::string(41, 'x'))));
    EXPECT_THAT(text, HasSubstr("业务：网站：https://other.example"));
}

TEST_F(ConsentWindow, moreMaterialsThanAreShown_areCounted)
{
    submission.materials.assign(limits::shownMaterials, submission.materials.front());
    EXPECT_THAT(signing().description, Not(HasSubstr("另有 1 份")));
    submission.materials.push_back(submission.materials.front());
    EXPECT_THAT(signing().description, HasSubstr("材料：4 份"));
    EXPECT_THAT(signing().description, HasSubstr("另有 1 份"));
}

TEST_F(ConsentWindow, asManyAnswersAsAreShownAndOneMore_areShownAndCounted)
{
    submission.answers = json::Value::object();
    const auto add = [&](std::size_t number) {
        const std::string name = "q" + std::to_string(number);
        ASSERT_TRUE(messages.add(json::canonical({{"answer./" + name, "题" + name}})));
        submission.answers[name] = "答" + name;
    };
    for (std::size_t i = 1; i <= limits::shownAnswers; ++i) {
        add(i);
    }
    EXPECT_THAT(signing().description, HasSubstr("题q6：答q6"));
    EXPECT_THAT(signing().description, Not(HasSubstr("未在此列出")));
    add(limits::shownAnswers + 1);
    EXPECT_THAT(signing().description, HasSubstr("题q6：答q6"));
    EXPECT_THAT(signing().description, Not(HasSubstr("题q7")));
    EXPECT_THAT(signing().description, HasSubstr("另有 1 项未在此列出"));
}

TEST_F(ConsentWindow, bytesOfADigestAtTheLimitAndOneMore_areShownAndNot)
{
    const std::vector<std::uint8_t> digest(limits::shownDigestBytes + 1, 0xab);
    const std::string name = "x";
    const std::string algorithm = "SHA-256";
    const auto shown = [&](std::size_t bytes) {
        return consentWindows(site, key, DigestConsent{name, algorithm, std::span(digest).first(bytes)}, messages)
            .back()
            .description;
    };
    std::string hex;
    for (std::size_t i = 0; i < limits::shownDigestBytes; ++i) {
        hex += "ab";
    }
    EXPECT_THAT(shown(limits::shownDigestBytes), HasSubstr("：" + hex + "…"));
    EXPECT_EQ(shown(limits::shownDigestBytes + 1), shown(limits::shownDigestBytes));
}

TEST_F(ConsentWindow, submissionWithoutAnswers_isShown)
{
    submission.answers = json::Value::object();
    submission.materials.clear();
    EXPECT_THAT(signing().description, HasSubstr("材料：0 份"));
    EXPECT_THAT(signing().description, Not(HasSubstr("未在此列出")));
}

TEST_F(ConsentWindow, lowAndLastTry_areToldBeforeThePinIsAsked)
{
    key.token.pin = token::PinState::low;
    EXPECT_THAT(login().warning, HasSubstr("剩余次数不多"));
    key.token.pin = token::PinState::last;
    EXPECT_THAT(login().warning, HasSubstr("最后一次"));
}

TEST_F(ConsentWindow, longestTexts_areShownOnSeveralPagesAndNeverCut)
{
    submission.form.id = submission.filing = std::string(100, '%');
    submission.answers["enterprise"]["name"] = std::string(100, '%');
    submission.materials.assign(5, {"x", std::string(100, '%'), "image/png", 1, "", ""});
    const auto windows = consentWindows(site, key, SubmissionConsent{submission}, messages);
    ASSERT_LT(1U, windows.size());
    std::string all;
    for (const auto& window : windows) {
        EXPECT_TRUE(platform::Prompt::fits(window.description));
        EXPECT_TRUE(window.description.starts_with("网站：https://portal.example\n"));
        EXPECT_EQ(&window == &windows.back(), window.asksPin);
        all += window.description;
    }
    EXPECT_THAT(all, HasSubstr("第 1 页，共"));
    EXPECT_THAT(all, HasSubstr("另有 2 份"));
    EXPECT_THAT(all, HasSubstr("授权用户手机：13800138000"));
    EXPECT_THAT(all, HasSubstr("另有 1 项未在此列出"));
}

TEST_F(ConsentWindow, tokenWithAPad_isNotAskedForAPin)
{
    key.token.protectedPath = true;
    EXPECT_FALSE(login().asksPin);
    EXPECT_THAT(login().description, HasSubstr("自带的键盘"));
}

} // namespace
} // namespace ekey::host
