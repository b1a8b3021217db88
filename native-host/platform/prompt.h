// The host's own window: consent and PIN in one.
#pragma once

#include "native-host/token/secret.h"

#include <chrono>
#include <memory>
#include <string>
#include <string_view>

namespace ekey::platform {

struct Window {
    std::string title{};
    std::string description{}; ///< lines, as many as Prompt::fits()
    std::string warning{};     ///< shown apart, before anything is typed; may be empty
    std::string prompt{};      ///< beside the PIN's field
    std::string accept{};
    std::string refuse{};
    bool asksPin = true; ///< false: the token has a pad of its own, and the window only asks for consent
    std::chrono::seconds timeout{120};
};

struct Answer {
    enum class Outcome { accepted, refused, timedOut, closed, failed };
    Outcome outcome = Outcome::failed;
    token::Secret pin{};
    std::string_view reason{}; ///< of a failure: "program", "untrusted", "terminal", "protocol",
                               ///< "display", "size"
};

struct PromptSettings {
    /// Absolute path of pinentry, which only root and this user may have put there (trusted_file.h); empty: the
    /// system's, which only root may. Ignored on Windows
    std::string program{};
    std::string terminal{}; ///< where a window without a display appears; may be empty
};

/// One window, shown once.
class Prompt {
public:
    explicit Prompt(PromptSettings settings);
    ~Prompt();
    Prompt(const Prompt&) = delete;
    Prompt& operator=(const Prompt&) = delete;

    /// Whether a window shows a description whole: one that does not fit is never shown cut.
    static bool fits(const std::string& description);

    /// Blocks until a person answers, the time is over, or close().
    Answer show(const Window& window);
    /// From any thread; also before show(), which then answers `closed` at once.
    void close() noexcept;

private:
    struct State;
    std::unique_ptr<State> state;
};

} // namespace ekey::platform
