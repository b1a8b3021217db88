#include "wasm/checks.h"

#include "core/identifier/day.h"
#include "core/json/canonical.h"

#include <algorithm>
#include <cstdlib>
#include <iterator>
#include <vector>

namespace ekey::wasm {
namespace {

/// Writes pieces of valid UTF-8 one after the other and counts their UTF-16 code units: one for each sequence, and one
/// more for those of four bytes.
class Writer {
public:
    Writer(std::string& text, std::size_t bytes)
    {
        text.resize(bytes);
        at_ = text.data();
    }

    std::uint32_t write(std::string_view piece)
    {
        std::uint32_t units = 0;
        for (const char *from = piece.data(), *end = from + piece.size(); from != end; ++from) {
            const auto byte = static_cast<unsigned char>(*from);
            units += ((byte & 0xC0) != 0x80 ? 1u : 0u) + (byte >= 0xF0 ? 1u : 0u);
            *at_++ = *from;
        }
        return units;
    }

private:
    char* at_;
};

/// What json::canonical(toJson(errors)) gives, without building it: a list of wrong codes is checked as fast as one of
/// good ones, nearly. Codes and severities need no escapes.
std::string canonical(const Errors& errors)
{
    std::string text;
    for (const Error& error : errors) {
        text += text.empty() ? "[{" : ",{";
        text.append("\"code\":\"").append(error.code).append("\",\"params\":");
        text += error.params.empty() ? "{}" : json::canonical(error.params);
        text += ",\"pointer\":";
        text += error.pointer.empty() ? "\"\"" : json::canonical(error.pointer);
        text.append(",\"severity\":\"").append(name(error.severity)).append("\"}");
    }
    return text += ']';
}

/// The checks by number, from 1 on.
const std::vector<identifier::Check>& numbered()
{
    static const std::vector<identifier::Check> checks = [] {
        std::vector<identifier::Check> all = {nullptr};
        for (const std::string_view name : identifier::names()) {
            all.push_back(identifier::find(name));
        }
        return all;
    }();
    return checks;
}

void pack(const identifier::Checked& checked, Packed& into)
{
    const std::string errors = checked.errors.empty() ? std::string() : canonical(checked.errors);
    const std::string_view suggestion = checked.suggestion ? std::string_view(*checked.suggestion) : std::string_view();
    std::size_t bytes = errors.size() + checked.normalized.size() + checked.masked.size() + suggestion.size();
    for (const identifier::Part& part : checked.parts) {
        bytes += part.name.size() + part.value.size();
    }
    Writer writer(into.text, bytes);
    into.errors = writer.write(errors);
    into.normalized = writer.write(checked.normalized);
    into.masked = writer.write(checked.masked);
    into.suggestion = writer.write(suggestion);
    into.parts = 0;
    if (2 * checked.parts.size() > std::size(into.part)) std::abort(); // a new part needs room in the C ABI
    for (const identifier::Part& part : checked.parts) {
        into.part[into.parts++] = writer.write(part.name);
        into.part[into.parts++] = writer.write(part.value);
    }
    into.parts /= 2;
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
    std::optional<Error> misuse = misusedFacts(facts);
    if (number == 0 || number >= numbered().size()) {
        misuse = Error{"check.unknown", "/name"};
    }
    into.misused = misuse.has_value();
    if (misuse) {
        pack({"", {*std::move(misuse)}}, into);
    } else {
        pack(numbered()[number](text, facts), into);
    }
}

} // namespace ekey::wasm
