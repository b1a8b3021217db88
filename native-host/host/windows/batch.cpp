#include "native-host/host/windows/batch.h"

#include "core/text/utf8.h"
#include "native-host/host/limits.h"
#include "native-host/host/windows/consent.h"
#include "native-host/host/windows/lines.h"

#include <utility>

namespace ekey::host {
namespace {

std::string entry(std::size_t number, const form::Submission& submission, const text::Messages& messages)
{
    const auto brief = [](std::string_view text) { return text::quoted(text, limits::quotedInBatch); };
    return messages.text("window.batch_entry", {{"number", number},
                                                {"form", brief(businessName(submission, messages))},
                                                {"uscc", brief(answerText(submission, "/enterprise/uscc"))},
                                                {"filing", brief(submission.filing)},
                                                {"count", submission.materials.size()}});
}

/// Which entries stand on which page, each as its lines, where `room` bytes are left for them.
std::vector<std::string> pages(const std::vector<form::Submission>& submissions, std::size_t room,
                               const text::Messages& messages)
{
    std::vector<std::string> pages;
    std::size_t onPage = 0;
    for (std::size_t i = 0; i < submissions.size(); ++i) {
        const std::string line = entry(i + 1, submissions[i], messages);
        const bool fits = !pages.empty() && onPage < limits::batchPage && pages.back().size() + 1 + line.size() <= room;
        if (fits) {
            pages.back() += "\n" + line;
        } else {
            pages.push_back(line);
        }
        onPage = fits ? onPage + 1 : 1;
    }
    return pages;
}

} // namespace

std::vector<platform::Window> batchWindows(const Grant& site, const Held& key,
                                           const std::vector<form::Submission>& submissions,
                                           const text::Messages& messages)
{
    const bool pad = key.token.protectedPath;
    const auto heading = [&](std::size_t page, std::size_t of) {
        Lines lines(messages);
        lines.addSite(site);
        lines.add("window.batch", {{"count", submissions.size()}, {"page", page}, {"pages", of}});
        lines.addCertificate(key.certificate);
        if (pad) {
            lines.add("window.pad");
        }
        return lines.text() + "\n";
    };
    const std::size_t room = limits::batchPageBytes - heading(submissions.size(), submissions.size()).size();
    const std::vector<std::string> entries = pages(submissions, room, messages);
    std::vector<platform::Window> windows;
    for (std::size_t page = 1; page <= entries.size(); ++page) {
        const bool last = page == entries.size();
        windows.push_back(
            {.title = messages.text("window.title"),
             .description = heading(page, entries.size()) + entries[page - 1],
             .warning = last ? pinWarning(key.token.pin, messages) : "",
             .prompt = messages.text("window.pin"),
             .accept = messages.text(last ? "window.accept_batch" : "window.next", {{"count", submissions.size()}}),
             .refuse = messages.text("window.refuse"),
             .asksPin = last && !pad});
    }
    return windows;
}

} // namespace ekey::host
