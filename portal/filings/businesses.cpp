#include "portal/filings/businesses.h"

#include "portal/certificates/renewable.h"
#include "portal/refused.h"

#include <algorithm>
#include <stdexcept>

namespace ekey::portal::filings {

std::vector<std::string_view> businessIds()
{
    std::vector<std::string_view> ids;
    for (const Business& business : businesses) {
        ids.push_back(business.id);
    }
    return ids;
}

const Business& require(std::string_view id, const Caller& caller)
{
    const auto found = std::find_if(businesses.begin(), businesses.end(), [id](const auto& b) { return b.id == id; });
    if (found == businesses.end()) {
        throw std::invalid_argument("no such business");
    }
    if (caller.expired && id != certificates::renewal) {
        throw Refused(403, "session.expired_certificate");
    }
    if (caller.certificate && !found->byKey) {
        throw Refused(403, "business.needs_account");
    }
    if (!caller.certificate && !found->byAccount) {
        throw Refused(403, "business.needs_key");
    }
    return *found;
}

} // namespace ekey::portal::filings
