#include "core/form/session.h"

#include "core/identifier/identifier.h"
#include "core/json/pointer.h"
#include "core/text/utf8.h"

#include <algorithm>

namespace ekey::form {
namespace {

bool isBlank(const std::string& text) { return text::normalize(text).empty(); }

const std::string* textAt(const json::Value& document, const std::string& path)
{
    const json::Value* value = json::find(document, path);
    return value ? value->get_ptr<const std::string*>() : nullptr;
}

/// What of the form's facts the named checks may compare with.
identifier::Facts factsOf(const json::Value& facts)
{
    const std::string* on = textAt(facts, "/today");
    const std::string* uscc = textAt(facts, "/certificate/uscc");
    return {on ? std::string_view(*on) : std::string_view(), uscc ? std::string_view(*uscc) : std::string_view()};
}

/// What is kept of a text: normalised where it passes its check, as typed where not, for nothing typed is thrown away.
std::string kept(const Item& item, const std::string& text, const json::Value& facts)
{
    if (isBlank(text)) return {};
    if (item.readonly) return text;
    const identifier::Check check = identifier::find(item.check);
    if (!check) return text::singleLine(text);
    identifier::Checked checked = check(text, factsOf(facts));
    return blocks(checked.errors) ? text : std::move(checked.normalized);
}

/// The gravest of what is wrong with a value: an error before a warning.
std::optional<Error> first(Errors errors, const std::string& pointer)
{
    if (errors.empty()) return std::nullopt;
    const auto error = std::find_if(errors.begin(), errors.end(), [](const Error& e) { return blocks({e}); });
    Error found = std::move(error == errors.end() ? errors.front() : *error);
    found.pointer = pointer;
    return found;
}

json::Value list(const std::optional<Error>& error) { return toJson(error ? Errors{*error} : Errors{}); }

} // namespace

Session::Session(std::shared_ptr<const Definition> definition, json::Value facts, std::optional<json::Value> draft)
    : definition_(std::move(definition)), facts_(std::move(facts)), answers_(json::Value::object())
{
    for (const Item& item : definition_->items) {
        const std::string* fact = item.prefill.empty() ? nullptr : textAt(facts_, item.prefill);
        if (fact) store(item, *fact);
    }
    if (draft) take(*draft);
}

void Session::take(const json::Value& draft)
{
    const json::Value* answers = json::find(draft, "/answers");
    for (const Item& item : definition_->items) {
        const bool open = answers && item.type == ItemType::text && !item.readonly;
        const std::string* text = open ? textAt(*answers, item.pointer) : nullptr;
        if (text) store(item, *text);
    }
    const json::Value* materials = json::find(draft, "/materials");
    if (!materials || !materials->is_array()) return;
    for (const json::Value& line : *materials) {
        const Result<material::Entry> read = material::readEntry(line, {});
        const Item* item = read ? definition_->find("/materials/" + read->item) : nullptr;
        if (item && !entry(*item)) materials_.push_back(*read);
    }
}

void Session::store(const Item& item, const std::string& text)
{
    std::string value = kept(item, text, facts_);
    if (value.empty()) {
        json::erase(answers_, item.pointer);
    } else {
        json::put(answers_, item.pointer, std::move(value));
    }
}

std::string Session::answer(const Item& item) const
{
    const std::string* text = textAt(answers_, item.pointer);
    return text ? *text : std::string();
}

const material::Entry* Session::entry(const Item& item) const
{
    const auto found = std::find_if(materials_.begin(), materials_.end(),
                                    [&item](const material::Entry& entry) { return entry.item == item.id; });
    return found == materials_.end() ? nullptr : &*found;
}

json::Value Session::value(const Item& item) const
{
    if (item.type == ItemType::text) return answer(item);
    const material::Entry* found = entry(item);
    return found ? material::toJson(*found) : json::Value();
}

std::optional<Error> Session::check(const Item& item) const
{
    const material::Entry* material = item.type == ItemType::material ? entry(item) : nullptr;
    const std::string text = item.type == ItemType::text ? answer(item) : std::string();
    if (!material && text.empty()) {
        return item.required ? std::optional(Error{"answer.required", item.pointer}) : std::nullopt;
    }
    if (material) return first(material::checkLimits(material->type, material->bytes, item.limits), item.pointer);
    if (text::length(text) > item.maxLength) {
        return Error{
            "answer.length", item.pointer, Severity::error, {{"limit", item.maxLength}, {"found", text::length(text)}}};
    }
    const identifier::Check named = identifier::find(item.check);
    return named ? first(named(text, factsOf(facts_)).errors, item.pointer) : std::nullopt;
}

Result<Changes> Session::set(std::string_view pointer, const json::Value& given)
{
    const Item* item = definition_->find(pointer);
    if (!item) return Error{"answer.unknown_item", std::string(pointer)};
    if (item->readonly) return Error{"answer.readonly", item->pointer};
    const json::Value valueBefore = value(*item), errorsBefore = list(check(*item));

    if (item->type == ItemType::text) {
        const auto* text = given.get_ptr<const std::string*>();
        if (!text) return Error{"answer.type", item->pointer, Severity::error, {{"expected", "string"}}};
        store(*item, *text);
    } else {
        std::optional<material::Entry> next;
        if (!given.is_null()) {
            Result<material::Entry> read = material::readEntry(given, item->pointer);
            if (!read) return read.error();
            if (read->item != item->id) return Error{"answer.unknown_item", item->pointer + "/item"};
            next = *std::move(read);
        }
        std::erase_if(materials_, [item](const material::Entry& entry) { return entry.item == item->id; });
        if (next) materials_.push_back(*std::move(next));
    }

    json::Value change = json::Value::object();
    const json::Value valueNow = value(*item);
    json::Value errorsNow = list(check(*item));
    if (valueNow != valueBefore || valueNow != given) change["value"] = valueNow;
    if (errorsNow != errorsBefore) change["errors"] = std::move(errorsNow);
    Changes changes = json::Value::array();
    if (!change.empty()) {
        change["pointer"] = item->pointer;
        changes.push_back(std::move(change));
    }
    return changes;
}

Errors Session::validate(std::string_view page) const
{
    Errors errors;
    for (const Item& item : definition_->items) {
        if (!page.empty() && item.page != page) continue;
        if (std::optional<Error> error = check(item)) errors.push_back(*std::move(error));
    }
    return errors;
}

json::Value Session::materials() const
{
    json::Value list = json::Value::array();
    for (const Item& item : definition_->items) {
        if (item.type != ItemType::material) continue;
        list.push_back({{"item", item.id},
                        {"pointer", item.pointer},
                        {"required", item.required},
                        {"types", item.limits.types},
                        {"bytes", item.limits.bytes},
                        {"pixels", item.limits.pixels},
                        {"pages", item.limits.pages},
                        {"present", entry(item) != nullptr}});
    }
    return list;
}

json::Value Session::draft() const
{
    json::Value answers = answers_, materials = json::Value::array();
    for (const Item& item : definition_->items) {
        if (!item.prefill.empty() && !item.readonly && answer(item).empty()) json::put(answers, item.pointer, "");
    }
    for (const material::Entry& entry : materials_) {
        materials.push_back(material::toJson(entry));
    }
    return {{"form", toJson(reference(*definition_))},
            {"answers", std::move(answers)},
            {"materials", std::move(materials)}};
}

Submission Session::submission(std::string audience, std::string filing, std::string nonce) const
{
    Submission submission{
        std::move(audience), std::move(filing), std::move(nonce), reference(*definition_), {}, answers_};
    for (const Item& item : definition_->items) {
        const material::Entry* found = item.type == ItemType::material ? entry(item) : nullptr;
        if (found) submission.materials.push_back(*found);
    }
    return submission;
}

} // namespace ekey::form
