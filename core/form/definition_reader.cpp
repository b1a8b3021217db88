#include "core/form/definition_reader.h"

#include "core/digest/digest.h"
#include "core/expression/limits.h"
#include "core/expression/parser.h"
#include "core/form/answer.h"
#include "core/form/graph.h"
#include "core/form/places.h"
#include "core/identifier/identifier.h"
#include "core/json/canonical.h"
#include "core/json/pointer.h"

#include <algorithm>

namespace ekey::form {
namespace {

using expression::kinds;
using Kind = expression::Value::Kind;

const std::vector<std::string_view> types = {"text",   "integer", "decimal",  "boolean", "date",
                                             "choice", "choices", "material", "group",   "repeat"};
const std::vector<std::string_view> severities = {"error", "warning", "info"};
constexpr std::size_t pathBytes = 600;

bool isName(std::string_view text)
{
    return json::isPath("/" + std::string(text)) && text.find('/') == std::string_view::npos;
}

/// What a rule's code may be: words of lower case, digits and _, joined by dots.
bool isCode(std::string_view text)
{
    return !text.empty() && text.front() != '.' && text.back() != '.' &&
           std::all_of(text.begin(), text.end(),
                       [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '.'; });
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

void DefinitionReader::fail(std::string_view code, std::string pointer, json::Value params, Severity severity)
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

void DefinitionReader::typeMembers(json::Members& in, Item& item, ItemIndex index)
{
    switch (item.type) {
    case ItemType::text:
        item.check = in.optionalText("check", nameBytes).value_or("");
        item.maxLength = in.optionalInteger("maxLength", 1, charactersMost).value_or(item.maxLength);
        item.minLength = in.optionalInteger("minLength", 0, item.maxLength).value_or(0);
        if (!item.check.empty() && !identifier::find(item.check))
            fail("form.check_unknown", in.at("check"), {{"check", item.check}});
        break;
    case ItemType::integer:
    case ItemType::decimal:
        numberMembers(in, item);
        break;
    case ItemType::date:
        for (auto& [member, bound] : {std::pair{"from", &item.from}, std::pair{"until", &item.until}}) {
            *bound = in.optionalText(member, pathBytes).value_or("");
            if (!bound->empty() && !identifier::readIsoDay(*bound))
                fail("form.day", in.at(member), {{"found", *bound}});
        }
        break;
    case ItemType::choice:
    case ItemType::choices:
        choiceMembers(in, item, index);
        break;
    case ItemType::material:
        material(in, item);
        break;
    default:
        break;
    }
}

void DefinitionReader::numberMembers(json::Members& in, Item& item)
{
    const bool decimal = item.type == ItemType::decimal;
    if (decimal)
        item.fractionDigits =
            static_cast<std::size_t>(in.optionalInteger("fractionDigits", 0, fractionDigitsMost).value_or(2));
    for (auto& [member, bound] : {std::pair{"least", &item.least}, std::pair{"most", &item.most}}) {
        const json::Value* given = in.optionalValue(member);
        if (!given) continue;
        const Result<expression::Value> kept = keep(item, *given, {});
        const expression::Value value = kept ? seen(item, *kept) : expression::Value();
        if (value.integer())
            *bound = static_cast<double>(*value.integer());
        else if (value.number())
            *bound = *value.number();
        else
            fail("member.type", in.at(member), {{"member", member}, {"expected", "integer"}});
    }
    if (item.least && item.most && *item.least > *item.most) fail("form.range", in.at("least"));
}

void DefinitionReader::choiceMembers(json::Members& in, Item& item, ItemIndex index)
{
    if (item.type == ItemType::choices) {
        item.max = in.optionalInteger("max", 1, choicesMost).value_or(0);
        item.min = in.optionalInteger("min", 0, item.max ? item.max : choicesMost).value_or(0);
    }
    item.choicesFrom = in.optionalText("choicesFrom", pathBytes).value_or("");
    const json::Value* list = in.optionalArray("choices", choicesMost);
    if ((list != nullptr) == !item.choicesFrom.empty() || (list && list->empty()))
        return fail("form.choices", in.at("choices"));
    if (!item.choicesFrom.empty()) {
        if (!json::isPath(item.choicesFrom)) fail("form.pointer", in.at("choicesFrom"), {{"found", item.choicesFrom}});
        if (const auto filter = in.optionalText("choiceFilter", expression::sourceBytes)) {
            pending.push_back(
                Pending{*filter, in.at("choiceFilter"), index, true, kinds(Kind::boolean, Kind::null),
                        [this, index](expression::Program program) { at(index).choiceFilter = std::move(program); }});
        }
        return;
    }
    for (std::size_t i = 0; i < list->size(); ++i) {
        const json::Value& entry = (*list)[i];
        const std::string where = in.at("choices") + "/" + std::to_string(i);
        Choice choice{{}, {true, {}}};
        if (const auto* text = entry.get_ptr<const std::string*>()) {
            choice.value = *text;
        } else {
            json::Members one(entry, where);
            choice.value = one.text("value", choiceBytes);
            const auto source = one.optionalText("relevant", expression::sourceBytes);
            take(one);
            if (source) {
                pending.push_back(Pending{*source, where + "/relevant", index, false, kinds(Kind::boolean, Kind::null),
                                          [this, index, i](expression::Program program) {
                                              at(index).choices[i].relevant.program = std::move(program);
                                          }});
            }
        }
        const bool known = std::any_of(item.choices.begin(), item.choices.end(),
                                       [&](const Choice& c) { return c.value == choice.value; });
        if (choice.value.empty() || known || choice.value.size() > choiceBytes) fail("form.choices", where);
        item.choices.push_back(std::move(choice));
    }
}

void DefinitionReader::material(json::Members& in, Item& item)
{
    constexpr std::int64_t fileBytesMost = 1 << 30;
    constexpr std::int64_t pixelsMost = 1'000'000'000;
    constexpr std::int64_t filePagesMost = 10'000;
    static const std::vector<std::string_view> mediaTypes = {"image/jpeg", "image/png", "application/pdf"};

    const json::Value& accept = in.object("accept");
    if (!in.has("accept")) return;
    json::Members limits(accept, in.at("accept"));
    for (const json::Value& type : limits.array("types", mediaTypes.size())) {
        const auto* text = type.get_ptr<const std::string*>();
        const bool known = text && std::find(mediaTypes.begin(), mediaTypes.end(), *text) != mediaTypes.end();
        if (!known)
            fail("member.choice", limits.at("types"), {{"member", "types"}, {"choices", mediaTypes}});
        else
            item.limits.types.push_back(*text);
    }
    item.limits.bytes = limits.integer("bytes", 1, fileBytesMost);
    item.limits.pixels = limits.optionalInteger("pixels", 1, pixelsMost).value_or(item.limits.pixels);
    item.limits.pages = static_cast<int>(limits.optionalInteger("pages", 1, filePagesMost).value_or(item.limits.pages));
    if (item.limits.types.empty()) fail("member.missing", limits.at("types"), {{"member", "types"}});
    take(limits);
}

Constraint DefinitionReader::constraint(json::Members& in, std::string& source)
{
    Constraint made;
    made.code = in.text("code", codeBytes);
    source = in.text("expression", expression::sourceBytes);
    if (in.has("severity")) {
        const std::string severity = in.choice("severity", severities);
        made.severity = severity == "warning" ? Severity::warning
                        : severity == "info"  ? Severity::info
                                              : Severity::error;
    }
    made.confirm = in.optionalBoolean("confirm").value_or(false);
    if (made.confirm && made.severity != Severity::warning) fail("form.confirm", in.at("confirm"));
    if (in.has("code") && !isCode(made.code)) fail("form.code", in.at("code"), {{"found", made.code}});
    return made;
}

void DefinitionReader::constraints(json::Members& in, ItemIndex index)
{
    const json::Value* list = in.optionalArray("constraints", constraintsMost);
    if (!list) return;
    for (std::size_t i = 0; i < list->size(); ++i) {
        json::Members one((*list)[i], in.at("constraints") + "/" + std::to_string(i));
        std::string source;
        Constraint made = constraint(one, source);
        take(one);
        pending.push_back(Pending{std::move(source), one.at("expression"), index, false,
                                  kinds(Kind::boolean, Kind::null),
                                  [this, index, made = std::move(made)](expression::Program program) mutable {
                                      made.program = std::move(program);
                                      at(index).constraints.push_back(std::move(made));
                                  }});
    }
}

void DefinitionReader::rules(json::Members& in, ItemIndex group)
{
    const json::Value* list = in.optionalArray("rules", constraintsMost);
    if (!list) return;
    for (std::size_t i = 0; i < list->size(); ++i) {
        json::Members one((*list)[i], in.at("rules") + "/" + std::to_string(i));
        std::string source;
        PendingRule rule{{}, one.at("targets"), group, constraint(one, source)};
        for (const json::Value& target : one.array("targets", constraintsMost)) {
            const auto* path = target.get_ptr<const std::string*>();
            rule.targets.push_back(path ? *path : "");
        }
        if (rule.targets.empty() && one.has("targets")) fail("form.target", rule.pointer, {{"target", ""}});
        take(one);
        const std::size_t number = pendingRules.size();
        pendingRules.push_back(std::move(rule));
        pending.push_back(Pending{std::move(source), one.at("expression"), group, false,
                                  kinds(Kind::boolean, Kind::null), [this, number](expression::Program program) {
                                      pendingRules[number].constraint.program = std::move(program);
                                  }});
        pending.back().inside = true;
    }
}

void DefinitionReader::renames(const json::Value& list)
{
    for (std::size_t i = 0; i < list.size(); ++i) {
        json::Members in(list[i], "/renames/" + std::to_string(i));
        Rename made{in.text("from", pathBytes), in.text("to", pathBytes), in.integer("before", 2, versionMost)};
        take(in);
        // An answer moves within the instance that it is in.
        const auto upToStar = [](const std::string& pattern) {
            const std::size_t star = pattern.rfind("/*");
            return pattern.substr(0, star == std::string::npos ? 0 : star);
        };
        const auto known = std::find_if(definition->items.begin(), definition->items.end(),
                                        [&](const Item& item) { return item.pattern == made.to; });
        if (made.from.empty() || made.from.front() != '/' || upToStar(made.from) != upToStar(made.to) ||
            known == definition->items.end()) {
            fail("form.rename", in.at("to"), {{"found", made.to}});
        }
        definition->renames.push_back(std::move(made));
    }
}

ItemIndex DefinitionReader::resolve(ItemIndex group, std::string_view path) const
{
    while (!path.empty() && path.front() == '/') {
        const std::size_t end = std::min(path.find('/', 1), path.size());
        group = definition->child(group, path.substr(1, end - 1));
        if (group == noItem) return noItem;
        path.remove_prefix(end);
    }
    return path.empty() ? group : noItem;
}

/// What names mean is not known while items are amiss; whether an expression can be read at all is.
void DefinitionReader::parse()
{
    for (const Pending& one : pending) {
        const Result<expression::Tree> tree = expression::parse(one.source);
        if (!tree) fail(tree.error().code, one.pointer, tree.error().params);
    }
}

void DefinitionReader::compile()
{
    std::vector<std::uint32_t> locals(definition->items.size() + 1, 0);
    for (ItemIndex index = 0; index < definition->items.size(); ++index) {
        Item& item = at(index);
        item.local = locals[std::min<std::size_t>(item.repeat, definition->items.size())]++;
        const bool isNew = definition->children_.emplace(Definition::Child{item.parent, item.id}, index).second;
        if (!isNew) fail("form.item_duplicate", pointers[index] + "/id", {{"item", item.id}});
    }
    auto scopes = std::make_unique<const Scopes>(*definition);
    for (Pending& one : pending) {
        const ItemIndex group = one.inside ? one.scope : one.choice ? one.scope : at(one.scope).parent;
        const expression::Record& names = one.choice ? scopes->withChoice(one.scope) : scopes->in(group);
        expression::Compiled compiled = expression::compile(one.source, names, expression::Typing::checked, one.result);
        for (Error& error : compiled.errors) {
            fail(error.code, one.pointer, std::move(error.params));
        }
        if (compiled.program) one.take(*std::move(compiled.program));
    }
    definition->scopes_ = std::move(scopes);
    if (blocks(errors)) return;
    placeRules();
    checkInitial();
    Errors cycles;
    definition->graph_ = std::make_unique<const Graph>(*definition, cycles);
    for (Error& error : cycles) {
        const auto item = std::find_if(definition->items.begin(), definition->items.end(),
                                       [&](const Item& i) { return i.pattern == error.pointer; });
        const bool known = item != definition->items.end();
        fail(error.code, known ? pointers[static_cast<std::size_t>(item - definition->items.begin())] : "",
             std::move(error.params));
    }
}

void DefinitionReader::placeRules()
{
    for (PendingRule& rule : pendingRules) {
        const bool repeats = rule.group != noItem && at(rule.group).type == ItemType::repeat;
        const ItemIndex repeat = rule.group == noItem ? noItem : repeats ? rule.group : at(rule.group).repeat;
        for (const std::string& path : rule.targets) {
            const ItemIndex target = resolve(rule.group, path);
            if (target == noItem || target == rule.group || at(target).repeat != repeat)
                fail("form.target", rule.pointer, {{"target", path}});
            else
                rule.constraint.targets.push_back(target);
        }
        if (!rule.constraint.targets.empty())
            at(rule.constraint.targets.front()).constraints.push_back(std::move(rule.constraint));
    }
}

/// What is calculated, and first values, must be of the item's type.
void DefinitionReader::checkInitial()
{
    for (ItemIndex index = 0; index < definition->items.size(); ++index) {
        const Item& item = at(index);
        if (!item.initial.is_null()) {
            const Result<expression::Value> kept = keep(item, item.initial, {});
            if (!kept || kept->isNull() || wrong(item, *kept, {})) fail("form.initial", pointers[index] + "/initial");
        }
        if (!item.calculate) continue;
        expression::Kinds possible = valueKinds(item.type) | kinds(Kind::null);
        if (item.type == ItemType::decimal) possible |= kinds(Kind::integer);
        if (!item.calculate->type().may(possible))
            fail("form.calculate_type", pointers[index] + "/calculate", {{"expected", name(item.type)}});
    }
}

/// Warnings about what can never be seen.
void DefinitionReader::finish()
{
    for (ItemIndex index = 0; index < definition->items.size(); ++index) {
        const Condition& relevant = at(index).relevant;
        bool never = !relevant.program && !relevant.constant;
        if (relevant.program && relevant.program->references().empty()) {
            const Facts none;
            const Places places(*definition, none);
            const expression::Evaluated found = relevant.program->evaluate(View(places, places.root()), stepsMost);
            never = !found.failure && found.value.boolean() && !*found.value.boolean();
        }
        if (never) fail("form.never", pointers[index], {{"item", at(index).pattern}}, Severity::warning);
    }
    for (std::size_t i = 0; i < definition->pages.size(); ++i) {
        const bool used = std::any_of(definition->items.begin(), definition->items.end(),
                                      [&](const Item& item) { return item.page == definition->pages[i]; });
        if (!used)
            fail("form.page_empty", "/pages/" + std::to_string(i), {{"page", definition->pages[i]}}, Severity::warning);
    }
}

} // namespace ekey::form
