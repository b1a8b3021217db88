#include "core/form/definition.h"

#include "core/digest/digest.h"
#include "core/identifier/identifier.h"
#include "core/json/canonical.h"
#include "core/json/members.h"
#include "core/json/pointer.h"

#include <algorithm>
#include <optional>

namespace ekey::form {
namespace {

constexpr std::size_t nameBytes = 40; // of a form's, page's or item's id
constexpr std::size_t pathBytes = 200;
constexpr std::int64_t versionMost = 1'000'000;
constexpr std::int64_t lengthMost = 10'000;     // of an answer, in characters
constexpr std::int64_t fileBytesMost = 1 << 30; // of a material
constexpr std::int64_t pixelsMost = 1'000'000'000; // of a picture
constexpr std::int64_t filePagesMost = 10'000;     // of a PDF
constexpr std::size_t pagesMost = 50, itemsMost = 1000;
const std::vector<std::string_view> mediaTypes = {"image/jpeg", "image/png", "application/pdf"};

bool isName(const std::string& text) { return json::isPath("/" + text) && text.find('/') == std::string::npos; }

Error malformed(const char* code, std::string pointer, std::string_view found)
{
    return {code, std::move(pointer), Severity::error, {{"found", found}}};
}

/// True when one place lies within the other: an answer cannot be a group as well.
bool overlap(const std::string& left, const std::string& right)
{
    const auto within = [](const std::string& outer, const std::string& inner) {
        return inner.starts_with(outer) && (inner.size() == outer.size() || inner[outer.size()] == '/');
    };
    return within(left, right) || within(right, left);
}

std::optional<Error> readLimits(const json::Value& accept, const std::string& place, material::Limits& limits)
{
    json::Members in(accept, place);
    const json::Value& types = in.array("types", mediaTypes.size());
    limits.bytes = in.integer("bytes", 1, fileBytesMost);
    limits.pixels = in.optionalInteger("pixels", 1, pixelsMost).value_or(limits.pixels);
    limits.pages = static_cast<int>(in.optionalInteger("pages", 1, filePagesMost).value_or(limits.pages));
    if (auto error = in.finish()) return error;
    const std::string pointer = in.at("types");
    if (types.empty())
        return Error{"member.length", pointer, Severity::error, {{"member", "types"}, {"limit", mediaTypes.size()}}};
    for (const json::Value& type : types) {
        const auto* name = type.get_ptr<const std::string*>();
        if (!name || std::find(mediaTypes.begin(), mediaTypes.end(), *name) == mediaTypes.end()) {
            return Error{"member.choice",
                         pointer + "/" + std::to_string(limits.types.size()),
                         Severity::error,
                         {{"member", "types"}, {"choices", mediaTypes}}};
        }
        limits.types.push_back(*name);
    }
    return std::nullopt;
}

Result<Item> readItem(const json::Value& value, const std::string& pointer)
{
    json::Members in(value, pointer);
    Item item;
    item.id = in.text("id", nameBytes);
    item.pointer = in.text("pointer", pathBytes);
    item.page = in.text("page", nameBytes);
    item.type = in.choice("type", {"text", "material"}) == "material" ? ItemType::material : ItemType::text;
    item.required = in.optionalBoolean("required").value_or(false);
    const bool material = item.type == ItemType::material;
    const json::Value* accept = nullptr;
    if (material) {
        accept = &in.object("accept");
    } else {
        item.readonly = in.optionalBoolean("readonly").value_or(false);
        item.check = in.optionalText("check", nameBytes).value_or("");
        item.maxLength = static_cast<std::size_t>(
            in.optionalInteger("maxLength", 1, lengthMost).value_or(static_cast<std::int64_t>(item.maxLength)));
        // What the applicant cannot type has to come from somewhere.
        item.prefill =
            item.readonly ? in.text("prefill", pathBytes) : in.optionalText("prefill", pathBytes).value_or("");
    }
    if (auto error = in.finish()) return *error;
    if (accept) {
        if (auto error = readLimits(*accept, in.at("accept"), item.limits)) return *error;
    }
    if (!isName(item.id)) return malformed("form.id", in.at("id"), item.id);
    const bool place = json::isPath(item.pointer) && material == overlap(item.pointer, "/materials") &&
                       (!material || item.pointer == "/materials/" + item.id);
    if (!place) return malformed("form.pointer", in.at("pointer"), item.pointer);
    if (in.has("prefill") && !json::isPath(item.prefill))
        return malformed("form.pointer", in.at("prefill"), item.prefill);
    if (in.has("check") && !identifier::find(item.check)) {
        return Error{"form.check_unknown", in.at("check"), Severity::error, {{"check", item.check}}};
    }
    return item;
}

std::optional<Error> readPages(const json::Value& pages, std::vector<std::string>& names)
{
    for (const json::Value& page : pages) {
        const std::string pointer = "/pages/" + std::to_string(names.size());
        const auto* name = page.get_ptr<const std::string*>();
        if (!name) return Error{"member.type", pointer, Severity::error, {{"member", "pages"}, {"expected", "string"}}};
        if (!isName(*name) || std::find(names.begin(), names.end(), *name) != names.end()) {
            return malformed("form.id", pointer, *name);
        }
        names.push_back(*name);
    }
    return std::nullopt;
}

} // namespace

json::Value toJson(const FormReference& form)
{
    return {{"id", form.id}, {"version", form.version}, {"sm3", form.sm3}};
}

FormReference reference(const Definition& definition) { return {definition.id, definition.version, definition.sm3}; }

Result<std::shared_ptr<const Definition>> Definition::read(std::string_view text)
{
    const Result<json::Value> document = json::read(text);
    if (!document) return document.error();

    auto definition = std::make_shared<Definition>();
    json::Members in(*document);
    definition->id = in.text("id", nameBytes);
    definition->version = in.integer("version", 1, versionMost);
    const json::Value& pages = in.array("pages", pagesMost);
    const json::Value& items = in.array("items", itemsMost);
    if (auto error = in.finish()) return *error;
    if (!isName(definition->id)) return malformed("form.id", "/id", definition->id);
    if (auto error = readPages(pages, definition->pages)) return *error;

    for (const json::Value& value : items) {
        const std::string pointer = "/items/" + std::to_string(definition->items.size());
        Result<Item> item = readItem(value, pointer);
        if (!item) return item.error();
        for (const Item& earlier : definition->items) {
            if (earlier.id == item->id || overlap(earlier.pointer, item->pointer)) {
                return Error{"form.item_duplicate", pointer, Severity::error, {{"item", item->id}}};
            }
        }
        if (std::find(definition->pages.begin(), definition->pages.end(), item->page) == definition->pages.end()) {
            return Error{"form.page_unknown", pointer + "/page", Severity::error, {{"page", item->page}}};
        }
        definition->items.push_back(*std::move(item));
    }
    definition->sm3 = digest::hex(digest::sm3(json::canonical(*document)));
    return std::shared_ptr<const Definition>(std::move(definition));
}

const Item* Definition::find(std::string_view pointer) const
{
    const auto found =
        std::find_if(items.begin(), items.end(), [pointer](const Item& i) { return i.pointer == pointer; });
    return found == items.end() ? nullptr : &*found;
}

} // namespace ekey::form
