#include "portal/caller.h"

#include <array>
#include <stdexcept>

namespace ekey::portal {
namespace {

struct Named {
    Role role;
    std::string_view name;
};

constexpr std::array<Named, 4> roles{{{Role::enterprise, "enterprise"},
                                      {Role::officer, "officer"},
                                      {Role::producer, "producer"},
                                      {Role::administrator, "administrator"}}};

} // namespace

std::string_view toString(Role role)
{
    for (const Named& each : roles) {
        if (each.role == role) return each.name;
    }
    throw std::invalid_argument("no such role");
}

Role roleOf(std::string_view name)
{
    for (const Named& each : roles) {
        if (each.name == name) return each.role;
    }
    throw std::invalid_argument("no such role");
}

} // namespace ekey::portal
