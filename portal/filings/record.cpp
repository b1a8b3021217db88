#include "portal/filings/record.h"

#include "portal/filings/moves.h"
#include "portal/filings/states.h"
#include "portal/materials/store.h"
#include "portal/refused.h"
#include "portal/status.h"

namespace ekey::portal::filings {
namespace {

json::Value promised(const State& state, const std::vector<Made>& moves, const calendar::WorkingDays& days)
{
    if (!state.workingDays) {
        return nullptr;
    }
    for (auto move = moves.rbegin(); move != moves.rend(); ++move) {
        if (move->state == state.from) {
            const auto from = *identifier::readIsoDay(dateInChina(move->at));
            const auto by = days.addWorkingDays(from, *state.workingDays);
            return {{"date", identifier::iso(by)}, {"provisional", days.provisional(from, by)}};
        }
    }
    return nullptr;
}

json::Value materialsOf(soci::session& sql, const std::string& filing)
{
    json::Value entries = json::Value::array();
    for (const material::Entry& entry : materials::list(sql, filing)) {
        entries.push_back(material::toJson(entry));
    }
    return entries;
}

json::Value historyOf(const std::vector<Made>& moves)
{
    json::Value steps = json::Value::array();
    for (const Made& made : moves) {
        steps.push_back({{"state", made.state}, {"at", timestamp(made.at)}, {"by", made.by}});
    }
    return steps;
}

json::Value signerOf(const Accepted& accepted)
{
    if (accepted.signerFingerprint.empty()) {
        return nullptr;
    }
    return {{"serial", accepted.signerSerial},
            {"issuer", accepted.signerIssuer},
            {"fingerprint", accepted.signerFingerprint}};
}

bool isOpen(const Filing& filing)
{
    return states().allows(filing.state, "submitted", toString(Role::enterprise), filing.business);
}

json::Value head(const Filing& filing, const Caller& caller, const std::vector<Made>& moves,
                 const calendar::WorkingDays& days)
{
    const State& state = states().of(filing.state);
    return {{"filing", filing.id},
            {"number", filing.number},
            {"business", filing.business},
            {"state", filing.state},
            {"enterprise", {{"name", filing.enterprise}, {"uscc", filing.uscc}}},
            {"own", filing.owner == caller.owner()},
            {"createdAt", timestamp(filing.created)},
            {"changedAt", timestamp(filing.changed)},
            {"holder", state.holder ? json::Value(toString(*state.holder)) : json::Value(nullptr)},
            {"promised", promised(state, moves, days)}};
}

} // namespace

json::Value summary(soci::session& sql, const Filing& filing, const Caller& caller, const calendar::WorkingDays& days)
{
    const bool dated = states().of(filing.state).workingDays.has_value();
    return head(filing, caller, dated ? history(sql, filing.id) : std::vector<Made>(), days);
}

json::Value record(soci::session& sql, const Filing& filing, const Caller& caller, const calendar::WorkingDays& days)
{
    const bool own = filing.owner == caller.owner();
    const auto moves = history(sql, filing.id);
    const auto accepted = findAccepted(sql, filing.id);
    json::Value value = head(filing, caller, moves, days);
    value["form"] = toJson(filing.form);
    value["history"] = historyOf(moves);
    value["facts"] = own ? readKept(filing.facts) : json::Value::object();
    value["draft"] = own && isOpen(filing) && !filing.draft.empty() ? readKept(filing.draft) : json::Value(nullptr);
    // What another account has not submitted is its own.
    value["materials"] = own || accepted ? materialsOf(sql, filing.id) : json::Value::array();
    value["moves"] =
        own ? states().next(filing.state, toString(caller.role), filing.business) : std::vector<std::string>();
    value["receipt"] = accepted ? json::Value(accepted->receipt) : json::Value(nullptr);
    value["acceptedAt"] = accepted ? json::Value(timestamp(accepted->acceptedAt)) : json::Value(nullptr);
    value["answers"] =
        accepted ? orRefuse(form::readSubmission(accepted->content), status::failed).answers : json::Value::object();
    value["signer"] = accepted ? signerOf(*accepted) : json::Value(nullptr);
    value["digest"] = accepted ? json::Value(accepted->digest) : json::Value(nullptr);
    return value;
}

} // namespace ekey::portal::filings
