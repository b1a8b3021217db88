// `ekey-check form` and `ekey-check filing`, as an author and an operator run them.
#include "core/form/session.h"
#include "tests/process/tools/ekey_check.h"

namespace ekey {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

constexpr const char* sound =
    R"({"id":"f","version":1,"pages":[],"items":[{"id":"a","type":"integer","required":true}]})";

class Forms : public EkeyCheck {
protected:
    void write(const char* name, std::string_view text) const { test::writeFile(folder / name, text); }
};

TEST_F(Forms, soundForm_isNamedToTheByte)
{
    write("f.json", sound);
    write("f.zh-CN.json", R"({"title":"表","items":{"/a":{"label":"甲"}}})");
    write("f.en.json", R"({"title":"F","items":{"/a":{"label":"A"}}})");
    const Ran ran = run("check form f.json");
    EXPECT_EQ(ran.status, 0);
    const json::Value line = ran.lines().at(0);
    EXPECT_EQ(line.at("form").at("sm3"), form::readDefinition(sound).definition->sm3);
    EXPECT_EQ(line.at("items"), 1);
    EXPECT_THAT(line.at("errors"), IsEmpty());
}

TEST_F(Forms, brokenForm_isToldWithLineAndColumn)
{
    write("f.json", "{\"id\": \"f\", \"version\": 1, \"pages\": [],\n"
                    " \"items\": [\n"
                    "  {\"id\": \"a\", \"type\": \"integer\", \"calculate\": \"b + 1\"},\n"
                    "  {\"id\": \"b\", \"type\": \"integer\", \"calculate\": \"a + 1\"}]}\n");
    const Ran ran = run("check form f.json");
    EXPECT_EQ(ran.status, 1);
    const json::Value error = ran.lines().at(0).at("errors").at(0);
    EXPECT_EQ(error.at("code"), "form.cycle");
    EXPECT_EQ(error.at("file"), "f.json");
    EXPECT_EQ(error.at("line"), 3);
    EXPECT_EQ(error.at("column"), 3);
    EXPECT_THAT(error.at("text").get<std::string>(), HasSubstr("/a"));
}

TEST_F(Forms, textsAndLayoutBesideIt_areCheckedToo)
{
    write("f.json", sound);
    write("f.zh-CN.json", R"({"title":"表","items":{"/a":{"label":"甲"},"/b":{"label":"乙"}}})");
    write("f.layout.json", R"({"items":{"/a":{"appearance":"wide"}}})");
    const Ran ran = run("check form f.json");
    EXPECT_EQ(ran.status, 1);
    std::vector<std::string> found;
    const json::Value line = ran.lines().at(0);
    for (const json::Value& error : line.at("errors")) {
        found.push_back(error.at("code").get<std::string>() + " " + error.at("file").get<std::string>());
    }
    EXPECT_THAT(found, testing::ElementsAre("form.text_unknown f.zh-CN.json", "form.texts_missing f.en.json",
                                            "member.choice f.layout.json"));
}

TEST_F(Forms, missingTexts_areAWarning)
{
    write("f.json", sound);
    EXPECT_EQ(run("check form f.json").status, 0);
    EXPECT_EQ(run("check form none.json").status, 1);
    EXPECT_EQ(code(run("check form none.json").lines().at(0)), "file.missing");
}

TEST_F(Forms, ownForms_areWithoutErrors)
{
    std::string files = " '" EKEY_SOURCE_DIR "'/docs/examples/forms/*.json";
    for (const char* business :
         {"first", "additional", "renewal", "reissue", "change", "unlock", "cancellation", "mobileAuthorisation"}) {
        files += " '" EKEY_SOURCE_DIR "'/forms/" + std::string(business) + ".json";
    }
    EXPECT_EQ(run("check form" + files).status, 0);
}

TEST_F(Forms, filing_hasThePortalsVerdict)
{
    write("f.json", sound);
    write("facts.json", "{}");
    const form::OpenedSession opened =
        form::Session::open(form::readDefinition(sound).definition, json::Value::object());
    const auto submit = [&] { return form::canonical(opened.session->submission("https://a.example", "F", "n")); };
    write("blank.json", submit());
    ASSERT_TRUE(opened.session->set("/a", 7));
    write("good.json", submit());
    write("spaced.json", submit() + " ");

    const Ran accepted = run("check filing f.json good.json facts.json");
    EXPECT_EQ(accepted.status, 0);
    EXPECT_EQ(accepted.lines().at(0).at("accepted"), true);
    const Ran refused = run("check filing f.json blank.json facts.json");
    EXPECT_EQ(refused.status, 1);
    EXPECT_EQ(refused.lines().at(0).at("accepted"), false);
    EXPECT_EQ(code(refused.lines().at(0)), "answer.required");
    EXPECT_EQ(code(run("check filing f.json spaced.json facts.json").lines().at(0)), "json.not_canonical");
}

TEST_F(Forms, filingWithoutADefinitionOrFacts_hasNoVerdict)
{
    write("f.json", sound);
    write("broken.json", "{");
    write("list.json", "[]");
    write("s.json", "{}");
    for (const char* words : {"none.json s.json s.json", "broken.json s.json s.json", "f.json none.json s.json",
                              "f.json s.json none.json", "f.json s.json list.json", "f.json s.json broken.json"}) {
        const Ran ran = run(std::string("check filing ") + words);
        EXPECT_EQ(ran.status, 2) << words;
        EXPECT_EQ(ran.out, "") << words;
        EXPECT_THAT(ran.err, HasSubstr("errors")) << words;
    }
}

} // namespace
} // namespace ekey
