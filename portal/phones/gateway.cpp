#include "portal/phones/gateway.h"

#include "portal/notices/message.h"
#include "portal/refused.h"
#include "portal/status.h"

namespace ekey::portal::phones {
namespace {

constexpr std::string_view place = "{mobile}";
constexpr const char* anyMobile = "13800138000";

} // namespace

std::optional<Gateway> Gateway::read(const std::string& address)
{
    if (address.empty()) {
        return std::nullopt;
    }
    const auto found = address.find(place);
    const Gateway gateway(address);
    if (found == address.npos || address.find(place, found + 1) != address.npos ||
        notices::mailAddress(gateway.addressOf(anyMobile)).empty()) {
        throw Refused(status::failed, "sms.address", {}, {{"address", address}, {"place", place}});
    }
    return gateway;
}

std::string Gateway::addressOf(const std::string& mobile) const
{
    std::string to = address_;
    const auto found = to.find(place);
    return found == to.npos ? to : to.replace(found, place.size(), mobile);
}

} // namespace ekey::portal::phones
