#include "native-host/host/policy/policy_editor.h"

#include "core/json/reader.h"

#include <gtest/gtest.h>

namespace ekey::host {
namespace {

constexpr const char* portal = "https://portal.example";

json::Value parsed(const Result<std::string>& text)
{
    EXPECT_TRUE(text);
    if (!text) return {};
    EXPECT_TRUE(text->ends_with("}\n"));
    const auto document = json::read(*text);
    EXPECT_TRUE(document);
    return document ? *document : json::Value();
}

TEST(PolicyEditor, firstOrigin_makesTheFile)
{
    EXPECT_EQ((json::Value{{"origins", {{{"origin", portal}, {"rights", {"sign"}}}}}}),
              parsed(withOrigin("", portal, {"sign"})));
}

TEST(PolicyEditor, everythingElse_stays)
{
    const auto text = withOrigin(R"({"language":"en","origins":[{"origin":"https://a.example","rights":["sign"]}],)"
                                 R"("modules":[{"path":"/m.so"}],"denied":["https://portal.example"]})",
                                 portal, {"authenticate"});
    const json::Value document = parsed(text);
    EXPECT_EQ("en", document["language"]);
    EXPECT_EQ("/m.so", document["modules"][0]["path"]);
    EXPECT_EQ("https://a.example", document["origins"][0]["origin"]);
    EXPECT_EQ(portal, document["origins"][1]["origin"]);
    EXPECT_FALSE(document.contains("denied"));
}

TEST(PolicyEditor, rightsOfAListedOrigin_areJoined)
{
    const auto once = withOrigin("", portal, {"sign"});
    const json::Value document = parsed(withOrigin(*once, portal, {"sign", "authenticate"}));
    EXPECT_EQ((json::Value{"sign", "authenticate"}), document["origins"][0]["rights"]);
    EXPECT_EQ(1U, document["origins"].size());
}

TEST(PolicyEditor, removedOrigin_isGoneAndDeniedWhereAskedFor)
{
    const auto two = withOrigin(*withOrigin("", portal, {"sign"}), "https://a.example", {"sign"});
    json::Value document = parsed(withoutOrigin(*two, portal, false));
    EXPECT_EQ(1U, document["origins"].size());
    EXPECT_FALSE(document.contains("denied"));
    document = parsed(withoutOrigin(*two, portal, true));
    EXPECT_EQ(json::Value{portal}, document["denied"]);
}

TEST(PolicyEditor, fileThatIsNoPolicy_isNotWrittenOver)
{
    for (const char* text : {"[]", "{\"origins\":{}}", "{\"denied\":7}", "{"}) {
        EXPECT_FALSE(withOrigin(text, portal, {"sign"})) << text;
        EXPECT_FALSE(withoutOrigin(text, portal, true)) << text;
    }
}

} // namespace
} // namespace ekey::host
