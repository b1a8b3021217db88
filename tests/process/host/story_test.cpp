// All that a page can have done, and that nothing of it stands in the log.
#include "tests/process/host/filing.h"

#include <gmock/gmock.h>

#include <csignal>
#include <filesystem>

namespace ekey::test {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST_F(Operations, wholeStory_leavesNoPinNonceOrContentInTheLog)
{
    const std::string content = form::canonical(submission("F-2026-4711"));
    const std::string digest = text::base64(std::string(32, 'd'));
    page.call("subscribe", {{"tokens", true}, {"operations", false}});
    while (page.answer()["method"] != "token.added") {
    }

    host.script("pin 000000");
    EXPECT_EQ("pin.incorrect", errorCode(page.call("authenticate", {{"nonce", nonce}})));
    host.script("pin 818181");
    EXPECT_TRUE(page.call("authenticate", {{"nonce", nonce}}).contains("result"));
    EXPECT_TRUE(sign(page, content).contains("result"));
    json::Value handles = json::Value::array({send(page, content), send(page, form::canonical(submission("F-2")))});
    EXPECT_TRUE(page.call("sign", {{"contents", handles}, {"kind", "submission"}}).contains("result"));
    host.script("pin 818181\npin 24681357\npin 24681357");
    EXPECT_TRUE(page.call("changePin", json::Value::object()).contains("result"));

    Page archive = greeted({.origin = digestOrigin});
    host.script("pin 24681357");
    EXPECT_TRUE(archive.call("signDigest", {{"digest", digest}, {"algorithm", "SHA-256"}, {"name", "secret-name.pdf"}})
                    .contains("result"));
    // What is wrong, too.
    EXPECT_EQ("submission.malformed", errorCode(sign(page, "no-submission-at-all")));
    page.send(R"({"jsonrpc":"2.0","id":1,"method":"authenticate","params":{"nonce":"secret-nonce","pin":"13572468"}})");
    EXPECT_EQ("message.params", errorCode(page.answer()));
    page.send("secret garbage");
    EXPECT_EQ("message.syntax", errorCode(page.answer()));

    host.process().signal(SIGTERM);
    EXPECT_EQ(0, host.process().wait());
    const std::string log = host.log();
    EXPECT_THAT(log, HasSubstr(R"("method":"changePin")")) << "it is the log of all this";
    for (const std::string& secret :
         {std::string("818181"), std::string("000000"), std::string("24681357"), std::string("13572468"), nonce,
          std::string("secret"), digest, std::string("F-2026-4711"), std::string("天津示范进出口有限公司"),
          std::string("91120000PDY00001X7"), std::string("13800138000"), std::string("营业执照"),
          std::string("no-submission")}) {
        EXPECT_THAT(log, Not(HasSubstr(secret)));
    }
}

} // namespace
} // namespace ekey::test
