// The outbox (发件箱): a mail is put there in the transaction of what it tells, so that neither is without the other.
#pragma once

#include "portal/clock.h"

#include <string>

namespace soci {
class session;
}

namespace ekey::portal::notices {

struct Mail {
    std::string occasion; ///< "activation:4f…": there is one mail for each
    std::string to;
    std::string subject;
    std::string text;
};

/// Sent as soon as the mail server takes it, at least once. Nothing happens where there is a mail of that occasion.
void put(soci::session& sql, const Mail& mail, Time now);

} // namespace ekey::portal::notices
