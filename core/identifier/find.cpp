#include "core/identifier/identifier.h"

namespace ekey::identifier {

Check find(std::string_view name)
{
    if (name == "uscc") return uscc;
    if (name == "mobile") return mobile;
    if (name == "email") return email;
    if (name == "personName") return personName;
    return nullptr;
}

} // namespace ekey::identifier
