#include "core/form/texts.h"

#include <gtest/gtest.h>

using namespace ekey;
using json::Value;
using List = std::vector<std::string>;

namespace {

std::shared_ptr<const form::Definition> definition()
{
    return form::readDefinition(R"json({"id":"f","version":1,"pages":["p"],"items":[
        {"id":"kind","type":"choice","page":"p","choices":["a","b"]},
        {"id":"far","type":"choice","page":"p","choicesFrom":"/agencies"},
        {"id":"k","type":"repeat","page":"p","max":2,"items":[
            {"id":"n","type":"integer","constraints":[{"code":"n.even","expression":"n % 2 == 0"}]}]}],
        "rules":[{"code":"k.one","expression":"size(k) > 0","targets":["/k"]}]})json")
        .definition;
}

Value complete()
{
    return {{"title", "F"},
            {"pages", {{"p", "P"}}},
            {"rules", {{"n.even", "…"}, {"k.one", "…"}}},
            {"items",
             {{"/kind", {{"label", "Kind"}, {"hint", "…"}, {"choices", {{"a", "A"}, {"b", "B"}}}}},
              {"/far", {{"label", "Agency"}}},
              {"/k", {{"label", "Keys"}, {"add", "Add"}}},
              {"/k/*/n", {{"label", "N"}, {"errors", {{"answer.required", "…"}}}}}}}};
}

List outcome(const Errors& errors)
{
    List list;
    for (const Error& error : errors) {
        list.push_back(error.code + " " + error.pointer);
    }
    return list;
}

List with(const char* pointer, const Value& value)
{
    Value texts = complete();
    texts[Value::json_pointer(pointer)] = value;
    return outcome(form::checkTexts(*definition(), texts));
}

List without(const char* parent, const char* member)
{
    Value texts = complete();
    texts[Value::json_pointer(parent)].erase(member);
    return outcome(form::checkTexts(*definition(), texts));
}

} // namespace

TEST(form_texts, completeOnes_pass) { EXPECT_EQ(outcome(form::checkTexts(*definition(), complete())), List{}); }

TEST(form_texts, whatIsMissing_isNamed)
{
    EXPECT_EQ(without("", "title"), List{"member.missing /title"});
    EXPECT_EQ(without("/items", "/k"), List{"form.text_missing /items/~1k"});
    EXPECT_EQ(without("/items/~1k", "label"), List{"member.missing /items/~1k/label"});
    EXPECT_EQ(without("/items/~1kind/choices", "b"), List{"form.text_missing /items/~1kind/choices/b"});
    EXPECT_EQ(without("/items/~1kind", "choices"),
              (List{"form.text_missing /items/~1kind/choices/a", "form.text_missing /items/~1kind/choices/b"}));
    EXPECT_EQ(without("/rules", "n.even"), List{"form.text_missing /rules/n.even"});
    EXPECT_EQ(without("", "pages"), List{"form.text_missing /pages/p"});
}

TEST(form_texts, whatBelongsToNothing_isNamed)
{
    EXPECT_EQ(with("/items/~1gone", {{"label", "x"}}), List{"form.text_unknown /items/~1gone"});
    EXPECT_EQ(with("/items/~1kind/choices/c", "x"), List{"form.text_unknown /items/~1kind/choices/c"});
    EXPECT_EQ(with("/rules/other", "x"), List{"form.text_unknown /rules/other"});
    EXPECT_EQ(with("/items/~1kind/colour", "x"), List{"member.unknown /items/~1kind/colour"});
    EXPECT_EQ(with("/rules/n.even", 7), List{"member.type /rules/n.even"});
    EXPECT_EQ(outcome(form::checkTexts(*definition(), 7)).front(), "member.type ");
}

TEST(form_layout, whatItNames_isThere)
{
    const Value good = {
        {"items", {{"/kind", {{"appearance", "radios"}}}, {"/k/*/n", {{"inputmode", "numeric"}, {"rows", 3}}}}}};
    EXPECT_EQ(outcome(form::checkLayout(*definition(), good)), List{});
    EXPECT_EQ(outcome(form::checkLayout(*definition(), {{"items", {{"/gone", Value::object()}}}})),
              List{"form.text_unknown /items/~1gone"});
    EXPECT_EQ(
        outcome(form::checkLayout(*definition(), {{"items", {{"/kind", {{"appearance", "wide"}, {"rows", 101}}}}}})),
        (List{"member.choice /items/~1kind/appearance", "member.range /items/~1kind/rows"}));
}
