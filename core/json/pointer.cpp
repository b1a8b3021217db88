#include "core/json/pointer.h"

#include <algorithm>
#include <string>

namespace ekey::json {
namespace {

constexpr int mostNames = 4;

/// The first name of "/a/b/c"; `path` becomes "/b/c".
std::string takeName(std::string_view& path)
{
    const std::size_t end = std::min(path.find('/', 1), path.size());
    std::string name(path.substr(1, end - 1));
    path.remove_prefix(end);
    return name;
}

bool isLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool isNameCharacter(char c) { return isLetter(c) || (c >= '0' && c <= '9'); }

} // namespace

bool isPath(std::string_view pointer)
{
    int names = 0;
    while (!pointer.empty()) {
        if (pointer.front() != '/' || ++names > mostNames) return false;
        const std::string name = takeName(pointer);
        if (name.empty() || !isLetter(name.front()) || !std::all_of(name.begin(), name.end(), isNameCharacter)) {
            return false;
        }
    }
    return names > 0;
}

const Value* find(const Value& document, std::string_view path)
{
    const Value* value = &document;
    while (!path.empty()) {
        if (!value->is_object()) return nullptr;
        const auto member = value->find(takeName(path));
        if (member == value->end()) return nullptr;
        value = &*member;
    }
    return value;
}

void put(Value& document, std::string_view path, Value value)
{
    Value* place = &document;
    while (!path.empty()) {
        if (!place->is_object()) *place = Value::object();
        place = &(*place)[takeName(path)];
    }
    *place = std::move(value);
}

void erase(Value& document, std::string_view path)
{
    if (!document.is_object()) return;
    const auto member = document.find(takeName(path));
    if (member == document.end()) return;
    if (!path.empty()) erase(*member, path);
    if (path.empty() || (member->is_object() && member->empty())) document.erase(member);
}

} // namespace ekey::json
