#include "native-host/host/commands/log_view.h"

#include "core/json/canonical.h"
#include "core/text/utf8.h"
#include "native-host/host/commands/table.h"
#include "native-host/host/fault.h"
#include "native-host/host/log.h"
#include "native-host/platform/file_stamp.h"
#include "native-host/platform/folder_watch.h"

#include <algorithm>
#include <fstream>
#include <system_error>
#include <utility>

namespace ekey::host {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t shownBytes = 400; ///< characters of one field

/// As the log names its older files: host.log, host.1.log, …
fs::path older(const fs::path& file, std::size_t age)
{
    if (age == 0) return file;
    fs::path name = file;
    name.replace_extension();
    name += "." + std::to_string(age);
    name += file.extension();
    return name;
}

std::vector<std::string> lines(std::istream& in)
{
    std::vector<std::string> all;
    for (std::string line; std::getline(in, line);) {
        if (!line.empty()) all.push_back(std::move(line));
    }
    return all;
}

std::string plain(const json::Value& value)
{
    return text::quoted(value.is_string() ? value.get<std::string>() : json::canonical(value), shownBytes);
}

/// What a line says besides its time, event and site.
std::string details(json::Value fields, const text::Messages& messages)
{
    std::string out;
    if (const auto code = fields.find("code"); code != fields.end() && code->is_string()) {
        const std::string name = code->get<std::string>();
        json::Value params = fields.value("params", json::Value::object());
        if (!params.is_object()) params = json::Value::object();
        if (fields.contains("pointer")) params["pointer"] = fields["pointer"];
        if (messages.has(name)) out = text::quoted(messages.text(name, params), shownBytes);
        if (!out.empty()) fields.erase("params");
    }
    for (const auto& [name, value] : fields.items()) {
        out.append(out.empty() ? "" : "  ").append(text::quoted(name, limits::quoted)).append("=").append(plain(value));
    }
    return out;
}

std::string show(const std::vector<std::string>& lines, const CommandContext& context)
{
    std::vector<std::vector<std::string>> rows;
    std::string raw;
    for (const std::string& line : lines) {
        raw += line + "\n";
        rows.push_back(logRow(line, context.messages));
    }
    return context.json ? raw : table(rows);
}

/// Prints what is written to the log from `at` on. Ends with the process.
[[noreturn]] void follow(const CommandContext& context, const fs::path& file, std::uint64_t at)
{
    const platform::FolderWatch watch(fs::absolute(file).parent_path());
    for (std::uint64_t number = platform::fileStamp(file).number;;) {
        const platform::FileStamp stamp = platform::fileStamp(file);
        if (stamp.number != number || stamp.bytes < at) at = 0; // it was renamed, and another one begun
        number = stamp.number;
        std::ifstream in(file, std::ios::binary);
        in.seekg(static_cast<std::streamoff>(at));
        std::string line;
        std::vector<std::string> fresh;
        while (std::getline(in, line) && !in.eof()) { // a line without its end is still being written
            at += line.size() + 1;
            fresh.push_back(line);
        }
        if (!fresh.empty()) print(show(fresh, context));
        watch.wait();
    }
}

} // namespace

std::vector<std::string> lastLines(const fs::path& file, std::size_t count)
{
    std::vector<std::string> all;
    for (std::size_t age = 0; age <= limits::oldLogs && all.size() < count; ++age) {
        std::ifstream in(older(file, age), std::ios::binary);
        std::vector<std::string> these = lines(in);
        std::move(all.begin(), all.end(), std::back_inserter(these));
        all = std::move(these);
    }
    if (all.size() > count) all.erase(all.begin(), all.end() - static_cast<std::ptrdiff_t>(count));
    return all;
}

std::vector<std::string> logRow(const std::string& line, const text::Messages& messages)
{
    auto read = json::read(line);
    if (!read || !read->is_object() || !read->contains("at") || !read->contains("event")) {
        return {text::quoted(line, shownBytes)};
    }
    json::Value fields = *std::move(read);
    std::vector<std::string> row;
    for (const char* column : {"at", "event", "origin"}) {
        row.push_back(fields.contains(column) ? plain(fields[column]) : "-");
        fields.erase(column);
    }
    row.push_back(details(std::move(fields), messages));
    return row;
}

Result<int> showLog(const CommandContext& context, const LogOptions& options)
{
    const platform::FileStamp stamp = platform::fileStamp(options.file);
    if (!stamp.exists) return fault("log.none", {{"file", shown(options.file)}});
    print(show(lastLines(options.file, options.last), context));
    if (options.follow) follow(context, options.file, stamp.bytes);
    return 0;
}

} // namespace ekey::host
