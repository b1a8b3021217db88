#include "portal/filings/agencies.h"

#include "core/json/reader.h"
#include "portal/filings/forms.h"
#include "portal/refused.h"
#include "portal/status.h"

namespace ekey::portal::filings {
namespace {

constexpr std::size_t divisionAt = 2;
constexpr std::size_t divisionDigits = 6;

} // namespace

Agencies Agencies::read(const std::string& folder)
{
    const std::string file = folder + "/agencies.json";
    const auto value = json::read(readFormFile(file));
    Agencies agencies;
    try {
        if (!value) throw Refused(status::failed, "agencies.malformed", {}, {{"file", file}});
        for (const json::Value& each : value->at("agencies")) {
            const auto id = each.at("value").get<std::string>();
            agencies.fact_.push_back(
                {{"value", id}, {"name", each.at("name")}, {"extraMaterials", each.at("extraMaterials")}});
            for (const json::Value& division : each.at("divisions")) {
                agencies.divisions_.push_back({division.get<std::string>(), id});
            }
        }
    } catch (const json::Value::exception&) {
        throw Refused(status::failed, "agencies.malformed", {}, {{"file", file}});
    }
    return agencies;
}

std::string Agencies::suggested(std::string_view uscc) const
{
    if (uscc.size() < divisionAt + divisionDigits) return {};
    const std::string_view place = uscc.substr(divisionAt, divisionDigits);
    const Division* narrowest = nullptr;
    for (const Division& division : divisions_) {
        const bool narrower = !narrowest || division.prefix.size() > narrowest->prefix.size();
        if (place.starts_with(division.prefix) && narrower) narrowest = &division;
    }
    return narrowest ? narrowest->agency : std::string();
}

} // namespace ekey::portal::filings
