#include "native-host/host/certificates.h"

#include "core/text/utf8.h"
#include "native-host/host/fault.h"

#include <algorithm>
#include <utility>

namespace ekey::host {
namespace {

constexpr std::size_t nameCharacters = 200;

std::optional<Error> unfit(const Certificate& certificate, Use use, signature::Time now)
{
    if (!(use == Use::authenticate ? certificate.mayAuthenticate() : certificate.maySign())) {
        return fault(protocol::code::certificateUse);
    }
    if (use == Use::signUnseen && now > certificate.notAfter()) {
        return fault(protocol::code::certificateExpired, {{"notAfter", certificate.notAfter()}});
    }
    if (now < certificate.notBefore()) {
        return fault(protocol::code::certificateNotYetValid, {{"notBefore", certificate.notBefore()}});
    }
    return std::nullopt;
}

} // namespace

Result<Held> choose(const std::vector<Held>& held, const std::optional<std::string>& fingerprint, Use use,
                    signature::Time now)
{
    std::vector<Held> valid, expired;
    std::optional<Error> why;
    for (const Held& one : held) {
        if (fingerprint && one.certificate.fingerprint() != *fingerprint) {
            continue;
        }
        if (auto error = unfit(one.certificate, use, now)) {
            why = why ? why : std::move(error);
            continue;
        }
        const bool over = now > one.certificate.notAfter();
        std::vector<Held>& fit = over ? expired : valid;
        fit.push_back(one);
        fit.back().expired = over;
    }
    const std::vector<Held>& fit = valid.empty() ? expired : valid;
    if (fit.size() > 1 && !fingerprint) {
        return fault(protocol::code::certificateSeveral);
    }
    if (!fit.empty()) {
        return fit.back();
    }
    if (why) {
        return *why;
    }
    // A handle was given out for a certificate that was there then.
    return fault(fingerprint ? protocol::code::tokenRemoved : protocol::code::tokenNone);
}

std::string Handles::of(const std::string& name)
{
    const auto known =
        std::find_if(names_.begin(), names_.end(), [&](const auto& entry) { return entry.second == name; });
    if (known != names_.end()) {
        return known->first;
    }
    std::string handle = kind_ + std::to_string(names_.size() + 1);
    names_.emplace(handle, name);
    return handle;
}

std::optional<std::string> Handles::find(const std::string& handle) const
{
    const auto found = names_.find(handle);
    return found == names_.end() ? std::nullopt : std::optional(found->second);
}

std::string tokenName(const Plugged& token) { return std::to_string(token.module) + ":" + token.token.serial; }

protocol::CertificateSummary summary(const Certificate& certificate, std::string handle, bool consented)
{
    protocol::CertificateSummary out;
    out.certificate = std::move(handle);
    out.algorithm = certificate.algorithm();
    if (certificate.mayAuthenticate()) out.use.emplace_back("authenticate");
    if (certificate.maySign()) out.use.emplace_back("sign");
    out.notBefore = certificate.notBefore();
    out.notAfter = certificate.notAfter();
    out.issuer = text::quoted(certificate.issuerName(), nameCharacters);
    if (consented) out.subject = text::quoted(certificate.commonName(), nameCharacters);
    return out;
}

} // namespace ekey::host
