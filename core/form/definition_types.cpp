// What an item has by its type.
#include "core/form/definition_reader.h"

#include "core/expression/limits.h"
#include "core/form/answer.h"
#include "core/identifier/identifier.h"
#include "core/json/pointer.h"

#include <algorithm>

namespace ekey::form {
namespace {

using expression::kinds;
using Kind = expression::Value::Kind;

} // namespace

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
            *bound = in.optionalText(member, pathBytesMost).value_or("");
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
    item.choicesFrom = in.optionalText("choicesFrom", pathBytesMost).value_or("");
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

} // namespace ekey::form
