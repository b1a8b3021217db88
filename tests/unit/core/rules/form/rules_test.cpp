// What items' properties mean while a form is filled: docs/forms.md says it in words.
#include "core/form/session.h"
#include "core/json/canonical.h"

#include <gtest/gtest.h>

using namespace ekey;
using json::Value;
using List = std::vector<std::string>;

namespace {

form::Session open(const char* items, const Value& facts = Value::object(), const Value* draft = nullptr,
                   const char* rules = "[]")
{
    const std::string text =
        std::string(R"({"id":"f","version":1,"pages":[],"rules":)") + rules + R"(,"items":)" + items + "}";
    const form::ReadDefinition read = form::readDefinition(text);
    EXPECT_TRUE(read.definition) << json::canonical(toJson(read.errors));
    form::OpenedSession opened = form::Session::open(read.definition, facts, draft);
    EXPECT_TRUE(opened.session) << json::canonical(toJson(opened.errors));
    return std::move(*opened.session);
}

List outcome(const form::Session& session)
{
    List list;
    for (const Error& error : session.validate()) {
        list.push_back(error.code + " " + error.pointer);
    }
    return list;
}

Value change(form::Session& session, const char* pointer, const Value& value)
{
    const auto changes = session.set(pointer, value);
    EXPECT_TRUE(changes) << (changes ? "" : changes.error().code);
    return *changes;
}

/// What a page is shown of one item.
Value shown(const form::Session& session, const std::string& pointer)
{
    for (const Value& item : session.items()) {
        if (item["pointer"] == pointer) return item;
    }
    return {};
}

} // namespace

TEST(form_rules, hiddenRequiredItem_neverBlocksASubmission)
{
    form::Session s = open(R"json([{"id":"kind","type":"choice","required":true,"choices":["a","b"]},
                               {"id":"why","type":"text","required":true,"relevant":"kind == 'b'"}])json");
    change(s, "/kind", "b");
    EXPECT_EQ(outcome(s), List{"answer.required /why"});
    EXPECT_EQ(change(s, "/kind", "a")[1],
              Value({{"pointer", "/why"}, {"relevant", false}, {"required", false}, {"errors", Value::array()}}));
    EXPECT_EQ(outcome(s), List{});
    EXPECT_TRUE(form::check(form::readDefinition(R"json({"id":"f","version":1,"pages":[],"rules":[],"items":[
        {"id":"kind","type":"choice","required":true,"choices":["a","b"]},
        {"id":"why","type":"text","required":true,"relevant":"kind == 'b'"}]})json")
                                .definition,
                            Value::object(), s.submission("a", "f", "n"))
                    .empty());
}

// Of a hundred thousand texts, as a hostile page may send: each is compared with few others, or this never ends.
TEST(form_rules, choices_areKeptOnceInTheirOrder)
{
    form::Session s = open(R"json([{"id":"many","type":"choices","choices":["1","2"]}])json");
    Value once = Value::array();
    for (int i = 100'000; i > 0; --i) {
        once.push_back(std::to_string(i));
    }
    Value twice = once;
    twice.insert(twice.end(), once.begin(), once.end());
    change(s, "/many", twice);
    EXPECT_TRUE(s.answers()["many"] == once);
}

TEST(form_rules, whatIsNotRelevant_isBlankForOthersKeptInTheDraftAndNotSubmitted)
{
    form::Session s = open(R"json([{"id":"on","type":"boolean"},{"id":"n","type":"integer","relevant":"on"},
                               {"id":"seen","type":"boolean","calculate":"!blank(n)"}])json");
    change(s, "/on", true);
    change(s, "/n", 5);
    EXPECT_EQ(s.answers(), Value({{"on", true}, {"n", 5}, {"seen", true}}));
    change(s, "/on", false);
    EXPECT_EQ(s.answers(), Value({{"on", false}, {"seen", false}}));
    EXPECT_EQ(s.draft()["answers"], Value({{"on", false}, {"n", 5}}));
    change(s, "/on", true);
    EXPECT_EQ(s.answers()["n"], 5);
}

TEST(form_rules, relevance_isInheritedByWhatIsInside)
{
    form::Session s = open(R"json([{"id":"on","type":"boolean"},
        {"id":"g","type":"group","relevant":"on","items":[
            {"id":"a","type":"text","required":true},
            {"id":"k","type":"repeat","min":1,"max":2,"items":[{"id":"b","type":"text","required":true}]}]}])json");
    EXPECT_EQ(outcome(s), List{});
    change(s, "/on", true);
    EXPECT_EQ(outcome(s), (List{"answer.required /g/a", "answer.required /g/k/0/b"}));
    change(s, "/on", false);
    EXPECT_EQ(outcome(s), List{});
    EXPECT_FALSE(s.answers().contains("g"));
}

TEST(form_rules, ruleThatNeedsABlankAnswer_doesNotApply)
{
    form::Session s = open(R"json([{"id":"from","type":"date"},{"id":"to","type":"date","constraints":[
            {"code":"to.order","expression":"from <= to"}]},
        {"id":"days","type":"integer","calculate":"days(from, to)"},
        {"id":"long","type":"text","relevant":"days > 30","required":true}])json");
    change(s, "/to", "2026-03-01");
    EXPECT_EQ(outcome(s), List{});
    EXPECT_EQ(shown(s, "/days")["value"], nullptr);
    change(s, "/from", "2026-03-02");
    EXPECT_EQ(outcome(s), List{"to.order /to"});
    change(s, "/from", "2026-01-01");
    EXPECT_EQ(shown(s, "/days")["value"], 59);
    EXPECT_EQ(outcome(s), List{"answer.required /long"});
}

TEST(form_rules, ruleThatCannotBeComputed_isAnErrorAndHidesNothing)
{
    form::Session s = open(R"json([{"id":"n","type":"integer"},{"id":"x","type":"text","relevant":"10 / n > 1"},
        {"id":"y","type":"integer","calculate":"10 / n"},
        {"id":"z","type":"integer","constraints":[{"code":"z.small","expression":"z / n > 0"}]}])json");
    change(s, "/z", 9);
    EXPECT_EQ(outcome(s), List{});
    change(s, "/n", 0);
    EXPECT_EQ(outcome(s), (List{"rule.failed /x", "rule.failed /y", "rule.failed /z"}));
    EXPECT_EQ(shown(s, "/x")["relevant"], true);
    EXPECT_EQ(s.validate()[0].params["reason"], "expression.division_by_zero");
    change(s, "/n", 3);
    EXPECT_EQ(outcome(s), List{});
    EXPECT_EQ(shown(s, "/y")["value"], 3);
}

TEST(form_rules, oneErrorAnItem_requiredOnlyOfBlanksConstraintsOnlyOfOthers)
{
    form::Session s = open(R"json([{"id":"n","type":"integer","required":true,"least":1,"constraints":[
        {"code":"n.even","expression":"n % 2 == 0"},{"code":"n.small","expression":"n < 10","severity":"warning"}]}])json");
    EXPECT_EQ(outcome(s), List{"answer.required /n"});
    change(s, "/n", 0);
    EXPECT_EQ(outcome(s), List{"answer.least /n"});
    change(s, "/n", 11);
    EXPECT_EQ(outcome(s), List{"n.even /n"});
    change(s, "/n", 12);
    EXPECT_EQ(outcome(s), List{"n.small /n"});
    EXPECT_FALSE(blocks(s.validate()));
}

TEST(form_rules, whatIsNotOfTheType_isKeptAsTypedAndBlankForRules)
{
    form::Session s = open(
        R"json([{"id":"n","type":"integer"},{"id":"d","type":"date"},{"id":"m","type":"decimal","fractionDigits":2},
                               {"id":"all","type":"boolean","calculate":"blank(n) && blank(d) && blank(m)"}])json");
    change(s, "/n", "12a");
    change(s, "/d", "2026-02-30");
    change(s, "/m", "1.2.3");
    EXPECT_EQ(outcome(s), (List{"answer.integer /n", "answer.date /d", "answer.decimal /m"}));
    EXPECT_EQ(shown(s, "/all")["value"], true);
    EXPECT_EQ(s.draft()["answers"], Value({{"n", "12a"}, {"d", "2026-02-30"}, {"m", "1.2.3"}}));

    change(s, "/n", "－１，０００");
    change(s, "/d", "2026年2月3日");
    EXPECT_EQ(change(s, "/m", "0012.50")[0]["value"], "12.5");
    EXPECT_EQ(s.answers(), Value({{"n", -1000}, {"d", "2026-02-03"}, {"m", "12.5"}, {"all", false}}));
    change(s, "/m", "12.505");
    EXPECT_EQ(outcome(s), List{"answer.fraction /m"});
}

TEST(form_rules, numbers_areExactAtTheirLimits)
{
    form::Session s = open(R"json([{"id":"n","type":"integer"},{"id":"m","type":"decimal"}])json");
    EXPECT_EQ(change(s, "/n", "9007199254740991")[0]["value"], 9007199254740991);
    change(s, "/n", "9007199254740992");
    EXPECT_EQ(outcome(s), List{"answer.integer /n"});
    change(s, "/n", nullptr);
    change(s, "/m", "999999999999999");
    EXPECT_EQ(outcome(s), List{});
    change(s, "/m", "1000000000000000");
    EXPECT_EQ(outcome(s), List{"answer.decimal /m"});
}

TEST(form_rules, readonlyByARule_showsTheFactAndBringsBackWhatWasTyped)
{
    form::Session s = open(R"json([{"id":"same","type":"boolean"},
        {"id":"name","type":"text","readonly":"same","prefill":["/last/name","/certificate/name"]}])json",
                           {{"certificate", {{"name", "张三"}}}, {"last", {{"name", nullptr}}}});
    EXPECT_EQ(shown(s, "/name")["value"], "张三");
    change(s, "/name", "李四");
    change(s, "/same", true);
    EXPECT_EQ(shown(s, "/name")["value"], "张三");
    EXPECT_EQ(s.set("/name", "x").error().code, "answer.readonly");
    change(s, "/same", false);
    EXPECT_EQ(shown(s, "/name")["value"], "李四");
}

TEST(form_rules, choices_areFilteredByAnswersAndByFacts)
{
    form::Session s =
        open(R"json([{"id":"kind","type":"choice","choices":["import",{"value":"export","relevant":"!both"}]},
        {"id":"both","type":"boolean"},
        {"id":"agency","type":"choice","choicesFrom":"/agencies","choiceFilter":"blank(kind) || choice.kind == kind"},
        {"id":"several","type":"choices","min":1,"max":2,"choices":["x","y","z"]}])json",
             {{"agencies", {{{"value", "A1"}, {"kind", "import"}}, {{"value", "B2"}, {"kind", "export"}}, 7}}});
    EXPECT_EQ(shown(s, "/agency")["choices"], (Value{"A1", "B2"}));
    change(s, "/both", false);
    change(s, "/kind", "export");
    EXPECT_EQ(shown(s, "/agency")["choices"], Value::array({"B2"}));
    change(s, "/agency", "A1");
    EXPECT_EQ(outcome(s), List{"answer.choice /agency"});
    change(s, "/both", true);
    EXPECT_EQ(outcome(s), (List{"answer.choice /kind", "answer.choice /agency"}));
    change(s, "/several", {"x", "x", "y"});
    EXPECT_EQ(s.answers()["several"], (Value{"x", "y"}));
    change(s, "/several", {"x", "y", "z"});
    EXPECT_EQ(outcome(s).back(), "answer.choices_max /several");
    change(s, "/several", {"w"});
    EXPECT_EQ(outcome(s).back(), "answer.choice /several");
}

TEST(form_rules, crossFieldRule_pointsAtItsFirstRelevantTarget)
{
    form::Session s = open(
        R"json([{"id":"on","type":"boolean"},{"id":"a","type":"integer","relevant":"on"},{"id":"b","type":"integer"}])json",
        Value::object(), nullptr,
        R"json([{"code":"sum.small","expression":"(blank(a) ? 0 : a) + b <= 10","targets":["/a","/b"]}])json");
    change(s, "/b", 20);
    EXPECT_EQ(outcome(s), List{"sum.small /b"});
    change(s, "/on", true);
    EXPECT_EQ(outcome(s), List{"sum.small /a"});
    change(s, "/b", 2);
    EXPECT_EQ(outcome(s), List{});
}

TEST(form_rules, confirmation_lastsUntilWhatTheRuleReadsIsChanged)
{
    form::Session s = open(R"json([{"id":"limit","type":"integer"},{"id":"n","type":"integer","constraints":[
        {"code":"n.many","expression":"n <= limit","severity":"warning","confirm":true}]}])json");
    change(s, "/limit", 5);
    EXPECT_EQ(s.confirm("/n", "n.many").error().code, "answer.not_asked");
    change(s, "/n", 6);
    EXPECT_TRUE(blocks(s.validate()));
    EXPECT_EQ(s.validate()[0].params, Value({{"confirm", true}}));
    ASSERT_TRUE(s.confirm("/n", "n.many"));
    EXPECT_FALSE(blocks(s.validate()));
    EXPECT_EQ(s.submission("a", "f", "n").confirmed, (std::vector<form::Confirmation>{{"/n", "n.many"}}));

    const Value draft = s.draft();
    EXPECT_EQ(draft["confirmed"], Value::array({{{"pointer", "/n"}, {"code", "n.many"}}}));
    change(s, "/limit", 4);
    EXPECT_TRUE(blocks(s.validate()));
    EXPECT_EQ(s.confirm("/n", "other").error().code, "answer.not_asked");
    EXPECT_EQ(s.confirm("/none", "n.many").error().code, "answer.unknown_item");
}

TEST(form_rules, confirmation_isGivenWhereTheErrorPoints)
{
    form::Session s = open(
        R"json([{"id":"on","type":"boolean"},{"id":"a","type":"integer","relevant":"on"},{"id":"b","type":"integer"}])json",
        Value::object(), nullptr,
        R"json([{"code":"b.large","expression":"b < 10","targets":["/a","/b"],"severity":"warning","confirm":true}])json");
    change(s, "/b", 20);
    EXPECT_EQ(outcome(s), List{"b.large /b"}); // the first target is not relevant
    EXPECT_EQ(s.confirm("/a", "b.large").error().code, "answer.not_asked");
    ASSERT_TRUE(s.confirm("/b", "b.large"));
    EXPECT_FALSE(blocks(s.validate()));

    const Value draft = s.draft();
    const form::OpenedSession again = form::Session::open(
        form::readDefinition(
            R"json({"id":"f","version":1,"pages":[],"items":[{"id":"on","type":"boolean"},{"id":"a","type":"integer","relevant":"on"},
                {"id":"b","type":"integer"}],"rules":[{"code":"b.large","expression":"b < 10","targets":["/a","/b"],"severity":"warning",
                "confirm":true}]})json")
            .definition,
        Value::object(), &draft);
    ASSERT_TRUE(again.session);
    EXPECT_FALSE(blocks(again.session->validate()));
}

TEST(form_rules, repeats_growAndShrinkWithinTheirLimits)
{
    form::Session s = open(R"json([{"id":"k","type":"repeat","min":1,"max":2,"items":[
        {"id":"a","type":"text"},{"id":"no","type":"integer","calculate":"position"}]},
        {"id":"n","type":"integer","calculate":"size(k)"}])json");
    EXPECT_EQ(s.remove("/k/0").error().code, "repeat.min");
    change(s, "/k/0/a", "first");
    const auto changes = s.insert("/k", 0);
    ASSERT_TRUE(changes);
    EXPECT_EQ((*changes)[0], Value({{"pointer", "/k"}, {"count", 2}}));
    EXPECT_EQ(s.answers(), Value({{"k", {{{"no", 1}}, {{"a", "first"}, {"no", 2}}}}, {"n", 2}}));
    EXPECT_EQ(s.insert("/k").error().code, "repeat.max");
    EXPECT_EQ(s.insert("/n").error().code, "answer.unknown_item");
    EXPECT_EQ(s.remove("/k/2").error().code, "answer.unknown_item");
    EXPECT_EQ(s.remove("/k").error().code, "answer.unknown_item");
    ASSERT_TRUE(s.remove("/k/0"));
    EXPECT_EQ(s.insert("/k", 2).error().code, "repeat.at");
    EXPECT_EQ(s.answers(), Value({{"k", {{{"a", "first"}, {"no", 1}}}}, {"n", 1}}));
}

TEST(form_rules, fewerInstancesThanDemanded_isAnError)
{
    const Value draft = {{"form", {{"id", "f"}, {"version", 1}, {"sm3", ""}}},
                         {"materials", Value::array()},
                         {"answers", {{"k", {{{"a", "x"}}}}}}};
    EXPECT_EQ(outcome(open(R"json([{"id":"k","type":"repeat","min":2,"max":3,"items":[{"id":"a","type":"text"}]}])json",
                           Value::object(), &draft)),
              List{});
}

TEST(form_rules, namesInARepeat_areThoseOfTheSameInstance)
{
    form::Session s = open(R"json([{"id":"k","type":"repeat","min":3,"max":3,"items":[
        {"id":"a","type":"integer"},{"id":"b","type":"integer","calculate":"a * 2"},
        {"id":"share","type":"integer","calculate":"a * 100 / sum(k.map(x, blank(x.a) ? 0 : x.a))"}]
}])json");
    change(s, "/k/0/a", 1);
    const Value changes = change(s, "/k/2/a", 3);
    EXPECT_EQ(changes, Value::array({{{"pointer", "/k/0/share"}, {"value", 25}},
                                     {{"pointer", "/k/2/a"}, {"value", 3}},
                                     {{"pointer", "/k/2/b"}, {"value", 6}},
                                     {{"pointer", "/k/2/share"}, {"value", 75}}}));
}

TEST(form_rules, answersThatMoved_areBroughtByRenames)
{
    const Value draft = {{"form", {{"id", "f"}, {"version", 1}, {"sm3", "x"}}},
                         {"materials", Value::array()},
                         {"answers", {{"person", {{"phone", "1"}}}, {"k", {{{"old", "a"}}, {{"old", "b"}}}}}}};
    const form::ReadDefinition read = form::readDefinition(R"json({"id":"f","version":3,"pages":[],"items":[
        {"id":"user","type":"group","items":[{"id":"mobile","type":"text"}]},
        {"id":"k","type":"repeat","max":3,"items":[{"id":"new","type":"text"}]}],
        "renames":[{"from":"/person/phone","to":"/user/mobile","before":2},{"from":"/k/*/old","to":"/k/*/new","before":3}]})json");
    ASSERT_TRUE(read.definition);
    const form::OpenedSession opened = form::Session::open(read.definition, Value::object(), &draft);
    ASSERT_TRUE(opened.session) << json::canonical(toJson(opened.errors));
    EXPECT_EQ(opened.session->answers(), Value({{"user", {{"mobile", "1"}}}, {"k", {{{"new", "a"}}, {{"new", "b"}}}}}));

    Value later = draft;
    later["form"]["version"] = 2; // the first rename is over
    EXPECT_EQ(form::Session::open(read.definition, Value::object(), &later).errors[0].pointer, "/draft/answers/person");
}
