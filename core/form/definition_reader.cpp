#include "core/form/definition_reader.h"

#include "core/digest/digest.h"
#include "core/expression/limits.h"
#include "core/json/canonical.h"
#include "core/json/pointer.h"

#include <algorithm>

namespace ekey::form {
namespace {

using expression::kinds;
using Kind = expression::Value::Kind;

const std::vector<std::string_view> types = {"text",   "integer", "decimal",  "boolean", "date",
                                             "choice", "choices", "material", "group",   "repeat"};

bool isName(std::string_view text)
{
    return json::isPath("/" + std::string(text)) && text.find('/') == std::string_view::npos;
}

} // namespace

ReadDefinition readDefinition(std::string_view text) { return DefinitionReader().read(text); }

ReadDefinition DefinitionReader::read(std::string_view text)
{
    json::Limits limits;
    limits.bytes = definitionBytes;
    const Result<json::Value> json = json::read(text, limits);
    if (!json) return {nullptr, {json.error()}};
    definition->sm3 = digest::hex(digest::sm3(json::canonical(*json)));
    form(*json);
    if (blocks(errors)) {
        parse();
    } else {
        compile();
    }
    if (!blocks(errors)) finish();
    const bool good = !blocks(errors);
    return {good ? std::move(definition) : nullptr, std::move(errors)};
}

void DefinitionReader::fail(std::string_view code, std::string pointer, json::Object params, Severity severity)
{
    if (errors.size() < definitionErrorsMost)
        errors.push_back({std::string(code), std::move(pointer), severity, std::move(params)});
}

void DefinitionReader::take(json::Members& in)
{
    for (Error& error : in.problems()) {
        fail(error.code, std::move(error.pointer), std::move(error.params));
    }
}

void DefinitionReader::form(const json::Value& json)
{
    json::Members in(json);
    definition->id = in.text("id", nameBytes);
    definition->version = in.integer("version", 1, versionMost);
    for (const json::Value& page : in.array("pages", pagesMost)) {
        const auto* id = page.get_ptr<const std::string*>();
        const bool known =
            id && std::find(definition->pages.begin(), definition->pages.end(), *id) != definition->pages.end();
        if (!id || !isName(*id) || known) {
            fail("form.id", "/pages/" + std::to_string(definition->pages.size()), {{"found", id ? *id : ""}});
        }
        definition->pages.push_back(id ? *id : "");
    }
    const json::Value& list = in.array("items", itemsMost);
    const json::Value* moved = in.optionalArray("renames", itemsMost);
    rules(in, noItem);
    take(in);
    if (!definition->id.empty() && !isName(definition->id)) fail("form.id", "/id", {{"found", definition->id}});
    items(list, "/items", noItem, 0);
    if (moved) renames(*moved);
}

void DefinitionReader::items(const json::Value& list, const std::string& pointer, ItemIndex parent, std::size_t depth)
{
    if (depth > groupDepthMost) return fail("form.depth", pointer, {{"limit", groupDepthMost}});
    for (std::size_t i = 0; i < list.size(); ++i) {
        if (definition->items.size() == itemsMost) return fail("form.items", pointer, {{"limit", itemsMost}});
        const ItemIndex index = item(list[i], pointer + "/" + std::to_string(i), parent, depth);
        at(index).end = static_cast<ItemIndex>(definition->items.size());
    }
}

ItemIndex DefinitionReader::item(const json::Value& json, const std::string& pointer, ItemIndex parent,
                                 std::size_t depth)
{
    const auto index = static_cast<ItemIndex>(definition->items.size());
    definition->items.emplace_back();
    pointers.push_back(pointer);
    json::Members in(json, pointer);
    Item made;
    made.id = in.text("id", nameBytes);
    made.key = made.id;
    const std::string type = in.choice("type", types);
    made.type = static_cast<ItemType>(
        std::max<std::ptrdiff_t>(0, std::find(types.begin(), types.end(), type) - types.begin()) % 10);
    made.page = in.optionalText("page", nameBytes).value_or("");
    made.parent = parent;
    if (parent != noItem) {
        const Item& around = at(parent);
        if (made.page.empty()) made.page = around.page;
        made.repeat = around.type == ItemType::repeat ? parent : around.repeat;
        made.pattern = around.pattern + (around.type == ItemType::repeat ? "/*" : "");
    }
    made.pattern += "/" + made.id;
    condition(in, "relevant", index, [](Item& item) -> Condition& { return item.relevant; });
    const json::Value* inside = nullptr;
    if (made.holdsItems()) {
        inside = &in.array("items", itemsMost);
        if (made.type == ItemType::repeat) {
            made.max = in.integer("max", 1, instancesMost);
            made.min = in.optionalInteger("min", 0, std::max<std::int64_t>(made.max, 0)).value_or(0);
        }
        rules(in, index);
    } else {
        answerMembers(in, made, index);
        typeMembers(in, made, index);
        constraints(in, index);
    }
    take(in);
    if (!made.id.empty() && !isName(made.id)) fail("form.id", pointer + "/id", {{"found", made.id}});
    if (!made.page.empty() &&
        std::find(definition->pages.begin(), definition->pages.end(), made.page) == definition->pages.end()) {
        fail("form.page_unknown", pointer + "/page", {{"page", made.page}});
    }
    if (made.page.empty() && !definition->pages.empty() && !made.holdsItems()) {
        fail("member.missing", pointer + "/page", {{"member", "page"}});
    }
    if (made.type == ItemType::material && (made.repeat != noItem || !materials.insert(made.id).second)) {
        fail("form.material_place", pointer, {{"item", made.id}});
    }
    // Conditions of expressions are filled in later; constants have been set on the item in the list.
    made.relevant = std::move(at(index).relevant);
    made.required = std::move(at(index).required);
    made.readonly = std::move(at(index).readonly);
    at(index) = std::move(made);
    if (inside) items(*inside, pointer + "/items", index, depth + 1);
    return index;
}

void DefinitionReader::condition(json::Members& in, const char* member, ItemIndex index,
                                 std::function<Condition&(Item&)> which)
{
    const json::Value* given = in.optionalValue(member);
    if (!given) return;
    if (const auto* constant = given->get_ptr<const bool*>()) {
        which(at(index)).constant = *constant;
    } else if (const auto* source = given->get_ptr<const std::string*>()) {
        pending.push_back(Pending{
            *source, in.at(member), index, false, kinds(Kind::boolean, Kind::null),
            [this, index, which](expression::Program program) { which(at(index)).program = std::move(program); }});
    } else {
        fail("member.type", in.at(member), {{"member", member}, {"expected", "boolean"}});
    }
}

void DefinitionReader::answerMembers(json::Members& in, Item& item, ItemIndex index)
{
    condition(in, "required", index, [](Item& of) -> Condition& { return of.required; });
    if (item.type == ItemType::material) return;
    condition(in, "readonly", index, [](Item& of) -> Condition& { return of.readonly; });
    if (const json::Value* prefill = in.optionalValue("prefill")) {
        const json::Value list = prefill->is_array() ? *prefill : json::Value::array({*prefill});
        for (const json::Value& path : list) {
            const auto* text = path.get_ptr<const std::string*>();
            if (!text || !json::isPath(*text))
                fail("form.pointer", in.at("prefill"), {{"found", text ? *text : ""}});
            else
                item.prefill.push_back(*text);
        }
    }
    if (const json::Value* initial = in.optionalValue("initial")) item.initial = *initial;
    if (const auto source = in.optionalText("calculate", expression::sourceBytes)) {
        const bool clash = in.has("readonly") || in.has("prefill") || in.has("initial");
        if (clash) fail("form.calculate", in.at("calculate"));
        pending.push_back(
            Pending{*source, in.at("calculate"), index, false, expression::anyKind,
                    [this, index](expression::Program program) { at(index).calculate = std::move(program); }});
    }
    if (in.has("readonly") && item.prefill.empty() && item.initial.is_null()) fail("form.readonly", in.at("readonly"));
}

} // namespace ekey::form
