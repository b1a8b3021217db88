// A real ekey-host with a policy of the test's own, its PIN window scripted.
#pragma once

#include "core/json/value.h"
#include "tests/process/host/page.h"
#include "tests/support/process.h"
#include "tests/support/sound_folder.h"
#include "tests/support/temp_folder.h"

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace ekey::test {

inline constexpr const char* portalOrigin = "https://portal.example";
inline constexpr const char* digestOrigin = "https://archive.example"; ///< may sign what the host does not see
inline constexpr const char* developmentOrigin = "http://localhost:8480";

/// A demonstration token made by scripts/make-token.sh, `kind` "ec" or "rsa", valid for so many days: with 0 it has
/// expired when it is made. The PIN is 818181.
class DemonstrationToken {
public:
    explicit DemonstrationToken(const std::string& kind = "ec", int days = 365);
    json::Value modules() const; ///< for a policy
    std::filesystem::path folder() const { return folder_.path(); }

private:
    TempFolder folder_;
};

/// The fake PKCS#11 library (tests/process/token/fake/) where the host may load it from.
class InstalledFakeDriver {
public:
    InstalledFakeDriver();
    const SoundFolder& folder() const { return folder_; }
    std::filesystem::path file() const { return folder_ / "driver.so"; }
    /// For a policy: misbehaving as `what` says.
    json::Value modules(const std::string& what, json::Value environment = json::Value::object()) const;

private:
    SoundFolder folder_;
};

class HostUnderTest {
public:
    /// `environment`: added to the host's. Without `ownPinentry` the policy
    /// names none; `limits`: as there.
    explicit HostUnderTest(json::Value modules = json::Value::array(),
                           const std::map<std::string, std::string>& environment = {}, bool ownPinentry = true,
                           const json::Value& limits = json::Value::object());

    Page page(const PageOptions& options = {}) { return Page(port_, options); }
    std::uint16_t port() const { return port_; }
    Process& process() { return *process_; }
    std::filesystem::path pinentry() const { return programs_ / "pinentry"; }
    std::filesystem::path portFile() const { return folder_ / "port"; }

    /// What the person at the window does next: "pin 818181", "cancel", "timeout", "wait", …
    void script(const std::string& answer) { writeFile(folder_ / "answer", answer + "\n"); }
    /// What the person does at a window that was told to "hold".
    void release(const std::string& answer);
    /// All that windows were told so far; empty when there was none.
    std::string shown() const;
    /// Appears when a window asks.
    std::unique_ptr<AwaitedFile> nextQuestion() const { return std::make_unique<AwaitedFile>(folder_ / "asked"); }
    std::string log() const { return readFile(folder_ / "log"); }

private:
    TempFolder folder_;
    SoundFolder programs_; ///< where a host starts a window's program from
    std::unique_ptr<Process> process_;
    std::uint16_t port_ = 0;
};

inline const std::filesystem::path hostProgram = EKEY_BINARY_DIR "/native-host/host/ekey-host";

} // namespace ekey::test
