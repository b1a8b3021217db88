#include "native-host/host/diagnosis/token_steps.h"

#include "core/signature/certificate.h"
#include "native-host/host/fault.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace ekey::host {
namespace {

using token::PinState;

constexpr signature::Time daySeconds = 24 * 60 * 60;
constexpr signature::Time soon = 30 * daySeconds; ///< a renewal takes its time

struct Usable {
    Certificate certificate;
    token::TokenInfo token;
};

struct Examined {
    std::vector<token::TokenInfo> tokens{};
    std::vector<Usable> usable{};
    bool foreign = false; ///< certificates of keys with an algorithm that is not supported
};

void collect(const ModuleView& module, Examined& into)
{
    const auto* inventory = std::get_if<token::Inventory>(&module.seen);
    if (!inventory) return;
    for (const token::TokenInfo& token : inventory->tokens) {
        if (!module.label.matches(token.label)) continue;
        into.tokens.push_back(token);
        for (const token::TokenCertificate& entry : inventory->certificates) {
            if (entry.token != token.serial || !entry.hasKey) continue;
            auto certificate = Certificate::read(entry.der);
            if (!certificate || certificate->isAuthority()) continue;
            // As Tokens: PKCS #11 has no mechanism for SM2 that tokens agree on.
            if (certificate->algorithm().empty() || certificate->algorithm() == "SM2") {
                into.foreign = true;
            } else {
                into.usable.push_back({*std::move(certificate), token});
            }
        }
    }
}

Finding token(const Examined& examined)
{
    return examined.tokens.empty() ? Finding::failed(fault("doctor.token.none")) : Finding{};
}

Finding certificate(const Examined& examined)
{
    if (!examined.usable.empty()) return {};
    return Finding::failed(fault(examined.foreign ? "doctor.certificate.algorithm" : "doctor.certificate.none"));
}

/// By the certificate that is valid longest; those that have run out are taken away.
Finding validity(Examined& examined, signature::Time now)
{
    const auto later = [](const Usable& one, const Usable& other) {
        return one.certificate.notAfter() < other.certificate.notAfter();
    };
    const Usable last = *std::max_element(examined.usable.begin(), examined.usable.end(), later);
    std::erase_if(examined.usable, [now](const Usable& one) {
        return now < one.certificate.notBefore() || now > one.certificate.notAfter();
    });
    const signature::Time end = last.certificate.notAfter();
    if (examined.usable.empty()) {
        if (now < last.certificate.notBefore()) {
            return Finding::failed(fault("certificate.not_yet_valid", {{"notBefore", last.certificate.notBefore()}}));
        }
        return Finding::failed(fault("certificate.expired", {{"notAfter", end}}));
    }
    if (end - now > soon) return {};
    return Finding::warning(fault("doctor.validity.soon", {{"notAfter", end}, {"days", (end - now) / daySeconds}}));
}

/// By the token that is best off; there is one.
Finding pin(const Examined& examined)
{
    const auto rank = [](const Usable& one) {
        if (one.token.pinToBeChanged) return 3;
        switch (one.token.pin) {
        case PinState::locked:
            return 4;
        case PinState::last:
            return 2;
        case PinState::low:
            return 1;
        default:
            return 0;
        }
    };
    int best = rank(examined.usable.front());
    for (const Usable& one : examined.usable) {
        best = std::min(best, rank(one));
    }
    switch (best) {
    case 1:
        return Finding::warning(fault("doctor.pin.low"));
    case 2:
        return Finding::warning(fault("doctor.pin.last"));
    case 3:
        return Finding::failed(fault("pin.expired"));
    case 4:
        return Finding::failed(fault("pin.locked"));
    default:
        return {};
    }
}

} // namespace

std::vector<Finding> tokenSteps(const ModulesView& modules, signature::Time now)
{
    Examined examined;
    for (const ModuleView& module : modules.used) {
        collect(module, examined);
    }
    std::vector<Finding> findings;
    const auto add = [&](Finding finding) {
        findings.push_back(std::move(finding));
        return findings.back().state != Step::State::failed;
    };
    if (add(token(examined)) && add(certificate(examined)) && add(validity(examined, now))) add(pin(examined));
    return findings;
}

} // namespace ekey::host
