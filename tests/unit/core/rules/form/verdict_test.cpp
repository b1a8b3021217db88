#include "core/form/session.h"
#include "core/json/pointer.h"

#include <gtest/gtest.h>

using namespace ekey;
using json::Value;

namespace {

std::shared_ptr<const form::Definition> definition()
{
    return *form::Definition::read(R"({"id":"f","version":2,"pages":["p"],"items":[
        {"id":"name","pointer":"/company/name","page":"p","type":"text","required":true,"readonly":true,"prefill":"/certificate/name"},
        {"id":"mobile","pointer":"/user/mobile","page":"p","type":"text","required":true,"check":"mobile"},
        {"id":"email","pointer":"/user/email","page":"p","type":"text","prefill":"/certificate/email","check":"email"},
        {"id":"remark","pointer":"/user/remark","page":"p","type":"text","maxLength":5},
        {"id":"scan","pointer":"/materials/scan","page":"p","type":"material","required":true,"accept":{"types":["image/png"],"bytes":100}},
        {"id":"more","pointer":"/materials/more","page":"p","type":"material","accept":{"types":["image/png"],"bytes":100}}]})");
}

Value facts() { return {{"certificate", {{"name", "公司"}, {"email", "a@b.cn"}}}}; }

material::Entry scan() { return {"scan", "a.png", "image/png", 100, std::string(64, 'a'), std::string(64, 'b')}; }

form::Submission good()
{
    form::Session session(definition(), facts());
    EXPECT_TRUE(session.set("/user/mobile", "13800138000"));
    EXPECT_TRUE(session.set("/materials/scan", material::toJson(scan())));
    return session.submission("a", "f", "n");
}

std::vector<std::string> verdict(const form::Submission& submission)
{
    std::vector<std::string> list;
    for (const Error& error : form::check(definition(), facts(), submission)) {
        list.push_back(error.code + " " + error.pointer);
    }
    return list;
}

std::vector<std::string> with(const char* path, const Value& value)
{
    form::Submission submission = good();
    json::put(submission.answers, path, value);
    return verdict(submission);
}

using List = std::vector<std::string>;

} // namespace

TEST(form_verdict, whatASessionMade_passes) { EXPECT_EQ(verdict(good()), List{}); }

TEST(form_verdict, anotherForm_isRefusedOutright)
{
    form::Submission submission = good();
    submission.answers = {{"x", 1}};
    for (const form::FormReference& other :
         {form::FormReference{"g", 2, submission.form.sm3}, form::FormReference{"f", 1, submission.form.sm3},
          form::FormReference{"f", 2, std::string(64, '0')}}) {
        submission.form = other;
        EXPECT_EQ(verdict(submission), List{"submission.form /form"});
    }
}

TEST(form_verdict, readonlyAnswer_mustBeTheFact)
{
    EXPECT_EQ(with("/company/name", "别的公司"), List{"answer.readonly /company/name"});
    EXPECT_EQ(with("/company/name", " 公司"), List{"answer.readonly /company/name"});
    EXPECT_EQ(with("/company/name", 1), List{"answer.readonly /company/name"});
    form::Submission submission = good();
    json::erase(submission.answers, "/company/name");
    EXPECT_EQ(verdict(submission), List{"answer.readonly /company/name"});
}

TEST(form_verdict, everyRule_isRecomputed)
{
    EXPECT_EQ(with("/user/mobile", "12345678901"), List{"mobile.prefix /user/mobile"});
    EXPECT_EQ(with("/user/remark", "一二三四五"), List{});
    EXPECT_EQ(with("/user/remark", "一二三四五六"), List{"answer.length /user/remark"});
    form::Submission submission = good();
    json::erase(submission.answers, "/user/mobile");
    EXPECT_EQ(verdict(submission), List{"answer.required /user/mobile"});
}

TEST(form_verdict, prefilledAnswerThatIsAbsent_isNotFilledAgain)
{
    form::Submission submission = good();
    json::erase(submission.answers, "/user/email");
    EXPECT_EQ(verdict(submission), List{});
}

TEST(form_verdict, valueInAnotherSpelling_isRefused)
{
    EXPECT_EQ(with("/user/mobile", "138 0013 8000"), List{"answer.not_normalized /user/mobile"});
    EXPECT_EQ(with("/user/remark", "a\u202Eb"), List{"answer.not_normalized /user/remark"});
    EXPECT_EQ(with("/user/remark", "a\nb"), List{"answer.not_normalized /user/remark"});
    EXPECT_EQ(with("/user/remark", ""), List{"answer.not_normalized /user/remark"});
    EXPECT_EQ(with("/user/email", " "), List{"answer.not_normalized /user/email"});
}

TEST(form_verdict, answerOfAnotherType_isRefused)
{
    EXPECT_EQ(with("/user/mobile", 13800138000), List{"answer.type /user/mobile"});
    EXPECT_EQ(with("/user/remark", Value::object()), List{"answer.type /user/remark"});
    EXPECT_EQ(with("/user/remark", nullptr), List{"answer.type /user/remark"});
}

TEST(form_verdict, unknownAnswersAndGroups_areRefused)
{
    EXPECT_EQ(with("/user/fax", "1"), List{"answer.unknown_item /user/fax"});
    EXPECT_EQ(with("/other", Value::object()), List{"answer.unknown_item /other"});
    EXPECT_EQ(with("/other/deep/er", "x"), List{"answer.unknown_item /other"});
    EXPECT_EQ(with("/materials/scan", "x"), List{"answer.unknown_item /materials"});
    EXPECT_EQ(with("/other", "x"), List{"answer.unknown_item /other"});
    form::Submission submission = good();
    submission.answers["a/b"] = 1;
    EXPECT_EQ(verdict(submission), List{"answer.unknown_item /a~1b"});
    submission = good();
    submission.answers["user"] = "x";
    EXPECT_EQ(verdict(submission), (List{"answer.required /user/mobile", "answer.unknown_item /user"}));
}

TEST(form_verdict, knownGroupThatIsEmpty_isRefused)
{
    form::Submission submission = good();
    submission.answers["user"] = Value::object();
    EXPECT_EQ(verdict(submission), (List{"answer.required /user/mobile", "answer.not_normalized /user"}));
}

TEST(form_verdict, multitudeOfUnknownAnswers_isReportedInPart)
{
    form::Submission submission = good();
    for (int i = 0; i < 1000; ++i) {
        submission.answers["x" + std::to_string(i)] = i;
    }
    EXPECT_EQ(verdict(submission).size(), 20u);
}

TEST(form_verdict, materials_areCheckedAgainstTheForm)
{
    form::Submission submission = good();
    submission.materials.clear();
    EXPECT_EQ(verdict(submission), List{"answer.required /materials/scan"});

    submission.materials = {scan(), scan()};
    EXPECT_EQ(verdict(submission), List{"material.duplicate /materials/scan"});

    submission.materials = {scan()};
    submission.materials[0].bytes = 101;
    EXPECT_EQ(verdict(submission), List{"material.too_large /materials/scan"});

    submission.materials = {scan(), scan()};
    submission.materials[1].item = "more";
    EXPECT_EQ(verdict(submission), List{});
    submission.materials[1].item = "else";
    EXPECT_EQ(verdict(submission), List{"answer.unknown_item /materials/else"});
    submission.materials[1].item = "../x";
    EXPECT_EQ(verdict(submission), List{"answer.unknown_item /materials/..~1x"});
}

TEST(form_verdict, errors_standInDocumentOrder)
{
    form::Submission submission = good();
    submission.materials.clear();
    submission.answers = {{"company", {{"name", "x"}}}, {"user", {{"mobile", "1"}, {"email", "x"}}}, {"aaa", 1}};
    EXPECT_EQ(verdict(submission),
              (List{"answer.readonly /company/name", "mobile.length /user/mobile", "email.at /user/email",
                    "answer.required /materials/scan", "answer.unknown_item /aaa"}));
}

TEST(form_verdict, answersThatAreNoObject_areRefused)
{
    form::Submission submission = good();
    submission.answers = Value::array({1});
    EXPECT_TRUE(blocks(form::check(definition(), facts(), submission)));
}
