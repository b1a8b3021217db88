#include "core/form/session.h"

#include <fstream>
#include <sstream>

#include <gtest/gtest.h>

using namespace ekey;
using json::Value;

namespace {

std::shared_ptr<const form::Definition> renewal()
{
    std::ifstream in(std::string(EKEY_SOURCE_DIR) + "/forms/renewal.json", std::ios::binary);
    std::ostringstream out;
    out << in.rdbuf();
    return form::readDefinition(out.str()).definition;
}

Value facts()
{
    return {{"today", "2026-11-23"},
            {"certificate",
             {{"name", "天津示例进出口有限公司"},
              {"uscc", "91120000PDY00001X7"},
              {"serial", "01AB"},
              {"issuer", "CN=CA"},
              {"notBefore", "2025-12-01"},
              {"notAfter", "2026-12-01"},
              {"email", "old@example.cn"}}}};
}

material::Entry licence()
{
    return {"businessLicence", "营业执照.jpg", "image/jpeg", 5, std::string(64, 'a'), std::string(64, 'b')};
}

form::Session open(const Value& given, const Value* draft = nullptr)
{
    return std::move(*form::Session::open(renewal(), given, draft).session);
}

form::Session session() { return open(facts()); }

std::vector<std::string> outcome(const Errors& errors)
{
    std::vector<std::string> list;
    for (const Error& error : errors) {
        list.push_back(error.code + " " + error.pointer);
    }
    return list;
}

/// What is wrong with a draft.
std::vector<std::string> refusal(const Value& draft)
{
    const form::OpenedSession opened = form::Session::open(renewal(), facts(), &draft);
    EXPECT_EQ(opened.session == nullptr, !opened.errors.empty());
    return outcome(opened.errors);
}

form::Session filled()
{
    form::Session filled = session();
    EXPECT_TRUE(filled.set("/certificate/openMatters", "none"));
    EXPECT_TRUE(filled.set("/authorisedUser/name", "张三"));
    EXPECT_TRUE(filled.set("/authorisedUser/mobile", "13800138000"));
    EXPECT_TRUE(filled.set("/materials/businessLicence", material::toJson(licence())));
    return filled;
}

using List = std::vector<std::string>;

} // namespace

TEST(form_session, newOne_isFilledFromTheFacts)
{
    EXPECT_EQ(session().answers(),
              Value({{"enterprise", {{"name", "天津示例进出口有限公司"}, {"uscc", "91120000PDY00001X7"}}},
                     {"certificate", {{"serial", "01AB"}, {"notAfter", "2026-12-01"}}},
                     {"authorisedUser", {{"email", "old@example.cn"}}}}));
}

TEST(form_session, requiredItems_areMissedInDocumentOrder)
{
    EXPECT_EQ(outcome(session().validate()),
              (List{"answer.required /certificate/openMatters", "answer.required /authorisedUser/name",
                    "answer.required /authorisedUser/mobile", "answer.required /materials/businessLicence"}));
    EXPECT_EQ(outcome(open(Value::object()).validate("enterprise")),
              (List{"answer.required /enterprise/name", "answer.required /enterprise/uscc",
                    "answer.required /certificate/serial", "answer.required /certificate/notAfter",
                    "answer.required /certificate/openMatters"}));
}

TEST(form_session, validateOfAPage_looksAtThatPageOnly)
{
    EXPECT_EQ(outcome(session().validate("enterprise")), List{"answer.required /certificate/openMatters"});
    EXPECT_EQ(outcome(session().validate("materials")), List{"answer.required /materials/businessLicence"});
}

TEST(form_session, everythingFilled_isWithoutErrors) { EXPECT_EQ(outcome(filled().validate()), List{}); }

TEST(form_session, textThatPassesItsCheck_isStoredNormalised)
{
    form::Session s = session();
    const auto changes = s.set("/authorisedUser/mobile", " +86 138-0013-8000");

    ASSERT_TRUE(changes);
    EXPECT_EQ(
        *changes,
        Value::array({{{"pointer", "/authorisedUser/mobile"}, {"value", "13800138000"}, {"errors", Value::array()}}}));
    EXPECT_EQ(s.answers()["authorisedUser"]["mobile"], "13800138000");
}

TEST(form_session, textThatFailsItsCheck_isKeptAsTyped)
{
    form::Session s = session();
    const auto changes = s.set("/authorisedUser/mobile", " 1380 ");

    ASSERT_TRUE(changes);
    EXPECT_EQ((*changes)[0]["value"], " 1380 ");
    EXPECT_EQ((*changes)[0]["errors"][0]["code"], "mobile.length");
    EXPECT_EQ((*changes)[0]["errors"][0]["pointer"], "/authorisedUser/mobile");
    EXPECT_EQ(s.draft()["answers"]["authorisedUser"]["mobile"], " 1380 ");
}

TEST(form_session, sameValueAgain_changesNothing)
{
    form::Session s = filled();
    EXPECT_EQ(*s.set("/authorisedUser/mobile", "13800138000"), Value::array());
    EXPECT_EQ(*s.set("/authorisedUser/mobile", "138 0013 8000"),
              Value::array({{{"pointer", "/authorisedUser/mobile"}, {"value", "13800138000"}}}));
}

TEST(form_session, blankText_isNoAnswer_andOnlyRequiredSpeaks)
{
    form::Session s = filled();
    ASSERT_TRUE(s.set("/authorisedUser/mobile", " \u3000"));

    EXPECT_FALSE(s.answers()["authorisedUser"].contains("mobile"));
    EXPECT_EQ(outcome(s.validate()), List{"answer.required /authorisedUser/mobile"});
}

TEST(form_session, anItem_hasAtMostOneError)
{
    form::Session s = filled();
    ASSERT_TRUE(s.set("/authorisedUser/mobile", "123456789012345678901"));

    EXPECT_EQ(outcome(s.validate()), List{"answer.length /authorisedUser/mobile"});
}

TEST(form_session, lengthAtTheLimit_passes_oneMoreIsRefused)
{
    form::Session s = filled();
    std::string name;
    for (int i = 0; i < 50; ++i) {
        name += "张";
    }
    ASSERT_TRUE(s.set("/authorisedUser/name", name));
    EXPECT_EQ(outcome(s.validate()), List{});
    ASSERT_TRUE(s.set("/authorisedUser/name", name + "三"));
    EXPECT_EQ(outcome(s.validate()), List{"answer.length /authorisedUser/name"});
    EXPECT_EQ(s.validate()[0].params, Value({{"limit", 50}, {"found", 51}}));
}

TEST(form_session, whatCannotBeSet_isRefusedAndChangesNothing)
{
    form::Session s = filled();
    const Value before = s.draft();

    EXPECT_EQ(s.set("/authorisedUser", "x").error().code, "answer.unknown_item");
    EXPECT_EQ(s.set("/no/such", "x").error().code, "answer.unknown_item");
    EXPECT_EQ(s.set("/enterprise/name", "x").error().code, "answer.readonly");
    EXPECT_EQ(s.set("/authorisedUser/mobile", 13800138000).error().code, "answer.type");
    EXPECT_EQ(s.set("/materials/businessLicence", "x").error().code, "member.type");
    Value other = material::toJson(licence());
    other["item"] = "another";
    EXPECT_EQ(s.set("/materials/businessLicence", other).error().code, "answer.unknown_item");
    EXPECT_EQ(s.draft(), before);
}

TEST(form_session, material_isSetReplacedAndRemoved)
{
    form::Session s = filled();
    EXPECT_EQ(s.materials(), Value::array({{{"item", "businessLicence"},
                                            {"pointer", "/materials/businessLicence"},
                                            {"required", true},
                                            {"types", {"image/jpeg", "image/png", "application/pdf"}},
                                            {"bytes", 10'000'000},
                                            {"pixels", 100'000'000},
                                            {"pages", 1000},
                                            {"present", true}}}));
    material::Entry next = licence();
    next.name = "b.jpg";
    ASSERT_TRUE(s.set("/materials/businessLicence", material::toJson(next)));
    EXPECT_EQ(s.submission("a", "f", "n").materials, std::vector{next});

    const auto changes = s.set("/materials/businessLicence", nullptr);
    EXPECT_EQ((*changes)[0]["value"], nullptr);
    EXPECT_EQ((*changes)[0]["errors"][0]["code"], "answer.required");
    EXPECT_EQ(s.materials()[0]["present"], false);
}

TEST(form_session, materialBeyondItsLimits_isAnError)
{
    form::Session s = filled();
    const auto with = [&s](material::Entry entry) {
        EXPECT_TRUE(s.set("/materials/businessLicence", material::toJson(entry)));
        return outcome(s.validate());
    };
    material::Entry entry = licence();
    entry.bytes = 10'000'000;
    EXPECT_EQ(with(entry), List{});
    entry.bytes = 10'000'001;
    EXPECT_EQ(with(entry), List{"material.too_large /materials/businessLicence"});
    entry.bytes = 0;
    EXPECT_EQ(with(entry), List{"material.empty /materials/businessLicence"});
    entry = licence();
    entry.type = "image/gif";
    EXPECT_EQ(with(entry), List{"material.type /materials/businessLicence"});
}

TEST(form_session, readonlyItem_isCheckedToo)
{
    Value wrong = facts();
    wrong["certificate"]["uscc"] = "91120000PDY00001X8";
    form::Session s = open(wrong);
    EXPECT_TRUE(s.set("/certificate/openMatters", "none"));

    EXPECT_EQ(outcome(s.validate("enterprise")), List{"uscc.check_digit /enterprise/uscc"});
}

TEST(form_session, warning_isReportedAndDoesNotBlock)
{
    Value early = facts();
    early["certificate"]["uscc"] = "91350100M0001TGQXM";
    form::Session s = open(early);
    EXPECT_TRUE(s.set("/certificate/openMatters", "none"));

    EXPECT_EQ(outcome(s.validate("enterprise")), List{"uscc.legacy_check_digit /enterprise/uscc"});
    EXPECT_FALSE(blocks(s.validate("enterprise")));
}

TEST(form_session, draft_bringsAnswersBack)
{
    form::Session s = filled();
    ASSERT_TRUE(s.set("/authorisedUser/email", "new@example.cn"));
    const Value draft = s.draft();
    const form::Session again = open(facts(), &draft);

    EXPECT_EQ(again.draft(), s.draft());
    EXPECT_EQ(again.answers()["authorisedUser"]["email"], "new@example.cn");
}

TEST(form_session, prefilledAnswerThatWasEmptied_staysEmptyInTheDraft)
{
    form::Session s = filled();
    ASSERT_TRUE(s.set("/authorisedUser/email", ""));
    const Value draft = s.draft();
    const form::Session again = open(facts(), &draft);

    EXPECT_EQ(outcome(again.validate()), List{"answer.required /authorisedUser/email"});
}

TEST(form_session, draftThatDoesNotFit_isRefusedWithTheListOfWhatDoesNot)
{
    Value draft = filled().draft();
    draft["answers"]["enterprise"] = {{"name", "别的公司"}}; // from the facts: passed over
    draft["answers"]["authorisedUser"]["mobile"] = 5;
    draft["answers"]["authorisedUser"]["fax"] = "1";
    draft["answers"]["gone"] = {{"x", "y"}};
    draft["materials"][0]["item"] = "else";
    EXPECT_EQ(refusal(draft),
              (List{"draft.unfit /draft/answers/authorisedUser/fax", "draft.unfit /draft/answers/authorisedUser/mobile",
                    "draft.unfit /draft/answers/gone", "draft.unfit /draft/materials/0"}));
}

TEST(form_session, draftOfAnotherFormOrALaterVersion_isRefused)
{
    Value draft = session().draft();
    draft["form"]["id"] = "another";
    EXPECT_EQ(refusal(draft), List{"draft.form /draft/form/id"});
    draft = session().draft();
    draft["form"]["version"] = 4;
    EXPECT_EQ(refusal(draft), List{"draft.newer /draft/form/version"});
    draft["form"]["version"] = 1;
    EXPECT_EQ(refusal(draft), List{});
}

TEST(form_session, draftThatIsNone_isRefused)
{
    EXPECT_EQ(refusal(Value("x")), List{"member.type /draft"});
    EXPECT_EQ(refusal(Value::object()), List{"member.missing /draft/form"});
    Value draft = session().draft();
    draft["more"] = 1;
    EXPECT_EQ(refusal(draft), List{"member.unknown /draft/more"});
}

TEST(form_session, submission_carriesFormAnswersAndMaterials)
{
    const auto definition = renewal();
    const form::Submission submission = filled().submission("https://p.example", "F", "N");

    EXPECT_EQ(submission.audience + submission.filing + submission.nonce, "https://p.exampleFN");
    EXPECT_EQ(submission.form, form::reference(*definition));
    EXPECT_EQ(submission.answers, filled().answers());
    EXPECT_TRUE(form::readSubmission(form::canonical(submission)));
}

TEST(form_session, namedChecks_compareWithTheDayAndTheEnterpriseOfTheFacts)
{
    const auto read = form::readDefinition(R"({"id":"checks","version":1,"pages":[],"items":[
        {"id":"person","type":"text","check":"residentId"},
        {"id":"oldCode","type":"text","check":"tradeCode"}]})");
    ASSERT_TRUE(read.definition);
    form::Session known = std::move(*form::Session::open(read.definition, facts()).session);
    form::Session unknown = std::move(*form::Session::open(read.definition, Value::object()).session);
    for (form::Session* each : {&known, &unknown}) {
        EXPECT_TRUE(each->set("/person", "110105202611270017")); // born on 27 November 2026
        EXPECT_TRUE(each->set("/oldCode", "440371526726X"));
    }

    EXPECT_EQ(outcome(known.validate()), (List{"resident_id.birth_future /person", "trade_code.uscc /oldCode"}));
    EXPECT_EQ(outcome(unknown.validate()), List{});
}
