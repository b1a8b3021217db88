#include "core/identifier/identifier.h"

#include <algorithm>
#include <array>
#include <iterator>

namespace ekey::identifier {
namespace {

struct Named {
    std::string_view name;
    Check check;
};

constexpr Named checksByName[] = {
    {"uscc", uscc},
    {"organisationCode", organisationCode},
    {"tradeCode", tradeCode},
    {"customsCode", customsCode},
    {"residentId", residentId},
    {"hkMoTwResidencePermit", hkMoTwResidencePermit},
    {"permanentResidentId", permanentResidentId},
    {"passport", passport},
    {"hkMoTravelPermit", hkMoTravelPermit},
    {"twTravelPermit", twTravelPermit},
    {"personName", personName},
    {"mobile", mobile},
    {"landline", landline},
    {"postcode", postcode},
    {"email", email},
    {"loginNameGeneral", loginNameGeneral},
    {"loginNameMechanical", loginNameMechanical},
    {"loginNameUsedVehicle", loginNameUsedVehicle},
};

constexpr auto namesOf()
{
    std::array<std::string_view, std::size(checksByName)> names;
    for (std::size_t i = 0; i < names.size(); ++i) {
        names[i] = checksByName[i].name;
    }
    return names;
}
constexpr auto allNames = namesOf();

} // namespace

Check find(std::string_view name)
{
    const auto found = std::find_if(std::begin(checksByName), std::end(checksByName),
                                    [name](const Named& n) { return n.name == name; });
    return found == std::end(checksByName) ? nullptr : found->check;
}

std::span<const std::string_view> names() { return allNames; }

} // namespace ekey::identifier
