#include "portal/filings/submissions.h"

#include "core/digest/digest.h"
#include "core/form/session.h"
#include "core/json/reader.h"
#include "portal/filings/receipt.h"
#include "portal/materials/store.h"
#include "portal/refused.h"
#include "portal/status.h"
#include "portal/storage/database.h"
#include "portal/storage/sql.h"

#include <algorithm>

namespace ekey::portal::filings {
namespace {

/// Accepted already? The same body gets the same receipt, another one is refused.
std::optional<Submissions::Receipt> repeated(soci::session& sql, const Filing& filing, const std::string& bodySha256)
{
    const auto accepted = findAccepted(sql, filing.id);
    if (!accepted) {
        return std::nullopt;
    }
    if (accepted->bodySha256 != bodySha256) {
        throw Refused(409, "filing.submitted");
    }
    return Submissions::Receipt{accepted->receipt, accepted->acceptedAt, true};
}

/// The manifest must name what arrived, all of it and nothing else, with the digests computed here as it arrived.
void demandMaterials(soci::session& sql, const std::string& filing, std::vector<material::Entry> manifest)
{
    std::sort(manifest.begin(), manifest.end(), [](const auto& a, const auto& b) { return a.item < b.item; });
    const auto arrived = materials::list(sql, filing);
    if (manifest == arrived) {
        return;
    }
    const auto [named, got] = std::mismatch(manifest.begin(), manifest.end(), arrived.begin(), arrived.end());
    const std::string item = named != manifest.end() ? named->item : got->item;
    throw Refused(status::unprocessable, "submission.materials", "/materials", {{"item", item}});
}

} // namespace

Submissions::Submissions(storage::Database& database, Clock clock, std::string origin, const Forms& forms,
                         signature::ChainMemory& trusted)
    : database_(database), clock_(std::move(clock)), origin_(std::move(origin)), forms_(forms), trusted_(trusted)
{}

signature::Verified Submissions::verify(const Caller& caller, const std::string& body) const
{
    auto verified = orRefuse(
        signature::verifySignedData(storage::bytesOf(body), std::nullopt, signature::Attributes::demanded, &trusted_),
        status::unprocessable);
    orRefuse(trusted_.build(verified.signer, verified.certificates, clock_()), status::unprocessable);
    if (!caller.certificate || verified.signer.fingerprint() != caller.certificate->fingerprint()) {
        throw Refused(status::unprocessable, "submission.signer");
    }
    return verified;
}

form::Submission Submissions::read(const Filing& filing, const Caller& caller, const std::string& content) const
{
    const std::shared_ptr<const form::Definition> form = forms_.of(filing.business).definition;
    auto submission = form::readSubmission(content);
    if (!submission) {
        throw Refused(status::unprocessable, "submission.malformed", submission.error().pointer,
                      {{"reason", submission.error().code}});
    }
    if (submission->audience != origin_) {
        throw Refused(status::unprocessable, "submission.audience");
    }
    if (submission->filing != filing.id) {
        throw Refused(status::unprocessable, "submission.filing");
    }
    if (submission->nonce != filing.nonce || caller.session != filing.session) {
        throw Refused(status::unprocessable, "submission.nonce");
    }
    if (clock_() >= filing.nonceUntil) {
        throw Refused(status::unprocessable, "submission.nonce_expired");
    }
    const form::FormReference served = reference(*form);
    if (submission->form != served || filing.form != served) {
        const auto found = submission->form != served ? submission->form.version : filing.form.version;
        throw Refused(status::unprocessable, "submission.form", "/form",
                      {{"expected", served.version}, {"found", found}});
    }
    const auto facts = orRefuse(json::read(filing.facts), 500);
    const Errors errors = form::check(form, facts, *submission);
    if (blocks(errors)) {
        throw Refused(status::unprocessable, errors);
    }
    return *std::move(submission);
}

Submissions::Receipt Submissions::submit(const Caller& caller, const std::string& id, const std::string& body)
{
    const std::string bodySha256 = digest::hex(digest::sha256(body));
    Filing filing;
    const auto before = database_.run([&](soci::session& sql) {
        filing = require(sql, id, caller);
        return repeated(sql, filing, bodySha256);
    });
    if (before) {
        return *before;
    }
    const auto verified = verify(caller, body);
    const auto submission = read(filing, caller, verified.content);
    return store(filing, submission,
                 {.receipt = {},
                  .acceptedAt = clock_(),
                  .bodySha256 = bodySha256,
                  .content = verified.content,
                  .digest = digest::hex(digest::sm3(verified.content)),
                  .signerSerial = verified.signer.serial(),
                  .signerIssuer = verified.signer.issuerName(),
                  .signerFingerprint = verified.signer.fingerprint()},
                 body);
}

Submissions::Receipt Submissions::store(const Filing& filing, const form::Submission& submission, Accepted accepted,
                                        const std::string& body)
{
    // One transaction looks again at what may have changed since, and keeps all or nothing.
    return database_.run([&](soci::session& sql) -> Receipt {
        if (const auto before = repeated(sql, filing, accepted.bodySha256)) {
            return *before;
        }
        demandDraft(sql, filing.id);
        demandMaterials(sql, filing.id, submission.materials);
        accepted.receipt = filing.number;
        accept(sql, filing.id, accepted, body);
        return {accepted.receipt, accepted.acceptedAt, false};
    });
}

} // namespace ekey::portal::filings
