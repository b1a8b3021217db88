#include "native-host/host/modules/module_file.h"

#include "core/text/utf8.h"
#include "native-host/host/limits.h"

#include <algorithm>
#include <charconv>

namespace ekey::host {
namespace {

constexpr std::string_view blanks = " \t\r\v\f";

bool isAlphanumeric(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }

bool isNameCharacter(char c) { return isAlphanumeric(c) || c == '_' || c == '-' || c == '.'; }

std::string_view trimmed(std::string_view text)
{
    const std::size_t first = text.find_first_not_of(blanks);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(blanks) + 1 - first);
}

std::vector<std::string> programs(std::string_view list)
{
    constexpr std::string_view separators = ", \t";
    std::vector<std::string> found;
    while ((list = list.substr(std::min(list.find_first_not_of(separators), list.size()))) != "") {
        const std::size_t end = std::min(list.find_first_of(separators), list.size());
        found.emplace_back(list.substr(0, end));
        list.remove_prefix(end);
    }
    return found;
}

std::optional<int> number(std::string_view text)
{
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && end == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

/// False: not a setting, nor blank, nor a comment.
bool readLine(std::string_view line, ModuleFile& file)
{
    line = trimmed(line);
    if (line.empty() || line.front() == '#') return true;
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) return false;
    const std::string_view name = trimmed(line.substr(0, colon));
    if (name.empty() || !std::all_of(name.begin(), name.end(), isNameCharacter)) return false;

    const std::string_view value = trimmed(line.substr(colon + 1));
    if (name == "module") {
        file.module = value;
    } else if (name == "remote") {
        file.remote = value;
    } else if (name == "enable-in") {
        file.enableIn = programs(value);
    } else if (name == "disable-in") {
        file.disableIn = programs(value);
    } else if (name == "trust-policy") {
        file.trustPolicy = value == "yes";
    } else if (name == "priority") {
        file.priority = number(value);
        return file.priority.has_value();
    }
    return true;
}

bool lists(const std::vector<std::string>& names, std::string_view name)
{
    return std::find(names.begin(), names.end(), name) != names.end();
}

template <class T>
void fill(std::optional<T>& value, const std::optional<T>& from)
{
    if (!value) value = from;
}

} // namespace

void ModuleFile::inherit(const ModuleFile& defaults)
{
    fill(module, defaults.module);
    fill(remote, defaults.remote);
    fill(enableIn, defaults.enableIn);
    fill(disableIn, defaults.disableIn);
    fill(trustPolicy, defaults.trustPolicy);
    fill(priority, defaults.priority);
}

bool ModuleFile::enabledFor(std::string_view program) const
{
    if (enableIn) return lists(*enableIn, program);
    return !disableIn || !lists(*disableIn, program);
}

Result<ModuleFile> readModuleFile(std::string_view text)
{
    if (text.size() > limits::moduleFileBytes) {
        return Error{"module.file_size", {}, Severity::error, {{"limit", limits::moduleFileBytes}}};
    }
    ModuleFile file;
    for (unsigned line = 1; !text.empty(); ++line) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        const std::string_view content = text.substr(0, end);
        // The rest of the control characters has no business in a path that people and loaders read.
        const bool plain =
            text::isUtf8(content) && std::none_of(content.begin(), content.end(), [](char c) {
                return (static_cast<unsigned char>(c) < ' ' && blanks.find(c) == blanks.npos) || c == 0x7f;
            });
        if (!plain || !readLine(content, file)) {
            return Error{"module.syntax", {}, Severity::error, {{"line", line}}};
        }
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return file;
}

bool isModuleFileName(std::string_view name)
{
    constexpr std::string_view ending = ".module";
    return name.size() > ending.size() && name.ends_with(ending) && isAlphanumeric(name.front()) &&
           std::all_of(name.begin(), name.end(), isNameCharacter);
}

} // namespace ekey::host
