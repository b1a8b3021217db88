#include "native-host/host/operations/sign.h"

#include "core/text/utf8.h"
#include "native-host/host/fault.h"
#include "native-host/host/limits.h"
#include "native-host/signing/signed_data.h"

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

Result<Der> sign(const Operation& operation, const std::string& content, Cancellation& cancellation)
{
    const auto submission = readFor(operation.site, content);
    if (!submission) {
        return submission.error();
    }
    const auto key = chooseKey(operation, Use::sign, cancellation);
    if (!key) {
        return key.error();
    }
    auto pin = askConsent(operation, key->held, &*submission, cancellation);
    if (!pin) {
        return pin.error();
    }
    return signing::signedData(content, key->held.certificate, {.now = now(), .chain = key->authorities},
                               signer(operation, key->held, *pin, cancellation));
}

} // namespace ekey::host
