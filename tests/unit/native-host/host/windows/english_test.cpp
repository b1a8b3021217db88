// The windows in English, line by line: the other tests read the Chinese ones.
#include "native-host/host/windows/batch.h"
#include "native-host/host/windows/consent.h"
#include "native-host/host/windows/pin_change.h"
#include "tests/support/temp_folder.h"
#include "tests/support/test_pki.h"

#include <gtest/gtest.h>

namespace ekey::host {
namespace {

class EnglishWindows : public testing::Test {
protected:
    EnglishWindows()
    {
        for (const char* language : {"zh-CN", "en"}) {
            EXPECT_TRUE(
                messages.add(test::readFile(std::string(EKEY_SOURCE_DIR "/messages/") + language + "/host.json")));
        }
        submission.filing = "F-2026-0001";
        submission.form = {"renewal", 1, std::string(64, '0')};
        submission.answers = {{"enterprise", {{"name", "Tianjin Demo Trading"}, {"uscc", "91120000PDY00001X7"}}},
                              {"authorisedUser", {{"mobile", "13800138000"}}},
                              {"unheardOf", "x"}};
        submission.materials.assign(4, {"businessLicence", "licence.png", "image/png", 126362, "", ""});
    }

    text::Messages messages;
    Grant site{.origin = "https://portal.example", .authenticate = true, .sign = true};
    Held key{.certificate =
                 test::Identity::authority({.commonName = "Root"}).issue({.notAfter = test::testTime}).certificate(),
             .token = {.serial = "1", .label = "EKEY 2026", .pin = token::PinState::low}};
    form::Submission submission;
};

constexpr const char* keyLines = "Certificate: 天津示范进出口有限公司, valid until 2026-11-23\nKey: EKEY 2026";

TEST_F(EnglishWindows, login_saysWhoAsksAndWithWhichKey)
{
    const platform::Window window = consentWindows(site, key, LoginConsent{}, messages).back();
    EXPECT_EQ(window.description,
              std::string("Site: https://portal.example\nasks to log in with your electronic key\n") + keyLines);
    EXPECT_EQ(window.warning, "Careful: the PIN was wrong before; a few more tries lock the key");
    EXPECT_EQ(window.prompt, "PIN:");
    EXPECT_EQ(window.accept, "Log in");
    EXPECT_EQ(window.refuse, "Cancel");
}

TEST_F(EnglishWindows, submission_isShownAsParsed)
{
    const platform::Window window = consentWindows(site, key, SubmissionConsent{submission}, messages).back();
    EXPECT_EQ(window.description, std::string("Site: https://portal.example\n"
                                              "asks to sign and file an application with your electronic key\n") +
                                      keyLines +
                                      "\nBusiness: Renewal\n"
                                      "Enterprise: Tianjin Demo Trading (91120000PDY00001X7)\n"
                                      "Filing: F-2026-0001\n"
                                      "Materials: 4\n"
                                      "  licence.png, 126.3 KB\n  licence.png, 126.3 KB\n  licence.png, 126.3 KB\n"
                                      "  and 1 more\n"
                                      "Mobile: 13800138000\n"
                                      "1 more answers are on the page's check-your-answers list");
    EXPECT_EQ(window.accept, "Sign");
}

TEST_F(EnglishWindows, batch_isListed)
{
    const std::vector<BatchEntry> batch(2, batchEntry(submission, messages));
    const platform::Window window = batchWindows(site, key, batch, messages).back();
    EXPECT_EQ(window.description, std::string("Site: https://portal.example\n"
                                              "asks to sign 2 filings at once with your electronic key\n") +
                                      keyLines +
                                      "\n1. Renewal 91120000PDY00001X7 F-2026-0001, 4 documents\n"
                                      "2. Renewal 91120000PDY00001X7 F-2026-0001, 4 documents");
    EXPECT_EQ(window.accept, "Sign all 2");
}

TEST_F(EnglishWindows, pinChange_saysWhatIsTyped)
{
    const Plugged plugged{{.serial = "1", .label = "EKEY 2026", .pinLeast = 6, .pinMost = 16}, 0, "libfirst.so"};
    const platform::Window window = pinChangeWindow(site, plugged, PinStep::fresh, "window.pin_wrong_length", messages);
    EXPECT_EQ(window.description,
              "Site: https://portal.example\nasks to change the PIN of the key “EKEY 2026”\nDriver: libfirst.so\n"
              "New PIN: 6 to 16 characters; no birthdays or telephone numbers, which are easily guessed");
    EXPECT_EQ(window.warning, "The new PIN must have 6 to 16 characters. Please type it again");
    EXPECT_EQ(window.prompt, "New PIN:");
    EXPECT_EQ(window.accept, "Next");
}

} // namespace
} // namespace ekey::host
