// ekey-host with folders of policies of a test's own in place of the system's and the user's.
#pragma once

#include "core/json/value.h"
#include "tests/process/host/host_under_test.h"

#include <string>
#include <vector>

namespace ekey::test {

class InstalledHost {
public:
    InstalledHost();

    void systemPolicy(const json::Value& document) const { write(folder / "system/policy.json", document); }
    void dropIn(const std::string& name, const json::Value& document) const
    {
        write(folder / "system/policy.d" / name, document);
    }
    void userPolicy(const json::Value& document) const { write(userFile(), document); }
    std::filesystem::path userFile() const { return folder / "config/ekey/policy.json"; }
    std::filesystem::path systemFolder() const { return folder / "system"; }
    std::filesystem::path defaultLog() const { return folder / "state/ekey/host.log"; }

    /// What the person at a window does next.
    void script(const std::string& answer) { writeFile(folder / "answer", answer + "\n"); }
    std::string shown() const;

    /// Serving, until the object ends.
    void start(const std::vector<std::string>& more = {});
    Process& process() { return *process_; }
    std::uint16_t port() const { return port_; }
    Page page(const PageOptions& options = {}) const { return Page(port_, options); }

    struct Ended {
        int status = -1;
        std::string output{};
    };
    /// One command, in English; what it prints goes to commandOutput().
    std::unique_ptr<Process> begin(const std::vector<std::string>& arguments,
                                   std::map<std::string, std::string> environment = {}) const;
    std::filesystem::path commandOutput() const { return folder / "command-output"; }
    /// The same to its end.
    Ended command(const std::vector<std::string>& arguments, std::map<std::string, std::string> environment = {}) const;

    const TempFolder folder;
    const SoundFolder programs; ///< where a host starts a window's program from

private:
    static void write(const std::filesystem::path& file, const json::Value& document);
    std::map<std::string, std::string> environment() const;

    std::unique_ptr<Process> process_;
    std::uint16_t port_ = 0;
};

/// {"origins": […], "pinentry": …} as an administrator writes it.
json::Value granting(const std::string& origin, const std::vector<std::string>& rights);

/// What a command printed as one JSON text; the failure of the test where it is none.
json::Value parsed(const std::string& text);

} // namespace ekey::test
