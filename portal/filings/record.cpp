#include "portal/filings/record.h"

#include "portal/materials/store.h"
#include "portal/refused.h"

namespace ekey::portal::filings {

json::Value record(soci::session& sql, const Filing& filing)
{
    json::Value list = json::Value::array();
    for (const material::Entry& entry : materials::list(sql, filing.id)) {
        list.push_back(material::toJson(entry));
    }
    json::Value value = {{"filing", filing.id},
                         {"number", filing.number},
                         {"business", filing.business},
                         {"state", filing.state},
                         {"receipt", nullptr},
                         {"acceptedAt", nullptr},
                         {"enterprise", {{"name", filing.enterprise}, {"uscc", filing.uscc}}},
                         {"answers", json::Value::object()},
                         {"materials", std::move(list)},
                         {"signer", nullptr},
                         {"digest", nullptr}};
    if (const auto accepted = findAccepted(sql, filing.id)) {
        value["receipt"] = accepted->receipt;
        value["acceptedAt"] = timestamp(accepted->acceptedAt);
        value["answers"] = orRefuse(form::readSubmission(accepted->content), 500).answers;
        value["signer"] = {{"serial", accepted->signerSerial},
                           {"issuer", accepted->signerIssuer},
                           {"fingerprint", accepted->signerFingerprint}};
        value["digest"] = accepted->digest;
    }
    return value;
}

} // namespace ekey::portal::filings
