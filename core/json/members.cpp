#include "core/json/members.h"

#include <algorithm>

namespace ekey::json {
namespace {

const Value emptyArray = Value::array();
const Value emptyObject = Value::object();

} // namespace

std::string pointerTo(std::string_view pointer, std::string_view key)
{
    std::string out(pointer);
    out += '/';
    for (const char c : key) {
        if (c == '~') {
            out += "~0";
        } else if (c == '/') {
            out += "~1";
        } else {
            out += c;
        }
    }
    return out;
}

Members::Members(const Value& object, std::string pointer) : object_(object), pointer_(std::move(pointer))
{
    if (!object_.is_object()) {
        errors_.push_back({"member.type", pointer_, Severity::error, {{"member", pointer_}, {"expected", "object"}}});
    }
}

std::string Members::at(std::string_view key) const { return pointerTo(pointer_, key); }

bool Members::has(std::string_view key) const { return object_.is_object() && object_.contains(key); }

void Members::fail(std::string_view code, std::string_view key, Object params)
{
    if (!object_.is_object()) return; // which has been said
    params.value["member"] = key;
    errors_.push_back({std::string(code), at(key), Severity::error, std::move(params)});
}

const Value* Members::find(std::string_view key, bool required)
{
    asked_.emplace_back(key);
    if (!object_.is_object()) return nullptr;
    const auto found = object_.find(key);
    if (found != object_.end()) return &*found;
    if (required) fail("member.missing", key);
    return nullptr;
}

std::string Members::text(std::string_view key, std::size_t limit)
{
    if (!has(key)) {
        find(key, true);
        return {};
    }
    return optionalText(key, limit).value_or("");
}

std::optional<std::string> Members::optionalText(std::string_view key, std::size_t limit)
{
    const Value* value = find(key, false);
    if (!value) return std::nullopt;
    const auto* text = value->get_ptr<const std::string*>();
    if (!text) {
        fail("member.type", key, {{"expected", "string"}});
        return std::nullopt;
    }
    if (text->size() > limit) {
        fail("member.length", key, {{"limit", limit}});
        return std::nullopt;
    }
    return *text;
}

std::string Members::choice(std::string_view key, const std::vector<std::string_view>& names)
{
    const Value* value = find(key, true);
    if (!value) return {};
    const auto* text = value->get_ptr<const std::string*>();
    if (!text) {
        fail("member.type", key, {{"expected", "string"}});
        return {};
    }
    if (std::find(names.begin(), names.end(), *text) == names.end()) {
        fail("member.choice", key, {{"choices", names}});
        return {};
    }
    return *text;
}

std::int64_t Members::integer(std::string_view key, std::int64_t low, std::int64_t high)
{
    if (!has(key)) {
        find(key, true);
        return 0;
    }
    return optionalInteger(key, low, high).value_or(0);
}

std::optional<std::int64_t> Members::optionalInteger(std::string_view key, std::int64_t low, std::int64_t high)
{
    const Value* value = find(key, false);
    if (!value) return std::nullopt;
    if (!value->is_number_integer()) {
        fail("member.type", key, {{"expected", "integer"}});
        return std::nullopt;
    }
    // An unsigned number beyond the signed ones would turn negative.
    const auto* natural = value->get_ptr<const std::uint64_t*>();
    const auto number = value->get<std::int64_t>();
    if ((natural && number < 0) || number < low || number > high) {
        fail("member.range", key, {{"low", low}, {"high", high}});
        return std::nullopt;
    }
    return number;
}

bool Members::boolean(std::string_view key)
{
    if (!has(key)) {
        find(key, true);
        return false;
    }
    return optionalBoolean(key).value_or(false);
}

std::optional<bool> Members::optionalBoolean(std::string_view key)
{
    const Value* value = find(key, false);
    if (!value) return std::nullopt;
    const auto* boolean = value->get_ptr<const bool*>();
    if (!boolean) {
        fail("member.type", key, {{"expected", "boolean"}});
        return std::nullopt;
    }
    return *boolean;
}

const Value& Members::array(std::string_view key, std::size_t limit)
{
    if (!has(key)) find(key, true);
    const Value* value = optionalArray(key, limit);
    return value ? *value : emptyArray;
}

const Value* Members::optionalArray(std::string_view key, std::size_t limit)
{
    const Value* value = find(key, false);
    if (!value) return nullptr;
    if (!value->is_array()) {
        fail("member.type", key, {{"expected", "array"}});
        return nullptr;
    }
    if (value->size() > limit) {
        fail("member.length", key, {{"limit", limit}});
        return nullptr;
    }
    return value;
}

const Value& Members::object(std::string_view key)
{
    if (!has(key)) find(key, true);
    const Value* value = optionalObject(key);
    return value ? *value : emptyObject;
}

const Value* Members::optionalObject(std::string_view key)
{
    const Value* value = find(key, false);
    if (!value) return nullptr;
    if (!value->is_object()) {
        fail("member.type", key, {{"expected", "object"}});
        return nullptr;
    }
    return value;
}

const Value* Members::optionalValue(std::string_view key) { return find(key, false); }

Errors Members::problems()
{
    if (object_.is_object()) {
        for (const auto& [key, value] : object_.items()) {
            if (std::find(asked_.begin(), asked_.end(), key) == asked_.end()) fail("member.unknown", key);
        }
    }
    return std::move(errors_);
}

std::optional<Error> Members::finish()
{
    Errors all = problems();
    return all.empty() ? std::nullopt : std::optional(std::move(all.front()));
}

} // namespace ekey::json
