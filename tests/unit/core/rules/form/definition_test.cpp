#include "core/form/definition.h"

#include "core/digest/digest.h"
#include "core/json/canonical.h"

#include <fstream>
#include <sstream>

#include <gtest/gtest.h>

using namespace ekey;
using json::Value;

namespace {

std::string file(const std::string& path)
{
    std::ifstream in(std::string(EKEY_SOURCE_DIR) + "/" + path, std::ios::binary);
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
}

Value sample()
{
    return *json::read(R"({"id":"f","version":1,"pages":["p"],"items":[
        {"id":"t","pointer":"/g/t","page":"p","type":"text"},
        {"id":"m","pointer":"/materials/m","page":"p","type":"material","accept":{"types":["image/png"],"bytes":10}}]})");
}

std::string outcome(const Value& document)
{
    const auto read = form::Definition::read(json::canonical(document));
    return read ? "" : read.error().code + " " + read.error().pointer;
}

/// The outcome with one member of one item set.
std::string with(int item, const char* member, const Value& value)
{
    Value document = sample();
    document["items"][item][member] = value;
    return outcome(document);
}

} // namespace

TEST(form_definition, renewal_isRead)
{
    const std::string text = file("forms/renewal.json");
    const auto definition = form::Definition::read(text);

    ASSERT_TRUE(definition) << definition.error().code << definition.error().pointer;
    const form::Definition& renewal = **definition;
    EXPECT_EQ(renewal.id, "renewal");
    EXPECT_EQ(renewal.sm3, digest::hex(digest::sm3(json::canonical(*json::read(text)))));
    EXPECT_EQ(renewal.pages, (std::vector<std::string>{"enterprise", "authorisedUser", "materials"}));
    ASSERT_NE(renewal.find("/authorisedUser/mobile"), nullptr);
    EXPECT_EQ(renewal.find("/authorisedUser/mobile")->check, "mobile");
    EXPECT_EQ(renewal.find("/materials/businessLicence")->limits.bytes, 10'000'000);
    EXPECT_EQ(renewal.find("/authorisedUser"), nullptr);
}

TEST(form_definition, spacing_doesNotChangeTheDigest)
{
    const auto plain = form::Definition::read(R"({"id":"f","version":1,"pages":[],"items":[]})");
    const auto spaced = form::Definition::read(R"( { "items": [ ], "pages": [], "version" : 1, "\u0069d":"f" } )");
    ASSERT_TRUE(plain && spaced);

    EXPECT_EQ((*plain)->sm3, (*spaced)->sm3);
}

TEST(form_definition, membersLeftOut_haveTheirDefaults)
{
    const auto definition = form::Definition::read(json::canonical(sample()));
    ASSERT_TRUE(definition);
    const form::Item& item = (*definition)->items[0];

    EXPECT_FALSE(item.required);
    EXPECT_FALSE(item.readonly);
    EXPECT_EQ(item.maxLength, 200u);
    EXPECT_EQ(item.check + item.prefill, "");
}

TEST(form_definition, memberMissingOrUnknown_isNamed)
{
    for (const char* member : {"id", "version", "pages", "items"}) {
        Value document = sample();
        document.erase(member);
        EXPECT_EQ(outcome(document), std::string("member.missing /") + member);
    }
    for (const char* member : {"id", "pointer", "page", "type"}) {
        Value document = sample();
        document["items"][0].erase(member);
        EXPECT_EQ(outcome(document), std::string("member.missing /items/0/") + member);
    }
    EXPECT_EQ(with(0, "requird", true), "member.unknown /items/0/requird");
    EXPECT_EQ(with(0, "accept", Value::object()), "member.unknown /items/0/accept");
    EXPECT_EQ(with(0, "readonly", true), "member.missing /items/0/prefill");
    EXPECT_EQ(with(1, "maxLength", 5), "member.unknown /items/1/maxLength");
    EXPECT_EQ(with(1, "check", "uscc"), "member.unknown /items/1/check");
}

TEST(form_definition, wrongTypeOrRange_isNamed)
{
    EXPECT_EQ(with(0, "required", 1), "member.type /items/0/required");
    EXPECT_EQ(with(0, "type", "number"), "member.choice /items/0/type");
    EXPECT_EQ(with(0, "maxLength", 0), "member.range /items/0/maxLength");
    EXPECT_EQ(with(0, "maxLength", 10'000), "");
    EXPECT_EQ(with(0, "maxLength", 10'001), "member.range /items/0/maxLength");
    EXPECT_EQ(outcome(Value::array()), "member.type ");
}

TEST(form_definition, namesAndPlaces_arePlain)
{
    EXPECT_EQ(with(0, "id", "a-b"), "form.id /items/0/id");
    EXPECT_EQ(with(0, "id", ""), "form.id /items/0/id");
    EXPECT_EQ(with(0, "pointer", "g/t"), "form.pointer /items/0/pointer");
    EXPECT_EQ(with(0, "pointer", "/g//t"), "form.pointer /items/0/pointer");
    EXPECT_EQ(with(0, "pointer", "/materials/t"), "form.pointer /items/0/pointer");
    EXPECT_EQ(with(0, "pointer", "/materials"), "form.pointer /items/0/pointer");
    EXPECT_EQ(with(1, "pointer", "/materials/x"), "form.pointer /items/1/pointer");
    EXPECT_EQ(with(1, "pointer", "/g/m"), "form.pointer /items/1/pointer");
    EXPECT_EQ(with(0, "prefill", "certificate"), "form.pointer /items/0/prefill");
    Value document = sample();
    document["id"] = "1";
    EXPECT_EQ(outcome(document), "form.id /id");
    document = sample();
    document["pages"] = {"p", "p"};
    EXPECT_EQ(outcome(document), "form.id /pages/1");
}

TEST(form_definition, checkOrPageThatIsUnknown_isNamed)
{
    EXPECT_EQ(with(0, "check", "telephone"), "form.check_unknown /items/0/check");
    EXPECT_EQ(with(0, "page", "q"), "form.page_unknown /items/0/page");
}

TEST(form_definition, sameIdOrPlaceTwice_isRefused)
{
    const Value second = {{"id", "u"}, {"pointer", "/g/u"}, {"page", "p"}, {"type", "text"}};
    const auto added = [&second](const char* member, const Value& value) {
        Value document = sample(), item = second;
        item[member] = value;
        document["items"].push_back(item);
        return outcome(document);
    };

    EXPECT_EQ(added("id", "u"), "");
    EXPECT_EQ(added("id", "t"), "form.item_duplicate /items/2");
    EXPECT_EQ(added("pointer", "/g/t"), "form.item_duplicate /items/2");
    EXPECT_EQ(added("pointer", "/g"), "form.item_duplicate /items/2");
    EXPECT_EQ(added("pointer", "/g/t/x"), "form.item_duplicate /items/2");
    EXPECT_EQ(added("pointer", "/g/tt"), "");
}

TEST(form_definition, limitsOfAMaterial_areStrict)
{
    const auto accept = [](const Value& value) { return with(1, "accept", value); };
    Value missing = sample();
    missing["items"][1].erase("accept");

    EXPECT_EQ(outcome(missing), "member.missing /items/1/accept");
    EXPECT_EQ(accept(7), "member.type /items/1/accept");
    EXPECT_EQ(accept({{"types", {"image/png"}}}), "member.missing /items/1/accept/bytes");
    EXPECT_EQ(accept({{"types", Value::array()}, {"bytes", 1}}), "member.length /items/1/accept/types");
    EXPECT_EQ(accept({{"types", {"image/png", "text/html"}}, {"bytes", 1}}), "member.choice /items/1/accept/types/1");
    EXPECT_EQ(accept({{"types", {"image/png"}}, {"bytes", 0}}), "member.range /items/1/accept/bytes");
    EXPECT_EQ(accept({{"types", {"image/png"}}, {"bytes", 1 << 30}}), "");
    EXPECT_EQ(accept({{"types", {"image/png"}}, {"bytes", (1 << 30) + 1}}), "member.range /items/1/accept/bytes");
    EXPECT_EQ(accept({{"types", {"image/png"}}, {"bytes", 1}, {"x", 1}}), "member.unknown /items/1/accept/x");
}

TEST(form_definition, itemsAtTheLimit_areRead_oneMoreIsRefused)
{
    Value document = sample();
    document["items"] = Value::array();
    for (int i = 0; i < 1000; ++i) {
        const std::string id = "i" + std::to_string(i);
        document["items"].push_back({{"id", id}, {"pointer", "/" + id}, {"page", "p"}, {"type", "text"}});
    }
    EXPECT_EQ(outcome(document), "");

    document["items"].push_back({{"id", "x"}, {"pointer", "/x"}, {"page", "p"}, {"type", "text"}});
    EXPECT_EQ(outcome(document), "member.length /items");
}
