// The host's side: parameters are read strictly through json::Members, results are written, codes are constants.
import { upper } from './schema.mjs';

const lower = (text) => text[0].toLowerCase() + text.slice(1);
const camel = (name) => lower(upper(name.replaceAll('_', '.')));
const quote = (text) => JSON.stringify(text);

function typeOf(type) {
  switch (type.kind) {
    case 'text':
    case 'choice': return 'std::string';
    case 'integer': return 'std::int64_t';
    case 'boolean': return 'bool';
    case 'any': return 'json::Value';
    case 'list': return `std::vector<${typeOf(type.of)}>`;
    case 'record': return type.name;
    case 'alias': return typeOf(type.of);
    default: throw new Error(`no C++ for ${type.kind}`);
  }
}

// Members whose name C++ keeps for itself.
const keywords = new Set(['class', 'default', 'delete', 'export', 'new', 'private', 'public', 'register', 'signed', 'template', 'this', 'union']);
const field = (name) => (keywords.has(name) ? `${name}_` : name);

const start = { 'std::int64_t': ' = 0', bool: ' = false' };

function struct({ name, members }) {
  const body = members.map((member) => {
    const bare = typeOf(member.type);
    const type = member.required ? bare : `std::optional<${bare}>`;
    return `    ${type} ${field(member.name)}${start[type] ?? ''};\n`;
  });
  return `struct ${name} {\n${body.join('')}};\n`;
}

// One member: [the statement that asks Members for it, what is left to check after Members::finish()].
function readMember(name, required, type, where) {
  const key = quote(name);
  if (keywords.has(name)) throw new Error(`${where}.${name}: a keyword of C++ cannot be a parameter's name`);
  switch (type.kind) {
    case 'alias': return readMember(name, required, type.of, where);
    case 'text':
      return [
        `    out.${name} = in.${required ? 'text' : 'optionalText'}(${key}, ${type.most} * longestCharacter);\n`,
        `    if (auto error = checkText(${required ? '&' : ''}out.${name}${required ? '' : ' ? &*out.' + name + ' : nullptr'}, ${type.least}, ${type.most}, in.at(${key}))) {\n        return *error;\n    }\n`,
      ];
    case 'integer':
      return [`    out.${name} = in.${required ? 'integer' : 'optionalInteger'}(${key}, ${type.low}, ${type.high});\n`, ''];
    case 'boolean':
      return [`    out.${name} = in.${required ? 'boolean' : 'optionalBoolean'}(${key});\n`, ''];
    case 'choice':
      if (!required) throw new Error(`${where}.${name}: an optional choice cannot be read`);
      return [`    out.${name} = in.choice(${key}, {${type.names.map(quote).join(', ')}});\n`, ''];
    case 'record':
      if (!required) throw new Error(`${where}.${name}: an optional object cannot be read`);
      return [
        `    const json::Value& ${name} = in.object(${key});\n`,
        `    auto read${upper(name)} = read${type.name}(${name}, in.at(${key}));\n    if (!read${upper(name)}) {\n        return read${upper(name)}.error();\n    }\n    out.${name} = *std::move(read${upper(name)});\n`,
      ];
    case 'list': {
      const of = type.of.kind === 'alias' ? type.of.of : type.of;
      if (!required || of.kind !== 'text') throw new Error(`${where}.${name}: only lists of text can be read`);
      return [
        `    const json::Value& ${name} = in.array(${key}, ${type.most});\n`,
        `    auto read${upper(name)} = readTexts(${name}, ${type.least}, ${of.least}, ${of.most}, in.at(${key}));\n    if (!read${upper(name)}) {\n        return read${upper(name)}.error();\n    }\n    out.${name} = *std::move(read${upper(name)});\n`,
      ];
    }
    default: throw new Error(`${where}.${name}: ${type.kind} cannot be read`);
  }
}

function reader({ name, members }, signature) {
  const statements = members.map((member) => readMember(member.name, member.required, member.type, name));
  const asks = statements.map(([ask]) => ask).join('');
  const checks = statements.map(([, check]) => check).join('');
  return `${signature}
{
    json::Members in(value, pointer);
    ${name} out;
${asks}    if (auto error = in.finish()) {
        return *std::move(error);
    }
${checks}    return out;
}
`;
}

function valueOf(type, expression) {
  switch (type.kind) {
    case 'alias': return valueOf(type.of, expression);
    case 'record': return `toJson(${expression})`;
    case 'list': return `listOf(${expression})`;
    default: return expression;
  }
}

function writer({ name, members }) {
  const body = members.map((member) => {
    const { name: key, required, type } = member;
    if (required) return `    out[${quote(key)}] = ${valueOf(type, `value.${field(key)}`)};\n`;
    return `    if (value.${field(key)}) {\n        out[${quote(key)}] = ${valueOf(type, `*value.${field(key)}`)};\n    }\n`;
  });
  return `json::Value toJson(${body.length ? '' : '[[maybe_unused]] '}const ${name}& value)\n{\n    json::Value out = json::Value::object();\n${body.join('')}    return out;\n}\n`;
}

// The records that parameters are made of: only these are read.
function read(schema) {
  const names = new Set();
  const visit = (type) => {
    if (type.kind === 'record') {
      names.add(type.name);
      schema.records.find((one) => one.name === type.name).members.forEach((member) => visit(member.type));
    }
  };
  schema.methods.forEach((method) => method.params.members.forEach((member) => visit(member.type)));
  return schema.records.filter((one) => names.has(one.name));
}

export function cppHeader(schema) {
  return `// Generated by protocol/generate.mjs from ${schema.title} ${schema.version}. Not to be edited.
#pragma once

#include "core/error.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ekey::protocol {

inline constexpr std::string_view subprotocol = ${quote(schema.title)};
inline constexpr std::array<std::uint16_t, ${schema.ports.length}> ports{${schema.ports.join(', ')}};
inline constexpr std::string_view path = ${quote(schema.path)};
inline constexpr std::string_view healthPath = ${quote(schema.health)};
inline constexpr std::size_t messageBytes = ${schema.messageBytes};
inline constexpr std::size_t pieceBytes = ${schema.pieceBytes};

${schema.records.map(struct).join('\n')}
${schema.methods.map((method) => struct(method.params)).join('\n')}
${schema.notifications.map(({ params }) => struct(params)).join('\n')}
enum class Method { ${schema.methods.map((method) => camel(method.name)).join(', ')} };
std::optional<Method> findMethod(std::string_view name);

/// Errors: those of json::Members, with a pointer into the parameters.
${schema.methods.map(({ params }) => `Result<${params.name}> read${params.name}(const json::Value& params);\n`).join('')}
${schema.records.map(({ name }) => `json::Value toJson(const ${name}& value);\n`).join('')}
/// What the host says unasked: JSON-RPC 2.0 notifications, each with its name.
${schema.notifications.map(({ params }) => `json::Value toJson(const ${params.name}& value);\n`).join('')}
namespace notice {
${schema.notifications.map(({ name }) => `inline constexpr std::string_view ${camel(name)} = ${quote(name)};\n`).join('')}} // namespace notice

namespace code {
${schema.errors.map((error) => `inline constexpr std::string_view ${camel(error.code)} = ${quote(error.code)};\n`).join('')}} // namespace code

/// The JSON-RPC number that a code travels with; nothing for a word that is no code of this protocol.
std::optional<int> errorNumber(std::string_view code);

} // namespace ekey::protocol
`;
}

export function cppSource(schema) {
  const params = schema.methods.map((method) => method.params);
  return `// Generated by protocol/generate.mjs from ${schema.title} ${schema.version}. Not to be edited.
#include "protocol.h"

#include "core/json/members.h"
#include "core/text/utf8.h"

#include <algorithm>
#include <utility>

namespace ekey::protocol {
namespace {

constexpr std::size_t longestCharacter = 4; // bytes of UTF-8

std::optional<Error> checkText(const std::string* text, std::size_t least, std::size_t most, std::string pointer)
{
    if (!text) {
        return std::nullopt;
    }
    const std::size_t length = text::length(*text);
    if (length >= least && length <= most) {
        return std::nullopt;
    }
    return Error{"member.length", std::move(pointer), Severity::error, {{"least", least}, {"limit", most}}};
}

Result<std::vector<std::string>> readTexts(const json::Value& list, std::size_t leastElements, std::size_t least, std::size_t most,
                                           const std::string& pointer)
{
    if (list.size() < leastElements) {
        return Error{"member.length", pointer, Severity::error, {{"least", leastElements}}};
    }
    std::vector<std::string> out;
    for (const json::Value& element : list) {
        std::string at = json::pointerTo(pointer, std::to_string(out.size()));
        if (!element.is_string()) {
            return Error{"member.type", std::move(at)};
        }
        const auto& text = element.get_ref<const std::string&>();
        if (auto error = checkText(&text, least, most, std::move(at))) {
            return *std::move(error);
        }
        out.push_back(text);
    }
    return out;
}

${read(schema).map((one) => reader(one, `Result<${one.name}> read${one.name}(const json::Value& value, const std::string& pointer)`)).join('\n')}
[[maybe_unused]] const std::string& toJson(const std::string& text) { return text; }

template <class T> json::Value listOf(const std::vector<T>& elements)
{
    json::Value list = json::Value::array();
    for (const T& element : elements) {
        list.push_back(toJson(element));
    }
    return list;
}

} // namespace

${params.map((one) => reader(one, `Result<${one.name}> read${one.name}(const json::Value& value)`).replace('json::Members in(value, pointer);', 'json::Members in(value);')).join('\n')}
${[...schema.records, ...schema.notifications.map(({ params }) => params)].map(writer).join('\n')}
std::optional<Method> findMethod(std::string_view name)
{
    static constexpr std::pair<std::string_view, Method> methods[] = {
${schema.methods.map((method) => `        {${quote(method.name)}, Method::${camel(method.name)}},\n`).join('')}    };
    const auto* found = std::find_if(std::begin(methods), std::end(methods), [&](const auto& one) { return one.first == name; });
    return found == std::end(methods) ? std::nullopt : std::optional(found->second);
}

std::optional<int> errorNumber(std::string_view code)
{
    static constexpr std::pair<std::string_view, int> numbers[] = {
${schema.errors.map((error) => `        {${quote(error.code)}, ${error.number}},\n`).join('')}    };
    const auto* found = std::find_if(std::begin(numbers), std::end(numbers), [&](const auto& one) { return one.first == code; });
    return found == std::end(numbers) ? std::nullopt : std::optional(found->second);
}

} // namespace ekey::protocol
`;
}
