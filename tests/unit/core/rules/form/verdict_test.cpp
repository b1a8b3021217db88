#include "core/form/session.h"
#include "core/json/pointer.h"

#include <gtest/gtest.h>

using namespace ekey;
using json::Value;

namespace {

std::shared_ptr<const form::Definition> definition()
{
    return form::readDefinition(R"({"id":"f","version":2,"pages":[],"items":[
        {"id":"company","type":"group","items":[
            {"id":"name","type":"text","required":true,"readonly":true,"prefill":"/certificate/name"}]},
        {"id":"user","type":"group","items":[
            {"id":"mobile","type":"text","required":true,"check":"mobile"},
            {"id":"email","type":"text","prefill":"/certificate/email","check":"email"},
            {"id":"remark","type":"text","maxLength":5}]},
        {"id":"count","type":"integer"},
        {"id":"double","type":"integer","calculate":"count * 2"},
        {"id":"why","type":"text","relevant":"count > 1","constraints":[
            {"code":"why.short","expression":"size(why) > 3","severity":"warning","confirm":true}]},
        {"id":"keys","type":"repeat","max":2,"items":[{"id":"login","type":"text","required":true}]},
        {"id":"materials","type":"group","items":[
            {"id":"scan","type":"material","required":true,"accept":{"types":["image/png"],"bytes":100}},
            {"id":"more","type":"material","relevant":"count != 7","accept":{"types":["image/png"],"bytes":100}}]}]})")
        .definition;
}

Value facts() { return {{"certificate", {{"name", "公司"}, {"email", "a@b.cn"}}}}; }

material::Entry scan() { return {"scan", "a.png", "image/png", 100, std::string(64, 'a'), std::string(64, 'b')}; }

form::Submission good()
{
    const form::OpenedSession opened = form::Session::open(definition(), facts());
    form::Session& session = *opened.session;
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
    EXPECT_EQ(with("/user/remark", nullptr), List{"answer.not_normalized /user/remark"});
}

TEST(form_verdict, unknownAnswersAndGroups_areRefused)
{
    EXPECT_EQ(with("/user/fax", "1"), List{"answer.unknown_item /user/fax"});
    EXPECT_EQ(with("/other", Value::object()), List{"answer.unknown_item /other"});
    EXPECT_EQ(with("/other/deep/er", "x"), List{"answer.unknown_item /other"});
    EXPECT_EQ(with("/materials/scan", "x"), List{"answer.unknown_item /materials/scan"});
    EXPECT_EQ(with("/other", "x"), List{"answer.unknown_item /other"});
    form::Submission submission = good();
    submission.answers["a/b"] = 1;
    EXPECT_EQ(verdict(submission), List{"answer.unknown_item /a~1b"});
    submission = good();
    submission.answers["user"] = "x";
    EXPECT_EQ(verdict(submission), (List{"answer.type /user", "answer.required /user/mobile"}));
}

TEST(form_verdict, knownGroupThatIsEmpty_isRefused)
{
    form::Submission submission = good();
    submission.answers["user"] = Value::object();
    EXPECT_EQ(verdict(submission), (List{"answer.not_normalized /user", "answer.required /user/mobile"}));
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
    EXPECT_EQ(verdict(submission), List{"answer.unknown_item /materials/1"});
    submission.materials[1].item = "../x";
    EXPECT_EQ(verdict(submission), List{"answer.unknown_item /materials/1"});
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

TEST(form_verdict, calculatedAnswer_isComputedAnew)
{
    form::Submission submission = good();
    submission.answers["count"] = 1;
    EXPECT_EQ(verdict(submission), List{"answer.calculated /double"});
    submission.answers["double"] = 3;
    EXPECT_EQ(verdict(submission), List{"answer.calculated /double"});
    submission.answers["double"] = 2;
    EXPECT_EQ(verdict(submission), List{});
    submission.answers["double"] = "2";
    EXPECT_EQ(verdict(submission), List{"answer.calculated /double"});
}

TEST(form_verdict, whatIsNotRelevant_mustNotBeThere)
{
    EXPECT_EQ(with("/why", "because"), List{"answer.irrelevant /why"});
    form::Submission submission = good();
    submission.answers["count"] = 7;
    submission.answers["double"] = 14;
    submission.materials.push_back(scan());
    submission.materials[1].item = "more";
    EXPECT_EQ(verdict(submission), List{"answer.irrelevant /materials/more"});
}

TEST(form_verdict, warningThatDemandsIt_mustBeConfirmed_andNothingElseMay)
{
    form::Submission submission = good();
    submission.answers["count"] = 2;
    submission.answers["double"] = 4;
    submission.answers["why"] = "so";
    EXPECT_EQ(verdict(submission), List{"why.short /why"});
    EXPECT_TRUE(blocks(form::check(definition(), facts(), submission)));

    submission.confirmed = {{"/why", "why.short"}};
    EXPECT_EQ(verdict(submission), List{"why.short /why"});
    EXPECT_FALSE(blocks(form::check(definition(), facts(), submission)));

    for (const form::Confirmation& other :
         {form::Confirmation{"/why", "why.short"}, {"/count", "why.short"}, {"/x", "y"}}) {
        submission.confirmed = {{"/why", "why.short"}, other};
        EXPECT_TRUE(blocks(form::check(definition(), facts(), submission))) << other.pointer;
    }
}

TEST(form_verdict, repeats_areComparedInstanceByInstance)
{
    EXPECT_EQ(with("/keys", {{{"login", "a"}}, {{"login", "b"}}}), List{});
    EXPECT_EQ(with("/keys", {{{"login", "a"}}, {{"login", " b"}}}), List{"answer.not_normalized /keys/1/login"});
    EXPECT_EQ(with("/keys", {{{"login", "a"}}, Value::object()}), List{"answer.required /keys/1/login"});
    EXPECT_EQ(with("/keys", {{{"login", "a"}}, 7}), (List{"answer.required /keys/1/login", "answer.type /keys/1"}));
    EXPECT_EQ(with("/keys", {{{"login", "a"}, {"more", 1}}}), List{"answer.unknown_item /keys/0/more"});
    EXPECT_EQ(with("/keys", Value::array()), List{"answer.not_normalized /keys"});
    const Value one = {{"login", "a"}};
    EXPECT_EQ(with("/keys", {one, one, one}), List{"repeat.max /keys"});
    EXPECT_EQ(with("/keys", one), List{"answer.type /keys"});
}

TEST(form_verdict, factsThatAreMalformed_areRefused)
{
    Value odd = facts();
    odd["calendar"] = 7;
    EXPECT_TRUE(blocks(form::check(definition(), odd, good())));
}
