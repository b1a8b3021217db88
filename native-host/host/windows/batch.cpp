#include "native-host/host/windows/batch.h"

#include "core/text/utf8.h"
#include "native-host/host/limits.h"
#include "native-host/host/windows/consent.h"
#include "native-host/host/windows/lines.h"
#include "native-host/host/windows/pages.h"

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

} // namespace

std::vector<platform::Window> batchWindows(const Grant& site, const Held& key,
                                           const std::vector<form::Submission>& submissions,
                                           const text::Messages& messages)
{
    const bool pad = key.token.protectedPath;
    std::vector<std::string> entries;
    for (const form::Submission& submission : submissions) {
        entries.push_back(entry(entries.size() + 1, submission, messages));
    }
    const auto heading = [&](std::size_t page, std::size_t pages) {
        Lines lines(messages);
        lines.addSite(site);
        lines.add("window.batch", {{"count", submissions.size()}});
        lines.addPage(page, pages);
        lines.addCertificate(key.certificate);
        if (pad) {
            lines.add("window.pad");
        }
        return lines.text() + "\n";
    };
    return windowsOf(paged(entries, limits::batchPage, heading), key, messages,
                     messages.text("window.accept_batch", {{"count", submissions.size()}}));
}

} // namespace ekey::host
