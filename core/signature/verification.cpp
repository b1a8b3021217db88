#include "core/signature/verification.h"

#include "core/signature/signed_document.h"
#include "core/signature/time.h"

namespace ekey::signature {

namespace {

void append(Errors& errors, Errors more)
{
    errors.insert(errors.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

/// By the signer's own claim, which proves nothing, but a claim outside of the certificate's time is odd in itself.
bool claimsOtherTime(const Verified& verified)
{
    return verified.signingTime &&
           (*verified.signingTime < verified.signer.notBefore() || *verified.signingTime > verified.signer.notAfter());
}

} // namespace

Verification verify(const VerificationRequest& request, ChainMemory& trusted)
{
    Verification found;
    Result<Verified> verified = verifySignedData(request.der, request.detached, Attributes::optional, &trusted);
    if (!verified) {
        found.errors.push_back(verified.error());
        return found;
    }
    found.errors = verified->warnings;
    if (claimsOtherTime(*verified)) {
        found.errors.push_back(
            {"signature.time", {}, Severity::warning, {{"signingTime", timestamp(*verified->signingTime)}}});
    }
    Result<Chain> chain = trusted.build(verified->signer, verified->certificates, request.at);
    if (!chain) {
        found.errors.push_back(chain.error());
    } else {
        found.chain = *std::move(chain);
        found.revocationChecked = !request.lists.empty();
        if (found.revocationChecked) {
            append(found.errors, checkRevocation(found.chain, request.lists, request.at));
        }
    }
    found.signedData = *std::move(verified);
    return found;
}

json::Value toJson(const Certificate& certificate)
{
    json::Value value = {{"subject", certificate.subject()},
                         {"commonName", certificate.commonName()},
                         {"issuer", certificate.issuer()},
                         {"issuerName", certificate.issuerName()},
                         {"serial", certificate.serial()},
                         {"notBefore", timestamp(certificate.notBefore())},
                         {"notAfter", timestamp(certificate.notAfter())},
                         {"algorithm", certificate.algorithm()},
                         {"fingerprint", certificate.fingerprint()},
                         {"uses", json::Value::array()}};
    const std::pair<const char*, bool> uses[] = {{"authenticate", certificate.mayAuthenticate()},
                                                 {"sign", certificate.maySign()},
                                                 {"authority", certificate.isAuthority()}};
    for (const auto& [name, may] : uses) {
        if (may) {
            value["uses"].push_back(name);
        }
    }
    const std::pair<const char*, std::string> optional[] = {{"uscc", certificate.uscc()},
                                                            {"email", certificate.email()}};
    for (const auto& [name, text] : optional) {
        if (!text.empty()) {
            value[name] = text;
        }
    }
    if (certificate.isDemonstration()) {
        value["demonstration"] = true;
    }
    return value;
}

json::Value toJson(const Verification& verification)
{
    json::Value value = {{"valid", verification.valid()},
                         {"revocation", verification.revocationChecked ? "checked" : "unchecked"},
                         {"errors", toJson(verification.errors)}};
    if (const auto& verified = verification.signedData) {
        value["form"] = name(verified->form);
        value["algorithm"] = verified->algorithm;
        value["detached"] = verified->detached;
        value["signer"] = toJson(verified->signer);
        if (verified->signingTime) {
            value["signingTime"] = timestamp(*verified->signingTime);
        }
    }
    for (const Certificate& certificate : verification.chain) {
        value["chain"].push_back(toJson(certificate));
    }
    return value;
}

} // namespace ekey::signature
