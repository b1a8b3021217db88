#include "portal/filings/facts.h"

#include <algorithm>

namespace ekey::portal::filings {
namespace {

bool choosesFrom(const form::Definition& form, std::string_view pointer)
{
    return std::any_of(form.items.begin(), form.items.end(),
                       [pointer](const form::Item& item) { return item.choicesFrom == pointer; });
}

bool isFilledFrom(const form::Definition& form, std::string_view pointer)
{
    return std::any_of(form.items.begin(), form.items.end(), [pointer](const form::Item& item) {
        return std::find(item.prefill.begin(), item.prefill.end(), pointer) != item.prefill.end();
    });
}

json::Value describe(const signature::Certificate& certificate)
{
    return {{"name", certificate.commonName()},
            {"uscc", certificate.uscc()},
            {"serial", certificate.serial()},
            {"issuer", certificate.issuerName()},
            {"notBefore", dateInChina(certificate.notBefore())},
            {"notAfter", dateInChina(certificate.notAfter())},
            {"email", certificate.email()}};
}

} // namespace

json::Value facts(const form::Definition& form, const Caller& caller, const Agencies& agencies, int keysPending,
                  const std::string& provenMobile, Time now)
{
    json::Value known = {{"today", dateInChina(now)}};
    if (caller.certificate) {
        known["certificate"] = describe(*caller.certificate);
    } else {
        known["enterprise"] = {{"name", caller.enterprise}, {"uscc", caller.uscc}, {"email", caller.email}};
    }
    if (choosesFrom(form, "/agencies")) {
        known["agencies"] = agencies.fact();
        const std::string suggested = agencies.suggested(caller.uscc);
        if (!suggested.empty()) known["suggestedAgency"] = suggested;
    }
    // None that went through this portal is no proof that there is none.
    if (keysPending > 0 && isFilledFrom(form, "/keysPending")) known["keysPending"] = keysPending;
    if (!provenMobile.empty() && isFilledFrom(form, "/verifiedMobile")) known["verifiedMobile"] = provenMobile;
    return known;
}

} // namespace ekey::portal::filings
