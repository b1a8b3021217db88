#include "tests/process/host/host_under_test.h"

#include "core/json/canonical.h"

#include <chrono>
#include <fstream>
#include <sys/stat.h>
#include <thread>

namespace ekey::test {

namespace fs = std::filesystem;

DemonstrationToken::DemonstrationToken(const std::string& kind, int days)
{
    run(EKEY_SOURCE_DIR "/scripts/make-token.sh", {folder_.path().string(), kind},
        {.environment = {{"EKEY_DAYS", std::to_string(days)}}, .output = folder_ / "log"});
    if (days == 0) {
        using namespace std::chrono;
        std::this_thread::sleep_until(floor<seconds>(system_clock::now()) + seconds(1));
    }
}

json::Value DemonstrationToken::modules() const
{
    const std::string settings = (folder_ / "softhsm2.conf").string();
    return json::Value::array(
        {{{"path", "/usr/lib/softhsm/libsofthsm2.so"}, {"environment", {{"SOFTHSM2_CONF", settings}}}}});
}

InstalledFakeDriver::InstalledFakeDriver()
{
    fs::copy_file(EKEY_FAKE_DRIVER, file());
    fs::permissions(file(), static_cast<fs::perms>(0755));
}

json::Value InstalledFakeDriver::modules(const std::string& what, json::Value environment) const
{
    environment["EKEY_FAKE"] = what;
    return json::Value::array({{{"path", file().string()}, {"environment", std::move(environment)}}});
}

HostUnderTest::HostUnderTest(json::Value modules, const std::map<std::string, std::string>& environment,
                             bool ownPinentry, const json::Value& limits)
{
    mkfifo((folder_ / "held").c_str(), S_IRUSR | S_IWUSR);
    // The host gives its windows a small environment and no arguments: a script of one line brings the folder along.
    writeFile(pinentry(), "#!/bin/sh\nexec " EKEY_BINARY_DIR "/tests/support/assuan-script-pinentry " +
                              folder_.path().string() + "\n");
    fs::permissions(pinentry(), fs::perms::owner_all);
    json::Value policy{{"origins",
                        {{{"origin", portalOrigin}, {"rights", {"authenticate", "sign"}}},
                         {{"origin", "https://login-only.example"}, {"rights", {"authenticate"}}},
                         {{"origin", digestOrigin}, {"rights", {"authenticate", "sign", "signDigest"}}}}},
                       {"developmentOrigins", {{{"origin", developmentOrigin}, {"rights", {"authenticate", "sign"}}}}},
                       {"modules", std::move(modules)},
                       {"limits", limits}};
    if (ownPinentry) {
        policy["pinentry"] = pinentry().string();
    }
    writeFile(folder_ / "policy.json", json::canonical(policy));
    fs::permissions(folder_ / "policy.json", fs::perms::owner_read | fs::perms::owner_write);

    const PortFile file(portFile());
    process_ = std::make_unique<Process>(hostProgram,
                                         std::vector<std::string>{"--policy", (folder_ / "policy.json").string(),
                                                                  "--port", "0", "--port-file", portFile().string(),
                                                                  "--log", (folder_ / "log").string()},
                                         Process::Options{.environment = environment, .output = folder_ / "output"});
    port_ = file.wait(*process_);
}

void HostUnderTest::release(const std::string& answer)
{
    std::ofstream(folder_ / "held") << answer << "\n"; // waits until the window reads
}

std::string HostUnderTest::shown() const { return fs::exists(folder_ / "shown") ? readFile(folder_ / "shown") : ""; }

} // namespace ekey::test
