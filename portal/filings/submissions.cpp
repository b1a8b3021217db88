#include "portal/filings/submissions.h"

#include "core/digest/digest.h"
#include "core/form/session.h"
#include "portal/certificates/renewable.h"
#include "portal/filings/moves.h"
#include "portal/materials/store.h"
#include "portal/phones/authorisations.h"
#include "portal/refused.h"
#include "portal/status.h"
#include "portal/storage/database.h"
#include "portal/storage/sql.h"

#include <algorithm>

namespace ekey::portal::filings {
namespace {

/// Accepted already? The same body gets the same receipt; another one is refused unless the filing is open.
std::optional<Submissions::Receipt> repeated(soci::session& sql, const Filing& filing, const std::string& bodySha256)
{
    const auto accepted = findAccepted(sql, filing.id);
    if (accepted && accepted->bodySha256 == bodySha256) {
        return Submissions::Receipt{accepted->receipt, accepted->acceptedAt, true};
    }
    demandOpen(filing);
    return std::nullopt;
}

/// It was judged as it stood before; in the meantime a nonce may have been given anew, or a draft of another form kept.
void demandUnchanged(const Filing& judged, const Filing& now)
{
    if (judged.nonce != now.nonce || judged.session != now.session || judged.facts != now.facts ||
        judged.form != now.form) {
        throw Refused(status::unprocessable, "submission.nonce");
    }
}

/// The manifest must name what arrived, with the digests computed here as it arrived. What it does not name goes: a
/// file that was uploaded for an item that later answers made needless is no part of the submission.
void demandMaterials(soci::session& sql, const std::string& filing, const std::vector<material::Entry>& manifest)
{
    const auto arrived = materials::list(sql, filing);
    for (const material::Entry& entry : manifest) {
        if (std::find(arrived.begin(), arrived.end(), entry) == arrived.end()) {
            throw Refused(status::unprocessable, "submission.materials", "/materials", {{"item", entry.item}});
        }
    }
    for (const material::Entry& entry : arrived) {
        if (std::find(manifest.begin(), manifest.end(), entry) == manifest.end()) {
            materials::remove(sql, filing, entry.item);
        }
    }
}

} // namespace

Submissions::Submissions(storage::Database& database, Clock clock, std::string origin, const Forms& forms,
                         signature::ChainMemory& trusted)
    : database_(database), clock_(std::move(clock)), origin_(std::move(origin)), forms_(forms), trusted_(trusted)
{}

Accepted Submissions::verify(const Caller& caller, const Filing& filing, const std::string& body) const
{
    Accepted accepted{.receipt = filing.number,
                      .acceptedAt = clock_(),
                      .bodySha256 = digest::hex(digest::sha256(body)),
                      .content = body,
                      .digest = {},
                      .signerSerial = {},
                      .signerIssuer = {},
                      .signerFingerprint = {}};
    if (caller.certificate) {
        const auto verified = orRefuse(signature::verifySignedData(storage::bytesOf(body), std::nullopt,
                                                                   signature::Attributes::demanded, &trusted_),
                                       status::unprocessable);
        const signature::Certificate& signer = verified.signer;
        const bool renewal = filing.business == certificates::renewal;
        const Time now = clock_();
        const Time at = renewal ? certificates::verifiedAt(signer, now, status::unprocessable) : now;
        orRefuse(trusted_.build(signer, verified.certificates, at), status::unprocessable);
        if (signer.fingerprint() != caller.certificate->fingerprint() || signer.uscc() != filing.uscc) {
            throw Refused(status::unprocessable, "submission.signer");
        }
        accepted.content = verified.content;
        accepted.signerSerial = signer.serial();
        accepted.signerIssuer = signer.issuerName();
        accepted.signerFingerprint = signer.fingerprint();
    }
    accepted.digest = digest::hex(digest::sm3(accepted.content));
    return accepted;
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
    const auto facts = readKept(filing.facts);
    phones::demandProven(filing, facts);
    const Errors errors = form::check(form, facts, *submission);
    if (blocks(errors)) {
        throw Refused(status::unprocessable, errors);
    }
    return *std::move(submission);
}

Submissions::Receipt Submissions::submit(const Caller& caller, const std::string& id, const std::string& body,
                                         const Within& within)
{
    const std::string bodySha256 = digest::hex(digest::sha256(body));
    const Time now = clock_();
    Filing filing;
    const auto before = database_.run([&](soci::session& sql) {
        expire(sql, now);
        filing = require(sql, id, caller);
        return repeated(sql, filing, bodySha256);
    });
    if (before) {
        return *before;
    }
    Accepted accepted = verify(caller, filing, body);
    const auto submission = read(filing, caller, accepted.content);
    return store(caller, filing, submission, std::move(accepted), body, within);
}

Submissions::Receipt Submissions::store(const Caller& caller, const Filing& judged, const form::Submission& submission,
                                        Accepted accepted, const std::string& body, const Within& within)
{
    // One transaction looks again at what may have changed since, and keeps all or nothing.
    return database_.run([&](soci::session& sql) -> Receipt {
        Filing filing = require(sql, judged.id, caller);
        if (const auto before = repeated(sql, filing, accepted.bodySha256)) {
            return *before;
        }
        demandUnchanged(judged, filing);
        demandMaterials(sql, filing.id, submission.materials);
        move(sql, filing, "submitted", toString(Role::enterprise), accepted.acceptedAt);
        keepAccepted(sql, filing.id, accepted, body);
        materials::keepAsSubmitted(sql, filing.id);
        phones::authorise(sql, filing, submission, accepted.acceptedAt);
        const Receipt receipt{accepted.receipt, accepted.acceptedAt, false};
        within(sql, receipt);
        return receipt;
    });
}

} // namespace ekey::portal::filings
