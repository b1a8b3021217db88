// Several contents under one consent and one PIN.
#include "core/signature/signed_data.h"
#include "tests/process/host/filing.h"

#include <gmock/gmock.h>

#include <fstream>

namespace ekey::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

class Batch : public Operations {
protected:
    /// So many filings, sent whole.
    void sendFilings(int count)
    {
        for (int i = 1; i <= count; ++i) {
            contents.push_back(form::canonical(submission("F-" + std::to_string(1000 + i))));
            handles.push_back(send(page, contents.back()));
        }
    }
    json::Value signAll() { return page.call("sign", {{"contents", handles}, {"kind", "submission"}}); }

    std::vector<std::string> contents;
    json::Value handles = json::Value::array();
};

TEST_F(Batch, severalContents_areSignedInOrderUnderOnePin)
{
    sendFilings(8);
    host.script("ok\npin 818181\ncancel");

    const json::Value answer = signAll();

    ASSERT_TRUE(answer.contains("result")) << answer;
    const json::Value& made = answer["result"]["signed"];
    ASSERT_EQ(contents.size(), made.size());
    for (std::size_t i = 0; i < made.size(); ++i) {
        const auto verified = signature::verifySignedData(readSigned(page, made[i].get<std::string>()));
        ASSERT_TRUE(verified) << i;
        EXPECT_EQ(contents[i], verified->content);
    }
    EXPECT_THAT(host.shown(), HasSubstr("第 1 页，共 2 页"));
    EXPECT_THAT(host.shown(), HasSubstr("8. 延期更新"));
    // What was signed makes room.
    EXPECT_EQ("content.unknown", errorCode(signAll()));
}

TEST_F(Batch, largestBatchAndOneMore_isSignedAndRefused)
{
    sendFilings(100);
    EXPECT_EQ("content.limit", errorCode(page.call("content.open", {{"bytes", 1}})));
    handles.push_back("c1");
    EXPECT_EQ("message.params", errorCode(signAll()));
    handles.erase(100);
    host.script("ok\nok\nok\nok\nok\nok\nok\nok\nok\nok\nok\nok\nok\nok\nok\nok\npin 818181\ncancel");

    const json::Value answer = signAll();

    ASSERT_TRUE(answer.contains("result")) << answer;
    EXPECT_EQ(100U, answer["result"]["signed"].size());
}

/// Of the process, in KiB.
long residentOf(pid_t process)
{
    std::ifstream status("/proc/" + std::to_string(process) + "/status");
    for (std::string word; status >> word;) {
        long resident = 0;
        if (word == "VmRSS:" && status >> resident) return resident;
    }
    return -1;
}

TEST_F(Batch, largeSubmissions_leaveNoMemoryBehindOnceTheirPageIsGone)
{
    constexpr int count = 10;
    host.script("ok\npin 818181");
    const auto round = [&](Page& sender) {
        json::Value large = json::Value::array();
        for (int i = 0; i < count; ++i) {
            form::Submission one = submission("F-" + std::to_string(1000 + i));
            one.answers["long"] = json::Value::array();
            for (int line = 0; line < 20'000; ++line) {
                one.answers["long"].push_back("an answer of some length, " + std::to_string(line));
            }
            large.push_back(send(sender, form::canonical(one)));
        }
        host.script("ok\npin 818181");
        const json::Value answer = sender.call("sign", {{"contents", large}, {"kind", "submission"}});
        EXPECT_TRUE(answer.contains("result")) << answer;
    };
    EXPECT_TRUE(page.call("certificates", json::Value::object()).contains("result")); // libraries and workers are there
    const long before = residentOf(host.process().pid());
    {
        Page sender = greeted();
        round(sender);
    }
    // The end of the other page is behind its last bytes; what is asked here meanwhile costs nothing.
    constexpr long mostGrowth = 3 * 1024;
    long after = 0;
    for (int looks = 0; looks < 1000; ++looks) {
        page.call("cancel", json::Value::object());
        after = residentOf(host.process().pid());
        if (after - before <= mostGrowth) break;
    }
    EXPECT_GT(before, 0);
    EXPECT_LE(after - before, mostGrowth) << "KiB";
}

TEST_F(Batch, refusalOnALaterPage_signsNothingAndKeepsTheContents)
{
    sendFilings(8);
    host.script("ok\ncancel");
    EXPECT_EQ("user.cancelled", errorCode(signAll()));
    EXPECT_THAT(host.shown(), HasSubstr("GETPIN"));

    host.script("ok\npin 818181");
    EXPECT_EQ(8U, signAll()["result"]["signed"].size());
}

TEST_F(Batch, oneContentForAnotherSite_signsNothingWithoutAWindow)
{
    sendFilings(2);
    form::Submission foreign = submission("F-9");
    foreign.audience = "https://other.example";
    handles.push_back(send(page, form::canonical(foreign)));
    host.script("pin 818181");
    EXPECT_EQ("submission.audience", errorCode(signAll()));
    EXPECT_EQ("", host.shown());
}

TEST_F(Batch, sameContentTwice_isRefused)
{
    sendFilings(1);
    handles.push_back(handles[0]);
    EXPECT_EQ("content.twice", errorCode(signAll()));
}

TEST_F(Batch, wrongPin_isPresentedOnce)
{
    sendFilings(3);
    host.script("pin 000000");
    EXPECT_EQ("pin.incorrect", errorCode(signAll()));
    host.script("pin 818181");
    EXPECT_EQ(3U, signAll()["result"]["signed"].size());
}

TEST_F(Batch, progress_isToldToAPageThatWantsIt)
{
    sendFilings(2);
    page.call("subscribe", {{"tokens", false}, {"operations", true}});
    host.script("pin 818181");
    page.post("sign", {{"contents", handles}, {"kind", "submission"}});

    std::vector<std::string> states;
    json::Value message = page.answer();
    for (; message.contains("method"); message = page.answer()) {
        ASSERT_EQ("operation.progress", message["method"]) << message;
        EXPECT_FALSE(message.contains("id"));
        const json::Value& params = message["params"];
        states.push_back(params["state"].get<std::string>() + " " + std::to_string(params["done"].get<int>()) + "/" +
                         std::to_string(params["of"].get<int>()));
    }
    EXPECT_TRUE(message.contains("result")) << message;
    EXPECT_THAT(states, ElementsAre("window 0/2", "key 0/2", "key 1/2", "key 2/2"));
}

} // namespace
} // namespace ekey::test
