#include "native-host/host/commands/origins_edit.h"

#include "core/text/utf8.h"
#include "native-host/host/fault.h"
#include "native-host/host/origin.h"
#include "native-host/host/policy/combination.h"
#include "native-host/host/policy/policy_editor.h"
#include "native-host/platform/host_process.h"
#include "native-host/platform/terminal.h"
#include "native-host/platform/user_folders.h"

#include <algorithm>
#include <variant>

namespace ekey::host {
namespace {

namespace fs = std::filesystem;

/// The user's file as it would be, and what the policy would say then.
struct Draft {
    std::string text{};
    Policy policy{};
};

Status editable(const CommandContext& context)
{
    if (context.files.isPrivate()) return fault("origins.private");
    if (context.files.userFile().empty()) return fault("origins.no_home");
    return Success{};
}

/// Empty where there is no file; what is wrong with it, PolicyFiles::read() has said already.
std::string userText(const fs::path& file)
{
    const auto read = platform::readTrusted(file, limits::policyBytes);
    const auto* text = std::get_if<std::string>(&read);
    return text ? *text : std::string();
}

template <class Change>
Result<Draft> draft(const CommandContext& context, Change change)
{
    auto layers = context.files.read();
    if (!layers) return layers.error();
    const fs::path& file = context.files.userFile();
    auto text = change(userText(file));
    if (!text) return text.error();
    auto layer = PolicyLayer::read(*text, PolicySource::user, shown(file));
    if (!layer) return layer.error();
    std::erase_if(*layers, [](const PolicyLayer& one) { return one.source == PolicySource::user; });
    layers->push_back(*std::move(layer));
    return Draft{*std::move(text), combine(*layers, context.files.source())};
}

bool listed(const std::vector<PolicyLayer>& layers, const std::string& origin)
{
    return std::any_of(layers.begin(), layers.end(), [&](const PolicyLayer& layer) {
        return std::any_of(layer.grants.begin(), layer.grants.end(),
                           [&](const Grant& grant) { return grant.origin == origin; });
    });
}

void write(const fs::path& file, const std::string& text)
{
    std::error_code error; // a file that is not there leads nowhere
    const fs::path target = fs::canonical(file, error);
    platform::makePrivateFolder(file.parent_path());
    platform::writeAtomically(error ? file : target, text);
}

Status allowed(const Policy& policy, const std::string& origin, const std::vector<std::string>& rights)
{
    const Grant* grant = policy.find(origin);
    const bool all = grant && std::all_of(rights.begin(), rights.end(),
                                          [&](const std::string& name) { return grant->*findRight(name)->granted; });
    if (all) return Success{};
    for (const Error& withheld : policy.withheld) {
        if (withheld.params.value("origin", "") == origin) return withheld;
    }
    return fault("origins.remedy.denied", {{"origin", origin}});
}

/// What counts now, and what is added to it; each right once.
std::vector<std::string> joined(const Grant* now, const std::vector<std::string>& added)
{
    std::vector<std::string> all = now ? now->rights() : std::vector<std::string>();
    for (const std::string& right : added) {
        if (std::find(all.begin(), all.end(), right) == all.end()) all.push_back(right);
    }
    return all;
}

/// Nothing where the origin has these rights already.
Result<std::optional<Draft>> draftAdding(const CommandContext& context, const std::string& origin,
                                         const std::vector<std::string>& rights)
{
    const auto before = loadPolicy(context.files);
    if (!before) return before.error();
    // The user's entry narrows an administrator's: one that names only what is added could take the rest away.
    const Grant* now = before->find(origin);
    const std::vector<std::string> wanted = joined(now, rights);
    if (now && wanted.size() == now->rights().size()) return std::optional<Draft>();
    auto changed = draft(context, [&](const std::string& text) { return withOrigin(text, origin, wanted); });
    if (!changed) return changed.error();
    if (auto good = allowed(changed->policy, origin, rights); !good) return good.error();
    return std::optional(*std::move(changed));
}

Status ask(const CommandContext& context, const Policy& policy, const std::string& origin)
{
    const std::string terminal = context.terminal.empty() ? platform::terminalName() : context.terminal;
    if (!platform::hasDisplay() && terminal.empty()) return fault("origins.no_window");
    platform::Window window = originWindow(origin, policy.find(origin)->rights(), context.messages);
    window.timeout = policy.limits.prompt;
    const platform::Answer answer = platform::Prompt({policy.pinentry, terminal}).show(window);
    switch (answer.outcome) {
    case platform::Answer::Outcome::accepted:
        return Success{};
    case platform::Answer::Outcome::refused:
    case platform::Answer::Outcome::closed:
        return fault("user.cancelled");
    case platform::Answer::Outcome::timedOut:
        return fault("user.timeout");
    case platform::Answer::Outcome::failed:
        break;
    }
    return fault("host.prompt", {{"reason", answer.reason}});
}

} // namespace

platform::Window originWindow(const std::string& origin, const std::vector<std::string>& rights,
                              const text::Messages& messages)
{
    std::string description =
        messages.text("window.site", {{"origin", origin}}) + "\n" + messages.text("origins.window.asks");
    for (const std::string& right : rights) {
        description += "\n  - " + messages.text("right." + right);
    }
    return {.title = messages.text("window.title"),
            .description = std::move(description),
            .warning = messages.text("origins.window.warning"),
            .accept = messages.text("origins.window.accept"),
            .refuse = messages.text("window.refuse"),
            .asksPin = false};
}

Result<int> addOrigin(const CommandContext& context, const std::string& origin, const std::vector<std::string>& rights)
{
    if (auto good = editable(context); !good) return good.error();
    if (const std::string_view wrong = originFault(origin); !wrong.empty()) {
        return fault("origins.form", {{"origin", text::quoted(origin, limits::originBytes)}, {"reason", wrong}});
    }
    for (const std::string& right : rights) {
        if (!findRight(right)) return fault("origins.right", {{"right", text::quoted(right, limits::quoted)}});
    }
    // The files may change while the window is open: what is written is what they say then, and what was shown.
    std::vector<std::string> agreed;
    while (true) {
        const auto changed = draftAdding(context, origin, rights);
        if (!changed) return changed.error();
        if (!*changed) {
            print(context.messages.text("origins.given", {{"origin", origin}}) + "\n");
            return 0;
        }
        const std::vector<std::string> asked = (*changed)->policy.find(origin)->rights();
        if (asked == agreed) {
            write(context.files.userFile(), (*changed)->text);
            break;
        }
        if (auto answer = ask(context, (*changed)->policy, origin); !answer) return answer.error();
        agreed = asked;
    }
    print(context.messages.text("origins.added", {{"origin", origin}, {"file", shown(context.files.userFile())}}) +
          "\n");
    return 0;
}

Result<int> removeOrigin(const CommandContext& context, const std::string& origin)
{
    if (auto good = editable(context); !good) return good.error();
    const auto before = context.files.read();
    if (!before) return before.error();
    const auto remove = [&](bool deny) {
        return draft(context, [&](const std::string& text) { return withoutOrigin(text, origin, deny); });
    };
    auto changed = remove(false);
    if (!changed) return changed.error();
    // Listed by an administrator, too: what the user can do is deny it.
    const bool deny = changed->policy.find(origin) != nullptr;
    if (deny) {
        changed = remove(true);
        if (!changed) return changed.error();
    } else if (!listed(*before, origin)) {
        return fault("origins.unknown", {{"origin", text::quoted(origin, limits::originBytes)}});
    }
    write(context.files.userFile(), changed->text);
    print(context.messages.text(deny ? "origins.denied_now" : "origins.removed",
                                {{"origin", origin}, {"file", shown(context.files.userFile())}}) +
          "\n");
    return 0;
}

} // namespace ekey::host
