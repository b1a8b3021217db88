#include "native-host/host/windows/batch.h"

#include "core/text/utf8.h"
#include "native-host/host/limits.h"
#include "native-host/host/windows/consent.h"
#include "native-host/host/windows/lines.h"
#include "native-host/host/windows/pages.h"

namespace ekey::host {

BatchEntry batchEntry(const form::Submission& submission, const text::Messages& messages)
{
    const auto brief = [](std::string_view text) { return text::quoted(text, limits::quotedInBatch); };
    return {brief(businessName(submission, messages)), brief(answerText(submission, "/enterprise/uscc")),
            brief(submission.filing), submission.materials.size()};
}

std::vector<platform::Window> batchWindows(const Grant& site, const Held& key, const std::vector<BatchEntry>& batch,
                                           const text::Messages& messages)
{
    const bool pad = key.token.protectedPath;
    std::vector<std::string> entries;
    for (const BatchEntry& one : batch) {
        entries.push_back(messages.text("window.batch_entry", {{"number", entries.size() + 1},
                                                               {"form", one.business},
                                                               {"uscc", one.uscc},
                                                               {"filing", one.filing},
                                                               {"count", one.materials}}));
    }
    const auto heading = [&](std::size_t page, std::size_t pages) {
        Lines lines(messages);
        lines.addSite(site);
        lines.add("window.batch", {{"count", batch.size()}});
        lines.addPage(page, pages);
        lines.addKey(key);
        if (pad) {
            lines.add("window.pad");
        }
        return lines.text() + "\n";
    };
    return windowsOf(paged(entries, limits::batchPage, heading), key, messages,
                     messages.text("window.accept_batch", {{"count", batch.size()}}));
}

} // namespace ekey::host
