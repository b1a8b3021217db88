#include "core/form/definition.h"

#include "core/digest/digest.h"
#include "core/form/limits.h"
#include "core/json/canonical.h"

#include <fstream>
#include <sstream>

#include <gtest/gtest.h>

using namespace ekey;
using json::Value;
using List = std::vector<std::string>;

namespace {

std::string file(const std::string& path)
{
    std::ifstream in(std::string(EKEY_SOURCE_DIR) + "/" + path, std::ios::binary);
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
}

List outcome(const Value& document)
{
    List list;
    const form::ReadDefinition read = form::readDefinition(json::canonical(document));
    EXPECT_EQ(read.definition == nullptr, blocks(read.errors));
    for (const Error& error : read.errors) {
        list.push_back(error.code + " " + error.pointer);
    }
    return list;
}

Value item(const char* id, const char* type, Value more = Value::object())
{
    more["id"] = id;
    more["type"] = type;
    return more;
}

Value formOf(Value items, Value more = Value::object())
{
    Value form = {{"id", "f"}, {"version", 5}, {"pages", Value::array()}, {"items", std::move(items)}};
    form.update(more);
    return form;
}

List withItem(const Value& one) { return outcome(formOf(Value::array({one}))); }

const Value accept = {{"types", {"image/png"}}, {"bytes", 10}};

} // namespace

TEST(form_definition, renewal_isRead)
{
    const std::string text = file("forms/renewal.json");
    const form::ReadDefinition read = form::readDefinition(text);

    ASSERT_TRUE(read.definition) << json::canonical(toJson(read.errors));
    const form::Definition& renewal = *read.definition;
    EXPECT_TRUE(read.errors.empty());
    EXPECT_EQ(renewal.id, "renewal");
    EXPECT_EQ(renewal.sm3, digest::hex(digest::sm3(json::canonical(*json::read(text)))));
    EXPECT_EQ(renewal.pages, (List{"enterprise", "authorisedUser", "materials"}));
    const form::ItemIndex user = renewal.child(form::noItem, "authorisedUser");
    ASSERT_NE(user, form::noItem);
    EXPECT_EQ(renewal.item(renewal.child(user, "mobile")).check, "mobile");
    EXPECT_EQ(renewal.item(renewal.child(user, "mobile")).page, "authorisedUser");
    EXPECT_EQ(renewal.child(user, "fax"), form::noItem);
    ASSERT_NE(renewal.material("businessLicence"), nullptr);
    EXPECT_EQ(renewal.material("businessLicence")->pattern, "/materials/businessLicence");
    EXPECT_EQ(renewal.material("mobile"), nullptr);
}

TEST(form_definition, spacing_doesNotChangeTheDigest)
{
    const auto plain = form::readDefinition(R"({"id":"f","version":1,"pages":[],"items":[]})");
    const auto spaced = form::readDefinition(R"( { "items": [ ], "pages": [], "version" : 1, "\u0069d":"f" } )");
    ASSERT_TRUE(plain.definition && spaced.definition);
    EXPECT_EQ(plain.definition->sm3, spaced.definition->sm3);
}

TEST(form_definition, membersLeftOut_haveTheirDefaults)
{
    const auto read = form::readDefinition(json::canonical(formOf(Value::array({item("t", "text")}))));
    ASSERT_TRUE(read.definition);
    const form::Item& text = read.definition->items[0];

    EXPECT_TRUE(text.relevant.constant);
    EXPECT_FALSE(text.required.constant || text.readonly.constant);
    EXPECT_EQ(text.minLength, 0);
    EXPECT_EQ(text.maxLength, 200);
    EXPECT_TRUE(text.prefill.empty() && text.check.empty() && text.initial.is_null());
}

TEST(form_definition, everyProblem_isToldAtOnceInOrder)
{
    EXPECT_EQ(outcome({{"id", 1},
                       {"items", {{{"id", "1a"}, {"type", "texts"}, {"colour", 1}, {"relevant", "1 +"}}, 7}},
                       {"more", 1}}),
              (List{"member.type /id", "member.missing /version", "member.missing /pages", "member.unknown /more",
                    "member.choice /items/0/type", "member.unknown /items/0/colour", "form.id /items/0/id",
                    "member.type /items/1", "expression.unfinished /items/0/relevant"}));
}

TEST(form_definition, expressionsWithMistakes_areAllToldWithTheirPlaces)
{
    const Value broken = formOf({item("a", "integer", {{"relevant", "b +"}, {"required", "a ="}}),
                                 item("b", "text", {{"constraints", {{{"code", "b.x"}, {"expression", "b > 3"}}}}}),
                                 item("c", "integer", {{"calculate", "nothing + b"}})});
    EXPECT_EQ(outcome(broken), (List{"expression.unfinished /items/0/relevant", "expression.character /items/0/required",
                                     "expression.no_overload /items/1/constraints/0/expression",
                                     "expression.unknown_name /items/2/calculate"}));
    const form::ReadDefinition read = form::readDefinition(json::canonical(broken));
    EXPECT_EQ(read.errors[0].params["column"], 4);
    EXPECT_EQ(read.errors[3].params["name"], "nothing");
}

TEST(form_definition, dependencyOnItself_isRefusedWithItsPath)
{
    const Value circle = formOf({item("a", "integer", {{"calculate", "b"}}),
                                 item("g", "group", {{"relevant", "a == 1"}, {"items", {item("c", "integer")}}}),
                                 item("b", "integer", {{"calculate", "g.c + 1"}})});
    const form::ReadDefinition read = form::readDefinition(json::canonical(circle));
    ASSERT_EQ(read.errors.size(), 1u);
    EXPECT_EQ(read.errors[0].code, "form.cycle");
    const Value path = read.errors[0].params["path"];
    EXPECT_EQ(path.front(), path.back());
    EXPECT_EQ(path.size(), 5u) << json::canonical(path);
    EXPECT_EQ(withItem(item("a", "integer", {{"calculate", "a"}})), List{"form.cycle /items/0"});
    EXPECT_EQ(withItem(item("a", "integer", {{"relevant", "a == 1"}})), List{"form.cycle /items/0"});
    // A demand on itself is no circle.
    EXPECT_EQ(withItem(item("a", "integer",
                            {{"constraints", {{{"code", "a.b"}, {"expression", "a > 1"}}}}, {"required", "blank(a)"}})),
              List{});
}

TEST(form_definition, namesInRepeats_areThoseAround)
{
    const auto inRepeat = [](const char* expression) {
        return outcome(
            formOf({item("top", "integer"),
                    item("keys", "repeat",
                         {{"max", 3},
                          {"items", {item("n", "integer"), item("m", "integer", {{"calculate", expression}})}}})}));
    };
    EXPECT_EQ(inRepeat("n + top + position"), List{});
    EXPECT_EQ(inRepeat("sum(keys.map(k, k.n))"), List{});
    EXPECT_EQ(inRepeat("keys[0].n"), List{});
    EXPECT_EQ(inRepeat("sum(keys.map(k, k.m))"), List{"form.cycle /items/1/items/1"});
    EXPECT_EQ(inRepeat("keys.n"), List{"expression.no_overload /items/1/items/1/calculate"});
    EXPECT_EQ(outcome(formOf({item("a", "integer", {{"calculate", "position"}})})),
              List{"expression.unknown_name /items/0/calculate"});
}

TEST(form_definition, whatMakesNoSense_isNamed)
{
    EXPECT_EQ(withItem(item("t", "text", {{"check", "nonsense"}})), List{"form.check_unknown /items/0/check"});
    EXPECT_EQ(withItem(item("t", "text", {{"readonly", true}})), List{"form.readonly /items/0/readonly"});
    EXPECT_EQ(withItem(item("t", "text", {{"calculate", "'x'"}, {"prefill", "/a"}})),
              List{"form.calculate /items/0/calculate"});
    EXPECT_EQ(withItem(item("t", "integer", {{"calculate", "'x'"}})), List{"form.calculate_type /items/0/calculate"});
    EXPECT_EQ(withItem(item("t", "integer", {{"initial", "x"}})), List{"form.initial /items/0/initial"});
    EXPECT_EQ(withItem(item("t", "integer", {{"least", 3}, {"most", 2}})), List{"form.range /items/0/least"});
    EXPECT_EQ(withItem(item("t", "date", {{"from", "2026-02-30"}})), List{"form.day /items/0/from"});
    EXPECT_EQ(withItem(item("t", "choice")), List{"form.choices /items/0/choices"});
    EXPECT_EQ(withItem(item("t", "choice", {{"choices", {"a", "a"}}})), List{"form.choices /items/0/choices/1"});
    EXPECT_EQ(withItem(item("t", "text", {{"prefill", "certificate"}})), List{"form.pointer /items/0/prefill"});
    EXPECT_EQ(withItem(item("t", "text", {{"page", "p"}})), List{"form.page_unknown /items/0/page"});
    EXPECT_EQ(withItem(item("m", "material", {{"accept", {{"types", {"image/gif"}}, {"bytes", 1}}}})),
              (List{"member.choice /items/0/accept/types", "member.missing /items/0/accept/types"}));
    EXPECT_EQ(withItem(item("k", "repeat", {{"max", 2}, {"items", {item("m", "material", {{"accept", accept}})}}})),
              List{"form.material_place /items/0/items/0"});
    EXPECT_EQ(outcome(formOf({item("a", "text"), item("a", "text")})), List{"form.item_duplicate /items/1/id"});
    EXPECT_EQ(withItem(item("t", "text", {{"constraints", {{{"code", "No"}, {"expression", "true"}}}}})),
              List{"form.code /items/0/constraints/0/code"});
    EXPECT_EQ(
        withItem(item("t", "text", {{"constraints", {{{"code", "a.b"}, {"expression", "true"}, {"confirm", true}}}}})),
        List{"form.confirm /items/0/constraints/0/confirm"});
}

TEST(form_definition, targetsOfRules_areItemsOfTheSameInstance)
{
    const auto with = [](const Value& target) {
        return outcome(
            formOf({item("a", "integer"), item("k", "repeat", {{"max", 2}, {"items", {item("b", "integer")}}})},
                   {{"rules", {{{"code", "r.x"}, {"expression", "a > 1"}, {"targets", {target}}}}}}));
    };
    EXPECT_EQ(with("/a"), List{});
    EXPECT_EQ(with("/k"), List{});
    EXPECT_EQ(with("/k/b"), List{"form.target /rules/0/targets"});
    EXPECT_EQ(with("a"), List{"form.target /rules/0/targets"});
    EXPECT_EQ(with(""), List{"form.target /rules/0/targets"});
    EXPECT_EQ(with(7), List{"form.target /rules/0/targets"});
}

TEST(form_definition, whatCanNeverBeSeen_isAWarning)
{
    EXPECT_EQ(withItem(item("t", "text", {{"relevant", false}})), List{"form.never /items/0"});
    EXPECT_EQ(withItem(item("t", "text", {{"relevant", "1 > 2"}})), List{"form.never /items/0"});
    EXPECT_EQ(outcome({{"id", "f"}, {"version", 1}, {"pages", {"p"}}, {"items", Value::array()}}),
              List{"form.page_empty /pages/0"});
}

TEST(form_definition, renames_stayInTheirInstance)
{
    const auto with = [](const char* from, const char* to, int before = 5) {
        return outcome(
            formOf({item("a", "integer"), item("k", "repeat", {{"max", 2}, {"items", {item("b", "integer")}}})},
                   {{"renames", {{{"from", from}, {"to", to}, {"before", before}}}}}));
    };
    EXPECT_EQ(with("/x/y", "/a"), List{});
    EXPECT_EQ(with("/k/*/old", "/k/*/b"), List{});
    EXPECT_EQ(with("/l/*/old", "/k/*/b"), List{"form.rename /renames/0/to"});
    EXPECT_EQ(with("/x", "/nothing"), List{"form.rename /renames/0/to"});
    EXPECT_EQ(with("/x", "/a", 6), List{"form.rename_before /renames/0/before"}); // the form is version 5
}

TEST(form_definition, limits_holdAtTheLimitAndRefuseOneMore)
{
    const auto nested = [](std::size_t depth) {
        Value inner = item("x", "text");
        for (std::size_t i = 0; i < depth; ++i) {
            inner = item("g", "group", {{"items", {inner}}});
        }
        return outcome(formOf(Value::array({inner})));
    };
    EXPECT_EQ(nested(form::groupDepthMost), List{});
    EXPECT_EQ(nested(form::groupDepthMost + 1).size(), 1u);

    EXPECT_EQ(withItem(item("k", "repeat", {{"max", form::instancesMost}, {"items", Value::array()}})), List{});
    EXPECT_EQ(withItem(item("k", "repeat", {{"max", form::instancesMost + 1}, {"items", Value::array()}})),
              List{"member.range /items/0/max"});
    EXPECT_EQ(withItem(item(std::string(form::nameBytes, 'a').c_str(), "text")), List{});
    EXPECT_EQ(withItem(item(std::string(form::nameBytes + 1, 'a').c_str(), "text")), List{"member.length /items/0/id"});
    EXPECT_EQ(withItem(item("t", "text", {{"maxLength", form::charactersMost}})), List{});
    EXPECT_EQ(withItem(item("t", "text", {{"maxLength", form::charactersMost + 1}})),
              List{"member.range /items/0/maxLength"});

    Value many = Value::array();
    for (std::size_t i = 0; i < form::itemsMost; ++i) {
        many.push_back(item(("i" + std::to_string(i)).c_str(), "text"));
    }
    EXPECT_EQ(outcome(formOf(many)), List{});
    many.push_back(item("more", "text"));
    EXPECT_EQ(outcome(formOf(many)), List{"member.length /items"});

    const std::string spaces(form::definitionBytes, ' ');
    const std::string text = json::canonical(formOf(Value::array()));
    EXPECT_TRUE(form::readDefinition(text + spaces.substr(text.size())).definition);
    EXPECT_EQ(form::readDefinition(text + spaces.substr(text.size() - 1)).errors[0].code, "json.size");

    // A thousand items that each read a group of N.
    const auto readers = [](std::size_t inside) {
        Value items = Value::array({item("g", "group", {{"items", Value::array()}})});
        for (std::size_t i = 0; i < inside; ++i) {
            items[0]["items"].push_back(item(("i" + std::to_string(i)).c_str(), "text"));
        }
        for (int i = 0; i < 1000; ++i) {
            items.push_back(item(("r" + std::to_string(i)).c_str(), "text", {{"required", "blank(g)"}}));
        }
        return outcome(formOf(items));
    };
    EXPECT_EQ(readers(form::dependenciesMost / 1000 - 1), List{}); // the group itself is one
    EXPECT_EQ(readers(form::dependenciesMost / 1000), List{"form.dependencies "});

    Value wrong = Value::array();
    for (std::size_t i = 0; i < form::definitionErrorsMost + 5; ++i) {
        wrong.push_back(7);
    }
    EXPECT_EQ(outcome(formOf(wrong)).size(), form::definitionErrorsMost);
}

TEST(form_definition, whatIsNoJson_isRefused)
{
    EXPECT_EQ(form::readDefinition("{").errors[0].code, "json.syntax");
    EXPECT_EQ(form::readDefinition(R"({"id":"f","id":"g"})").errors[0].code, "json.duplicate_key");
    EXPECT_EQ(form::readDefinition("[]").errors[0].code, "member.type");
}
