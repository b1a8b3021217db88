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
namespace {

std::vector<platform::Window> windows(const Operation& operation, const Held& key,
                                      const std::vector<form::Submission>& submissions)
{
    const text::Messages& messages = operation.services.messages;
    if (submissions.size() == 1) {
        return consentWindows(operation.site, key, SubmissionConsent{submissions.front()}, messages);
    }
    return batchWindows(operation.site, key, submissions, messages);
}

} // namespace

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
                                    const std::vector<std::string>& contents, Cancellation& cancellation)
{
    std::vector<form::Submission> submissions;
    for (const std::string& content : contents) {
        if (cancellation.cancelled()) {
            return fault(protocol::code::userCancelled);
        }
        auto submission = readFor(operation.site, content);
        if (!submission) {
            return submission.error();
        }
        submissions.push_back(*std::move(submission));
    }
    const auto key = chooseKey(operation, fingerprint, Use::sign, cancellation);
    if (!key) {
        return key.error();
    }
    const Held& held = key->held;
    auto pin = askPin(operation, windows(operation, held, submissions), held.token, cancellation);
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
    auto made = signing::signedDataBatch({contents.begin(), contents.end()}, held.certificate,
                                         {.now = now(), .chain = key->authorities}, sign);
    if (!made) {
        return made.error();
    }
    return Made<std::vector<Der>>{*std::move(made), held.certificate.fingerprint()};
}

} // namespace ekey::host
