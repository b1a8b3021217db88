#include "native-host/host/operations/sign.h"

#include "core/text/utf8.h"
#include "native-host/host/fault.h"
#include "native-host/host/limits.h"
#include "native-host/host/windows/batch.h"
#include "native-host/host/windows/consent.h"
#include "native-host/signing/signed_data.h"

#include <algorithm>
#include <iterator>

namespace ekey::host {

Result<form::Submission> readFor(const Grant& site, std::string_view content)
{
    auto submission = form::readSubmission(content);
    if (!submission) {
        return fault(protocol::code::submissionMalformed,
                     {{"code", submission.error().code}, {"pointer", submission.error().pointer}});
    }
    if (submission->audience != site.origin) {
        return fault(protocol::code::submissionAudience,
                     {{"audience", text::quoted(submission->audience, limits::originBytes)}});
    }
    return submission;
}

Result<Made<std::vector<Der>>> sign(const Operation& operation, const std::optional<std::string>& fingerprint,
                                    const std::vector<Content>& contents, Cancellation& cancellation)
{
    const text::Messages& messages = operation.services.messages;
    std::vector<BatchEntry> entries;
    std::optional<form::Submission> only; // a parsed submission takes many times its bytes: no more than one is kept
    for (const Content& content : contents) {
        if (cancellation.cancelled()) {
            return fault(protocol::code::userCancelled);
        }
        auto submission = readFor(operation.site, *content);
        if (!submission) {
            return submission.error();
        }
        if (contents.size() == 1) {
            only = *std::move(submission);
        } else {
            entries.push_back(batchEntry(*submission, messages));
        }
    }
    const auto key = chooseKey(operation, fingerprint, Use::sign, cancellation);
    if (!key) {
        return key.error();
    }
    const Held& held = key->held;
    const auto windows = only ? consentWindows(operation.site, held, SubmissionConsent{*only}, messages)
                              : batchWindows(operation.site, held, entries, messages);
    only.reset();
    auto pin = askPin(operation, windows, held.token, cancellation);
    if (!pin) {
        return pin.error();
    }
    const signing::BatchSigner sign = [&](std::string_view algorithm,
                                          const std::vector<Der>& digests) -> Result<std::vector<Der>> {
        std::vector<Der> inputs;
        std::transform(digests.begin(), digests.end(), std::back_inserter(inputs),
                       [&](const Der& digest) { return rawInput(algorithm, digest).input; });
        const Stopwatch watch(operation.spent().key);
        return operation.services.tokens.signBatch(
            held, rawInput(algorithm, digests.front()).mechanism, credential(held.token, std::move(*pin)), inputs,
            [&](int done) { operation.tell("key", done); }, cancellation);
    };
    std::vector<std::string_view> texts;
    std::transform(contents.begin(), contents.end(), std::back_inserter(texts),
                   [](const Content& content) { return std::string_view(*content); });
    auto made = signing::signedDataBatch(texts, held.certificate, {.now = now(), .chain = key->authorities}, sign);
    if (!made) {
        return made.error();
    }
    return Made<std::vector<Der>>{*std::move(made), held.certificate.fingerprint()};
}

} // namespace ekey::host
