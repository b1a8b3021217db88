#include "native-host/host/windows/batch.h"

#include "native-host/host/limits.h"
#include "tests/support/temp_folder.h"
#include "tests/support/test_pki.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ekey::host {
namespace {

using testing::HasSubstr;
using testing::Not;

class BatchWindows : public testing::Test {
protected:
    BatchWindows() { EXPECT_TRUE(messages.add(test::readFile(EKEY_SOURCE_DIR "/messages/zh-CN/host.json"))); }

    static form::Submission submission(const std::string& filing)
    {
        form::Submission one;
        one.filing = filing;
        one.form = {"renewal", 1, std::string(64, '0')};
        one.answers = {{"enterprise", {{"name", "天津示范进出口有限公司"}, {"uscc", "91120000PDY00001X7"}}}};
        one.materials.push_back({"businessLicence", "licence.png", "image/png", 126362, "", ""});
        return one;
    }
    std::vector<platform::Window> windows(std::size_t count)
    {
        std::vector<BatchEntry> batch;
        for (std::size_t i = 1; i <= count; ++i) {
            batch.push_back(batchEntry(submission("F-2026-" + std::to_string(1000 + i)), messages));
        }
        return batchWindows(site, key, batch, messages);
    }

    text::Messages messages;
    Grant site{.origin = "https://portal.example", .sign = true};
    Held key{.certificate =
                 test::Identity::authority({.commonName = "根"}).issue({.notAfter = test::testTime}).certificate(),
             .token = {.serial = "1", .label = "EKEY 2026", .pin = token::PinState::low}};
};

TEST_F(BatchWindows, asManyAsAPageHolds_areOneWindowWithThePin)
{
    const auto all = windows(limits::batchPage);
    ASSERT_EQ(1U, all.size());
    EXPECT_TRUE(all[0].asksPin);
    EXPECT_TRUE(all[0].description.starts_with("网站：https://portal.example\n请求：用您的电子钥匙一次签署 6 份申请"));
    EXPECT_THAT(all[0].description, HasSubstr("1. 延期更新 91120000PDY00001X7 F-2026-1001，材料 1 份"));
    EXPECT_THAT(all[0].description, HasSubstr("6. 延期更新 91120000PDY00001X7 F-2026-1006"));
    EXPECT_THAT(all[0].description, HasSubstr("\n电子钥匙：EKEY 2026\n"));
    EXPECT_EQ("签署全部 6 份", all[0].accept);
    EXPECT_THAT(all[0].warning, HasSubstr("剩余次数不多"));
}

TEST_F(BatchWindows, oneMore_getsAPageOfItsOwnThatAloneAsksForThePin)
{
    const auto all = windows(limits::batchPage + 1);
    ASSERT_EQ(2U, all.size());
    EXPECT_FALSE(all[0].asksPin);
    EXPECT_EQ("", all[0].warning);
    EXPECT_EQ("下一步", all[0].accept);
    EXPECT_THAT(all[0].description, Not(HasSubstr("F-2026-1007")));
    EXPECT_TRUE(all[1].asksPin);
    EXPECT_THAT(all[1].description, HasSubstr("第 2 页，共 2 页"));
    EXPECT_THAT(all[1].description, HasSubstr("7. 延期更新"));
}

TEST_F(BatchWindows, largestBatch_isShownWhole)
{
    std::string shown;
    for (const auto& window : windows(100)) {
        shown += window.description + "\n";
    }
    for (int i = 1; i <= 100; ++i) {
        EXPECT_THAT(shown, HasSubstr(std::to_string(i) + ". 延期更新 91120000PDY00001X7 F-2026-"));
    }
}

TEST_F(BatchWindows, longestTexts_areNeverCutByAssuan)
{
    site.origin = "https://" + std::string(limits::originBytes - 13, 'o') + ".test";
    site.development = true;
    key.token.protectedPath = true;
    key.token.label = std::string(32, '%');
    key.driver = std::string(200, '%');
    std::vector<BatchEntry> batch;
    for (int i = 0; i < 20; ++i) {
        form::Submission one = submission(std::string(200, '%'));
        one.form.id = "未知业务未知业务未知业务未知业务未知业务未知业务未知业务";
        one.answers["enterprise"]["uscc"] = "很长的代码很长的代码很长的代码很长的代码很长的代码很长的代码";
        batch.push_back(batchEntry(one, messages));
    }
    std::string shown;
    for (const auto& window : batchWindows(site, key, batch, messages)) {
        EXPECT_TRUE(platform::Prompt::fits(window.description)) << window.description;
        shown += window.description;
    }
    for (int i = 1; i <= 20; ++i) {
        EXPECT_THAT(shown, HasSubstr("\n" + std::to_string(i) + ". "));
    }
}

TEST_F(BatchWindows, textOfOthersAtTheLimitAndOneCharacterLonger_isWholeAndCut)
{
    const std::string whole(limits::quotedInBatch, 'x');
    EXPECT_EQ(whole, batchEntry(submission(whole), messages).filing);
    EXPECT_EQ(std::string(limits::quotedInBatch - 1, 'x') + "…", batchEntry(submission(whole + "x"), messages).filing);
}

TEST_F(BatchWindows, keyWithItsOwnPad_isNeverAskedForAPin)
{
    key.token.protectedPath = true;
    for (const auto& window : windows(8)) {
        EXPECT_FALSE(window.asksPin);
    }
}

} // namespace
} // namespace ekey::host
