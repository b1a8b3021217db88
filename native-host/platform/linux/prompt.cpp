// The window on Linux is pinentry's, spoken to in Assuan.
#include "native-host/platform/prompt.h"

#include "native-host/platform/child_process.h"
#include "native-host/platform/linux/assuan.h"
#include "native-host/platform/locked_memory.h"
#include "native-host/platform/trusted_file.h"

#include <cstdlib>
#include <span>
#include <system_error>
#include <utility>
#include <variant>

namespace ekey::platform {
namespace {

using Outcome = Answer::Outcome;

constexpr const char* systemPinentry = "/usr/bin/pinentry";
/// Beyond the window's own time, in which pinentry should answer by itself.
constexpr std::chrono::seconds grace{5};
constexpr std::chrono::milliseconds farewell{500};

Environment windowEnvironment()
{
    Environment environment = leastEnvironment();
    for (const char* name : {"DISPLAY", "WAYLAND_DISPLAY", "XAUTHORITY", "XDG_RUNTIME_DIR", "DBUS_SESSION_BUS_ADDRESS",
                             "XDG_CURRENT_DESKTOP", "TERM"}) {
        if (const char* value = std::getenv(name)) {
            environment[name] = value;
        }
    }
    return environment;
}

Answer failed(std::string_view reason) { return {.outcome = Outcome::failed, .pin = {}, .reason = reason}; }

Answer refused(unsigned code)
{
    switch (code) {
    case assuan::timeout:
        return {.outcome = Outcome::timedOut};
    case assuan::canceled:
    case assuan::fullyCanceled:
    case assuan::notConfirmed:
        return {.outcome = Outcome::refused};
    case assuan::noTerminal:
        return failed("terminal");
    default:
        return failed("protocol");
    }
}

Answer stopped(Io why)
{
    switch (why) {
    case Io::timedOut:
        return {.outcome = Outcome::timedOut};
    case Io::interrupted:
        return {.outcome = Outcome::closed};
    default:
        return failed("protocol");
    }
}

/// One conversation with a pinentry. Lines may hold the PIN: there is one buffer for them, locked and wiped.
class Conversation {
public:
    Conversation(const std::string& program, Deadline deadline, const Interrupt& interrupt)
        : child_(program, windowEnvironment()), deadline_(deadline), interrupt_(interrupt)
    {}
    ~Conversation()
    {
        token::wipe(line_.data(), line_.size());
        freeLocked(line_.data(), line_.size());
        child_.end(farewell);
    }
    Conversation(const Conversation&) = delete;
    Conversation& operator=(const Conversation&) = delete;

    /// Sends a line and reads up to OK or ERR; what was typed becomes the answer's PIN.
    Answer say(std::string line)
    {
        line += '\n';
        const auto* bytes = reinterpret_cast<const std::uint8_t*>(line.data());
        if (const Io sent = child_.write({bytes, line.size()}, deadline_, interrupt_); sent != Io::done) {
            return stopped(sent);
        }
        return listen();
    }

    Answer listen()
    {
        Answer answer{.outcome = Outcome::accepted};
        for (std::size_t lines = 0; lines < assuan::answerLines; ++lines) {
            // A read that finds something there looks at neither.
            if (interrupt_.raised()) return stopped(Io::interrupted);
            if (std::chrono::steady_clock::now() >= deadline_) return stopped(Io::timedOut);
            std::size_t length = 0;
            if (const Io read = readLine(length); read != Io::done) {
                return stopped(read);
            }
            const assuan::Reply reply = assuan::parse({line_.data(), length});
            if (reply.response == assuan::Response::ok) {
                return answer;
            }
            if (reply.response == assuan::Response::error) {
                return refused(reply.code);
            }
            if (reply.response == assuan::Response::data) {
                const std::span<char> data = line_.subspan(length - reply.rest.size(), reply.rest.size());
                const auto typed = assuan::unescape(data);
                // A PIN that needs a second line is longer than any token takes.
                if (!typed || !answer.pin.empty() || answer.pin.tooLong()) {
                    return failed("protocol");
                }
                answer.pin = token::Secret(std::string_view(data.data(), *typed));
            }
        }
        return failed("protocol");
    }

private:
    /// Byte by byte, so that nothing of a later line is taken along.
    Io readLine(std::size_t& length)
    {
        for (length = 0; length < line_.size(); ++length) {
            const Io read = child_.read({reinterpret_cast<std::uint8_t*>(&line_[length]), 1}, deadline_, interrupt_);
            if (read != Io::done || line_[length] == '\n') return read;
        }
        return Io::closed; // longer than Assuan allows
    }

    ChildProcess child_;
    Deadline deadline_;
    const Interrupt& interrupt_;
    static constexpr std::size_t lineBytes = assuan::lineBytes + 1;
    const std::span<char> line_{static_cast<char*>(allocateLocked(lineBytes)), lineBytes};
};

} // namespace

struct Prompt::State {
    PromptSettings settings;
    Interrupt interrupt;

    Answer ask(const std::string& program, const Window& window)
    {
        Conversation pinentry(program, std::chrono::steady_clock::now() + window.timeout + grace, interrupt);
        if (Answer greeting = pinentry.listen(); greeting.outcome != Outcome::accepted) {
            return greeting;
        }
        // The terminal's name must come first, and pinentry-curses ends without a locale. An option that a pinentry
        // does not know is no reason to fail; allow-external-password-cache is never sent, since a cached PIN is a
        // stored PIN.
        if (!settings.terminal.empty()) {
            const char* type = std::getenv("TERM");
            pinentry.say(assuan::line("OPTION", "ttyname=" + settings.terminal));
            pinentry.say(assuan::line("OPTION", "ttytype=" + std::string(type ? type : "linux")));
        }
        pinentry.say("OPTION lc-ctype=C.UTF-8");

        for (const auto& [command, text] :
             {std::pair{"SETTITLE", &window.title}, std::pair{"SETDESC", &window.description},
              std::pair{"SETPROMPT", &window.prompt}, std::pair{"SETOK", &window.accept},
              std::pair{"SETCANCEL", &window.refuse}, std::pair{"SETERROR", &window.warning}}) {
            if (text->empty()) {
                continue;
            }
            if (Answer said = pinentry.say(assuan::line(command, assuan::wrap(*text)));
                said.outcome != Outcome::accepted) {
                return said;
            }
        }
        pinentry.say(assuan::line("SETTIMEOUT", std::to_string(window.timeout.count())));
        return pinentry.say(window.asksPin ? "GETPIN" : "CONFIRM");
    }
};

Prompt::Prompt(PromptSettings settings) : state(std::make_unique<State>()) { state->settings = std::move(settings); }

Prompt::~Prompt() = default;

bool Prompt::fits(const std::string& description)
{
    return assuan::escape(assuan::wrap(description)).size() + std::string_view("SETDESC ").size() <= assuan::lineBytes;
}

Answer Prompt::show(const Window& window)
{
    if (!fits(window.description)) {
        return failed("size");
    }
    // A planted program would get the PIN.
    const std::string& named = state->settings.program;
    const auto trusted =
        named.empty() ? trustedFile(systemPinentry, Trust::administrator) : trustedFile(named, Trust::user);
    if (const auto* refusal = std::get_if<PathRefusal>(&trusted)) {
        return failed(refusal->fault == PathFault::missing ? "program" : "untrusted");
    }
    try {
        return state->ask(std::get<std::filesystem::path>(trusted).string(), window);
    } catch (const std::system_error&) {
        return failed("program");
    }
}

void Prompt::close() noexcept { state->interrupt.raise(); }

} // namespace ekey::platform
