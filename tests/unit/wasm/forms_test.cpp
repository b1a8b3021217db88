#include "wasm/forms.h"

#include "core/json/canonical.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

namespace ekey::wasm {
namespace {

json::Value ask(Forms& forms, const json::Value& request)
{
    auto answer = json::read(forms.call(json::canonical(request)).text);
    EXPECT_TRUE(answer);
    return *answer;
}

json::Value openRenewal()
{
    std::ifstream in(EKEY_SOURCE_DIR "/forms/renewal.json", std::ios::binary);
    const std::string definition{std::istreambuf_iterator<char>(in), {}};
    return {{"op", "open"}, {"definition", definition}, {"facts", json::Value::object()}};
}

std::string firstCode(const json::Value& answer) { return answer.at("errors").at(0).at("code").get<std::string>(); }

TEST(Forms, sessionsUpToTheLimit_areOpenedAndOneMoreIsNot)
{
    Forms forms;
    for (std::size_t i = 1; i <= sessionsMost; ++i) {
        EXPECT_EQ(i, ask(forms, openRenewal()).at("result").at("session"));
    }

    EXPECT_EQ("session.limit", firstCode(ask(forms, openRenewal())));

    ask(forms, {{"op", "close"}, {"session", 3}});
    EXPECT_EQ(sessionsMost + 1, ask(forms, openRenewal()).at("result").at("session")); // a handle is never given twice
}

TEST(Forms, requestAtTheLimit_isReadAndOneByteMoreIsNot)
{
    Forms forms;
    std::string request = R"({"op":"none"})";
    request.append(requestBytes - request.size(), ' ');

    const Answer atLimit = forms.call(request);
    const Answer beyond = forms.call(request + ' ');

    EXPECT_EQ(Fate::misused, atLimit.fate);
    EXPECT_EQ("call.unknown_op", firstCode(*json::read(atLimit.text)));
    EXPECT_EQ(Fate::answered, beyond.fate);
    EXPECT_EQ("json.size", firstCode(*json::read(beyond.text)));
}

TEST(Forms, failedOpen_leavesNoSession)
{
    Forms forms;
    for (std::size_t i = 0; i <= sessionsMost; ++i) {
        ask(forms, {{"op", "open"}, {"definition", "{}"}, {"facts", json::Value::object()}});
    }
    EXPECT_EQ(1, ask(forms, openRenewal()).at("result").at("session"));
}

} // namespace
} // namespace ekey::wasm
