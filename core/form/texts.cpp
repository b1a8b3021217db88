#include "core/form/texts.h"

#include "core/json/members.h"

#include <algorithm>

namespace ekey::form {
namespace {

constexpr std::size_t textBytes = 10'000;
const std::vector<std::string_view> appearances = {"short", "long", "radios", "select"};

class Checker {
public:
    explicit Checker(const Definition& form) : definition(form) {}

    Errors texts(const json::Value& json)
    {
        json::Members in(json);
        in.text("title", textBytes);
        const json::Value* pages = in.optionalObject("pages");
        const json::Value& items = in.object("items");
        const json::Value* rules = in.optionalObject("rules");
        take(in);
        words(pages, "/pages", "page", definition.pages);
        for (const Item& item : definition.items) {
            const auto found = items.find(item.pattern);
            const std::string at = json::pointerTo("/items", item.pattern);
            if (found == items.end())
                fail("form.text_missing", at, {{"item", item.pattern}, {"member", "label"}});
            else
                itemTexts(item, *found, at);
        }
        unknown(items, "/items");
        std::vector<std::string> codes;
        for (const Item& item : definition.items) {
            for (const Constraint& constraint : item.constraints) {
                if (std::find(codes.begin(), codes.end(), constraint.code) == codes.end())
                    codes.push_back(constraint.code);
            }
        }
        words(rules, "/rules", "rule", codes);
        return std::move(errors);
    }

    Errors layout(const json::Value& json)
    {
        json::Members in(json);
        const json::Value& items = in.object("items");
        take(in);
        unknown(items, "/items");
        for (const auto& [pattern, entry] : items.items()) {
            json::Members one(entry, json::pointerTo("/items", pattern));
            if (one.has("appearance")) one.choice("appearance", appearances);
            one.optionalText("autocomplete", textBytes);
            one.optionalText("inputmode", textBytes);
            one.optionalInteger("rows", 1, 100);
            take(one);
        }
        return std::move(errors);
    }

private:
    void itemTexts(const Item& item, const json::Value& json, const std::string& at)
    {
        json::Members in(json, at);
        in.text("label", textBytes);
        in.optionalText("hint", textBytes);
        in.optionalText("add", textBytes);
        const json::Value* own = in.optionalObject("errors");
        std::vector<std::string> values;
        for (const Choice& choice : item.choices) {
            values.push_back(choice.value);
        }
        const json::Value* choices = in.optionalObject("choices");
        take(in);
        // Choices that stand in the facts may have their texts there.
        if (item.choicesFrom.empty()) words(choices, at + "/choices", "choice", values);
        if (own) texts(*own, at + "/errors");
    }

    /// A text for each of `names`, and none for others.
    void words(const json::Value* object, const std::string& at, const char* what,
               const std::vector<std::string>& names)
    {
        for (const std::string& name : names) {
            if (!object || !object->contains(name))
                fail("form.text_missing", json::pointerTo(at, name), {{what, name}});
        }
        if (!object) return;
        texts(*object, at);
        for (const auto& [name, text] : object->items()) {
            const bool known = std::find(names.begin(), names.end(), name) != names.end();
            if (!known) fail("form.text_unknown", json::pointerTo(at, name), {{"found", name}});
        }
    }

    void texts(const json::Value& object, const std::string& at)
    {
        json::Members in(object, at);
        for (const auto& [name, text] : object.items()) {
            in.text(name, textBytes);
        }
        take(in);
    }

    void unknown(const json::Value& items, const std::string& at)
    {
        for (const auto& [pattern, entry] : items.items()) {
            const bool known = std::any_of(definition.items.begin(), definition.items.end(),
                                           [&pattern = pattern](const Item& item) { return item.pattern == pattern; });
            if (!known) fail("form.text_unknown", json::pointerTo(at, pattern), {{"found", pattern}});
        }
    }

    void take(json::Members& in)
    {
        for (Error& error : in.problems()) {
            fail(error.code, std::move(error.pointer), std::move(error.params));
        }
    }

    void fail(std::string_view code, std::string at, json::Object params)
    {
        if (errors.size() < definitionErrorsMost)
            errors.push_back({std::string(code), std::move(at), Severity::error, std::move(params)});
    }

    const Definition& definition;
    Errors errors;
};

} // namespace

Errors checkTexts(const Definition& definition, const json::Value& texts) { return Checker(definition).texts(texts); }
Errors checkLayout(const Definition& definition, const json::Value& layout)
{
    return Checker(definition).layout(layout);
}

} // namespace ekey::form
