#include "native-host/host/windows/consent.h"

#include "native-host/host/limits.h"
#include "native-host/host/windows/lines.h"
#include "native-host/host/windows/pages.h"

namespace ekey::host {
namespace {

void addMaterials(Lines& lines, const std::vector<material::Entry>& materials)
{
    lines.add("window.materials", {{"count", materials.size()}});
    for (std::size_t i = 0; i < materials.size() && i < limits::shownMaterials; ++i) {
        lines.add("window.material", {{"name", foreign(materials[i].name)}, {"size", sizeText(materials[i].bytes)}});
    }
    if (materials.size() > limits::shownMaterials) {
        lines.add("window.more_materials", {{"count", materials.size() - limits::shownMaterials}});
    }
}

/// Answers that the catalogue has a name for, and the number of the others.
void addAnswers(Lines& lines, const json::Value& answers)
{
    std::size_t shown = 0;
    std::size_t others = 0;
    if (answers.empty()) {
        return;
    }
    const json::Value flat = answers.flatten();
    for (const auto& [pointer, value] : flat.items()) {
        const std::string label = "answer." + pointer;
        if (pointer.starts_with("/enterprise/")) {
            continue; // shown above
        }
        if (shown < limits::shownAnswers && value.is_string() && lines.messages().has(label)) {
            lines.add("window.answer", {{"label", lines.messages().text(label)},
                                        {"value", foreign(value.get_ref<const std::string&>())}});
            ++shown;
        } else {
            ++others;
        }
    }
    if (others > 0) {
        lines.add("window.more_answers", {{"count", others}});
    }
}

void addSubmission(Lines& lines, const form::Submission& submission)
{
    lines.add("window.form", {{"form", businessName(submission, lines.messages())}});
    lines.add("window.enterprise", {{"name", foreign(answerText(submission, "/enterprise/name"))},
                                    {"uscc", foreign(answerText(submission, "/enterprise/uscc"))}});
    lines.add("window.filing", {{"filing", foreign(submission.filing)}});
    addMaterials(lines, submission.materials);
    addAnswers(lines, submission.answers);
}

/// Enough of a digest for a person who wants to compare it; what the site calls the content is its claim.
void addDigest(Lines& lines, const DigestConsent& consent)
{
    static constexpr char digits[] = "0123456789abcdef";
    std::string hex;
    for (const std::uint8_t byte : consent.digest.first(std::min(consent.digest.size(), limits::shownDigestBytes))) {
        hex += {digits[byte >> 4], digits[byte & 15]};
    }
    lines.add("window.unseen", {{"name", foreign(consent.name)}});
    lines.add("window.digest", {{"algorithm", consent.algorithm}, {"digest", hex}});
}

} // namespace

std::string businessName(const form::Submission& submission, const text::Messages& messages)
{
    const std::string label = "form." + submission.form.id;
    return messages.has(label) ? messages.text(label) : foreign(submission.form.id);
}

std::string answerText(const form::Submission& submission, const char* pointer)
{
    const json::Value::json_pointer at(pointer);
    if (!submission.answers.contains(at) || !submission.answers[at].is_string()) {
        return {};
    }
    return submission.answers[at].get<std::string>();
}

std::vector<platform::Window> windowsOf(const std::vector<std::string>& pages, const Held& key,
                                        const text::Messages& messages, const std::string& accept)
{
    std::vector<platform::Window> windows;
    for (const std::string& page : pages) {
        const bool last = windows.size() + 1 == pages.size();
        windows.push_back({.title = messages.text("window.title"),
                           .description = page,
                           .warning = last ? pinWarning(key.token.pin, messages) : "",
                           .prompt = messages.text("window.pin"),
                           .accept = last ? accept : messages.text("window.next"),
                           .refuse = messages.text("window.refuse"),
                           .asksPin = last && !key.token.protectedPath});
    }
    return windows;
}

std::vector<platform::Window> consentWindows(const Grant& site, const Held& key, const Consent& consent,
                                             const text::Messages& messages)
{
    const bool login = std::holds_alternative<LoginConsent>(consent);
    const auto* submission = std::get_if<SubmissionConsent>(&consent);
    const auto heading = [&](std::size_t page, std::size_t pages) {
        Lines lines(messages);
        lines.addSite(site);
        lines.add(login ? "window.login" : submission ? "window.sign" : "window.sign_unseen");
        lines.addPage(page, pages);
        lines.addKey(key);
        if (key.token.protectedPath) {
            lines.add("window.pad");
        }
        return lines.text() + "\n";
    };
    Lines lines(messages);
    if (submission) {
        addSubmission(lines, submission->submission);
    } else if (const auto* digest = std::get_if<DigestConsent>(&consent)) {
        addDigest(lines, *digest);
    }
    return windowsOf(paged(lines.all(), lines.all().size(), heading), key, messages,
                     messages.text(login ? "window.accept_login" : "window.accept_sign"));
}

} // namespace ekey::host
