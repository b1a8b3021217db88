#include "tests/process/host/installed_host.h"

#include "core/json/canonical.h"
#include "core/json/reader.h"

#include <gtest/gtest.h>

#include <stdexcept>

namespace ekey::test {

namespace fs = std::filesystem;

InstalledHost::InstalledHost()
{
    fs::create_directories(folder / "system/policy.d");
    writeFile(programs / "pinentry", "#!/bin/sh\nexec " EKEY_BINARY_DIR "/tests/support/assuan-script-pinentry " +
                                         folder.path().string() + "\n");
    fs::permissions(programs / "pinentry", fs::perms::owner_all);
    dropIn("00-test.json", {{"pinentry", (programs / "pinentry").string()}, {"discover", false}, {"language", "en"}});
}

void InstalledHost::write(const fs::path& file, const json::Value& document)
{
    fs::create_directories(file.parent_path());
    const fs::path work = file.string() + ".work";
    writeFile(work, json::canonical(document));
    fs::permissions(work, static_cast<fs::perms>(0644));
    fs::rename(work, file);
}

std::map<std::string, std::string> InstalledHost::environment() const
{
    return {{"XDG_CONFIG_HOME", (folder / "config").string()},
            {"XDG_STATE_HOME", (folder / "state").string()},
            {"LC_ALL", "en_US.UTF-8"},
            {"DISPLAY", ""},
            {"WAYLAND_DISPLAY", ""}};
}

void InstalledHost::start(const std::vector<std::string>& more)
{
    const PortFile file(folder / "port");
    std::vector<std::string> arguments{"--system-folder", systemFolder().string(),   "--port", "0",
                                       "--port-file",     (folder / "port").string()};
    arguments.insert(arguments.end(), more.begin(), more.end());
    process_ = std::make_unique<Process>(hostProgram, arguments,
                                         Process::Options{.environment = environment(), .output = folder / "output"});
    port_ = file.wait(*process_);
}

std::unique_ptr<Process> InstalledHost::begin(const std::vector<std::string>& arguments,
                                              std::map<std::string, std::string> more) const
{
    std::vector<std::string> words{"--system-folder", systemFolder().string()};
    words.insert(words.end(), arguments.begin(), arguments.end());
    for (const auto& [name, value] : environment()) {
        more.emplace(name, value);
    }
    writeFile(commandOutput(), "");
    return std::make_unique<Process>(hostProgram, words,
                                     Process::Options{.environment = std::move(more), .output = commandOutput()});
}

InstalledHost::Ended InstalledHost::command(const std::vector<std::string>& arguments,
                                            std::map<std::string, std::string> more) const
{
    const auto status = begin(arguments, std::move(more))->wait();
    if (!status) throw std::runtime_error("the command does not end");
    return {*status, readFile(commandOutput())};
}

std::string InstalledHost::shown() const { return fs::exists(folder / "shown") ? readFile(folder / "shown") : ""; }

json::Value granting(const std::string& origin, const std::vector<std::string>& rights)
{
    return {{"origins", {{{"origin", origin}, {"rights", rights}}}}};
}

json::Value parsed(const std::string& text)
{
    const auto read = json::read(text);
    EXPECT_TRUE(read) << text;
    return read ? *read : json::Value();
}

} // namespace ekey::test
