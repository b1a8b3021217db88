#include "native-host/host/consent.h"

#include "core/text/utf8.h"
#include "native-host/host/limits.h"

#include <chrono>
#include <cstdio>
#include <utility>

namespace ekey::host {
namespace {

/// Somebody else's text.
std::string foreign(std::string_view text) { return text::quoted(text, limits::quoted); }

/// The day in China (UTC+8): a certificate's last day there is what people know.
std::string day(signature::Time time)
{
    using namespace std::chrono;
    const year_month_day date(floor<days>(sys_seconds(seconds(time)) + hours(8)));
    char text[40];
    const int length = std::snprintf(text, sizeof text, "%04d-%02u-%02u", static_cast<int>(date.year()),
                                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
    return {text, static_cast<std::size_t>(length)};
}

std::string size(std::int64_t bytes)
{
    constexpr std::int64_t unit = 1000; // as the page says it, and as limits are given
    if (bytes < unit) {
        return std::to_string(bytes) + " B";
    }
    const std::int64_t tenths = bytes * 10 / unit;
    return tenths < 10 * unit ? std::to_string(tenths / 10) + "." + std::to_string(tenths % 10) + " KB"
                              : std::to_string(tenths / unit / 10) + "." + std::to_string(tenths / unit % 10) + " MB";
}

/// Collects lines, each a text of the catalogue.
class Lines {
public:
    explicit Lines(const text::Messages& messages) : messages_(messages) {}

    void add(std::string_view code, const json::Value& params = json::Value::object())
    {
        text_ += (text_.empty() ? "" : "\n") + messages_.text(code, params);
    }
    const text::Messages& messages() const { return messages_; }
    std::string text() && { return std::move(text_); }

private:
    const text::Messages& messages_;
    std::string text_;
};

/// A member of the answers that is a text; nothing otherwise.
std::string answer(const json::Value& answers, const char* pointer)
{
    const json::Value::json_pointer at(pointer);
    if (!answers.contains(at) || !answers[at].is_string()) {
        return {};
    }
    return answers[at].get<std::string>();
}

void addMaterials(Lines& lines, const std::vector<material::Entry>& materials)
{
    lines.add("window.materials", {{"count", materials.size()}});
    for (std::size_t i = 0; i < materials.size() && i < limits::shownMaterials; ++i) {
        lines.add("window.material", {{"name", foreign(materials[i].name)}, {"size", size(materials[i].bytes)}});
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
    const std::string label = "form." + submission.form.id;
    lines.add("window.form",
              {{"form", lines.messages().has(label) ? lines.messages().text(label) : foreign(submission.form.id)}});
    lines.add("window.enterprise", {{"name", foreign(answer(submission.answers, "/enterprise/name"))},
                                    {"uscc", foreign(answer(submission.answers, "/enterprise/uscc"))}});
    lines.add("window.filing", {{"filing", foreign(submission.filing)}});
    addMaterials(lines, submission.materials);
    addAnswers(lines, submission.answers);
}

std::string warning(token::PinState state, const text::Messages& messages)
{
    switch (state) {
    case token::PinState::low:
        return messages.text("window.pin_low");
    case token::PinState::last:
        return messages.text("window.pin_last");
    default:
        return {};
    }
}

} // namespace

platform::Window consentWindow(const Occasion& occasion, const text::Messages& messages)
{
    const bool pad = occasion.key.token.protectedPath;
    const Certificate& certificate = occasion.key.certificate;
    Lines lines(messages);
    lines.add("window.site", {{"origin", occasion.site.origin}});
    if (occasion.site.development) {
        lines.add("window.development");
    }
    lines.add(occasion.submission ? "window.sign" : "window.login");
    lines.add("window.certificate",
              {{"name", foreign(certificate.commonName())}, {"notAfter", day(certificate.notAfter())}});
    if (pad) {
        lines.add("window.pad");
    }
    if (occasion.submission) {
        addSubmission(lines, *occasion.submission);
    }
    return {.title = messages.text("window.title"),
            .description = std::move(lines).text(),
            .warning = warning(occasion.key.token.pin, messages),
            .prompt = messages.text("window.pin"),
            .accept = messages.text(occasion.submission ? "window.accept_sign" : "window.accept_login"),
            .refuse = messages.text("window.refuse"),
            .asksPin = !pad,
            .timeout = limits::prompt};
}

} // namespace ekey::host
