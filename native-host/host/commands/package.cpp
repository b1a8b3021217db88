#include "native-host/host/commands/package.h"

#include "core/json/indented.h"
#include "core/text/utf8.h"
#include "native-host/host/fault.h"
#include "native-host/host/origin.h"
#include "native-host/host/services.h"
#include "native-host/platform/host_process.h"
#include "native-host/platform/program.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <system_error>
#include <utility>

namespace ekey::host {
namespace {

namespace fs = std::filesystem;

constexpr const char* dpkgDeb = "/usr/bin/dpkg-deb";

/// A folder beside the package to come, gone with the object.
class WorkFolder {
public:
    /// The first name that is free: a run that was killed left its folder behind, and it may not be ours.
    explicit WorkFolder(const fs::path& beside)
    {
        std::size_t number = 0;
        do {
            path_ = beside;
            path_ += ".work" + (number == 0 ? std::string() : std::to_string(number));
            ++number;
        } while (!fs::create_directory(path_));
    }
    ~WorkFolder()
    {
        std::error_code ignored; // what stays behind is no package
        fs::remove_all(path_, ignored);
    }
    WorkFolder(const WorkFolder&) = delete;
    WorkFolder& operator=(const WorkFolder&) = delete;

    /// With the rights that it will have where it is installed, whatever this process's mask is.
    void put(const fs::path& below, const std::string& text) const
    {
        const fs::path file = path_ / below;
        fs::create_directories(file.parent_path());
        std::ofstream out(file, std::ios::binary);
        out << text << std::flush;
        if (!out) throw std::system_error(errno, std::generic_category(), file.string());
        out.close();
        fs::permissions(file, static_cast<fs::perms>(0644));
        for (fs::path folder = file.parent_path(); folder != path_.parent_path(); folder = folder.parent_path()) {
            fs::permissions(folder, static_cast<fs::perms>(0755));
        }
    }
    const fs::path& path() const { return path_; }

private:
    fs::path path_;
};

/// With its port, apart by a character that no host name has: another port is another package.
std::string hostOf(const std::string& origin)
{
    std::string host = origin.substr(std::string_view("https://").size());
    std::replace(host.begin(), host.end(), ':', '+');
    return host;
}

/// Debian Policy 5.6.12, without an epoch and a revision.
bool isVersion(const std::string& text)
{
    const auto digit = [](char c) { return c >= '0' && c <= '9'; };
    return !text.empty() && text.size() <= limits::nameBytes && digit(text.front()) &&
           std::all_of(text.begin(), text.end(), [&](char c) {
               return digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.' || c == '+' || c == '~';
           });
}

/// Each once, in the order in which they were named.
std::vector<std::string> distinct(const std::vector<std::string>& rights)
{
    std::vector<std::string> all;
    for (const std::string& right : rights) {
        if (std::find(all.begin(), all.end(), right) == all.end()) all.push_back(right);
    }
    return all;
}

std::string control(const PackageOptions& options)
{
    std::string rights;
    for (const std::string& right : distinct(options.rights)) {
        rights.append(rights.empty() ? "" : ", ").append(right);
    }
    return "Package: " + packageName(options.origin) + "\nVersion: " + options.version +
           "\nSection: admin\nPriority: optional\nArchitecture: all\nMaintainer: ekey administrator <root@localhost>\n"
           "Description: lets " +
           options.origin + " use electronic keys\n Gives the site these rights with ekey-host: " + rights + ".\n";
}

Status checked(const PackageOptions& options)
{
    if (const std::string_view wrong = originFault(options.origin); !wrong.empty()) {
        return fault("origins.form",
                     {{"origin", text::quoted(options.origin, limits::originBytes)}, {"reason", wrong}});
    }
    for (const std::string& right : options.rights) {
        if (!findRight(right)) return fault("origins.right", {{"right", text::quoted(right, limits::quoted)}});
    }
    if (!isVersion(options.version)) {
        return fault("package.version", {{"version", text::quoted(options.version, limits::quoted)}});
    }
    if (!fs::exists(dpkgDeb)) return fault("package.program", {{"program", dpkgDeb}});
    return Success{};
}

} // namespace

std::string packageName(const std::string& origin) { return "ekey-policy-" + hostOf(origin); }

Result<int> makePackage(const CommandContext& context, const PackageOptions& options)
{
    if (auto good = checked(options); !good) return good.error();
    const std::string name = packageName(options.origin);
    const fs::path output =
        options.output.empty() ? fs::path(name + "_" + options.version + "_all.deb") : fs::path(options.output);
    const std::string installed = "etc/ekey/policy.d/50-" + hostOf(options.origin) + ".json";
    const json::Value policy{{"origins", {{{"origin", options.origin}, {"rights", distinct(options.rights)}}}}};

    const WorkFolder work(output);
    // No conffile: dpkg leaves those behind when the package is removed, and the site would stay allowed.
    work.put(installed, json::indented(policy));
    work.put("DEBIAN/control", control(options));
    platform::Environment environment = platform::leastEnvironment();
    environment["SOURCE_DATE_EPOCH"] = "0"; // deb(5): every time in the package
    const auto status = platform::runProgram(
        dpkgDeb, {"--root-owner-group", "-Zxz", "--build", work.path().string(), output.string()}, environment);
    if (status != 0) return fault("package.failed", {{"file", shown(output)}});
    print(context.messages.text("package.made", {{"file", shown(output)}, {"installed", "/" + installed}}) + "\n");
    return 0;
}

} // namespace ekey::host
