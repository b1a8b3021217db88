#include "wasm/checks.h"

#include "core/identifier/day.h"
#include "core/json/canonical.h"

#include <algorithm>

namespace ekey::wasm {
namespace {

/// Of valid UTF-8: one for each sequence, and one more for those of four bytes.
std::uint32_t utf16Length(std::string_view text)
{
    std::uint32_t length = 0;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        length += ((byte & 0xC0) != 0x80 ? 1u : 0u) + (byte >= 0xF0 ? 1u : 0u);
    }
    return length;
}

std::uint32_t append(Packed& packed, std::string_view text)
{
    packed.text += text;
    return utf16Length(text);
}

void misuse(Packed& packed, const Error& error)
{
    packed.misused = true;
    packed.errors = append(packed, json::canonical(ekey::toJson(Errors{error})));
}

} // namespace

json::Value toJson(const identifier::Checked& checked)
{
    json::Value parts = json::Value::object();
    for (const identifier::Part& part : checked.parts) {
        parts[std::string(part.name)] = part.value;
    }
    json::Value answer = {{"normalized", checked.normalized},
                          {"errors", ekey::toJson(checked.errors)},
                          {"masked", checked.masked},
                          {"parts", std::move(parts)}};
    if (checked.suggestion) {
        answer["suggestion"] = *checked.suggestion;
    }
    return answer;
}

std::optional<Error> misusedFacts(const identifier::Facts& facts)
{
    if (facts.on.empty() || identifier::readIsoDay(facts.on)) {
        return std::nullopt;
    }
    return Error{"check.day", "/facts/on"};
}

std::size_t numberOf(std::string_view name)
{
    const auto names = identifier::names();
    const auto found = std::find(names.begin(), names.end(), name);
    return found == names.end() ? 0 : static_cast<std::size_t>(found - names.begin()) + 1;
}

void check(std::size_t number, std::string_view text, const identifier::Facts& facts, Packed& into)
{
    into.misused = false;
    into.text.clear();
    into.errors = into.normalized = into.masked = into.suggestion = 0;
    into.parts.clear();
    if (number == 0 || number > identifier::names().size()) {
        return misuse(into, {"check.unknown", "/name"});
    }
    if (const auto error = misusedFacts(facts)) {
        return misuse(into, *error);
    }
    const identifier::Checked checked = identifier::find(identifier::names()[number - 1])(text, facts);
    if (!checked.errors.empty()) {
        into.errors = append(into, json::canonical(ekey::toJson(checked.errors)));
    }
    into.normalized = append(into, checked.normalized);
    into.masked = append(into, checked.masked);
    if (checked.suggestion) {
        into.suggestion = append(into, *checked.suggestion);
    }
    for (const identifier::Part& part : checked.parts) {
        into.parts.push_back(append(into, part.name));
        into.parts.push_back(append(into, part.value));
    }
}

} // namespace ekey::wasm
