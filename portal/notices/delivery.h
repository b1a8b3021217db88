// Sends what is in the outbox, on a thread of its own, which sleeps until a mail is put or one is due.
#pragma once

#include "portal/clock.h"
#include "portal/notices/smtp.h"

#include <memory>

namespace ekey::portal::storage {
class Database;
}

namespace ekey::portal::notices {

class Delivery {
public:
    /// `database` must outlive it.
    Delivery(storage::Database& database, Clock clock, MailServer server, SmtpLimits limits = {});
    /// At once: what is being sent is broken off and stays in the outbox.
    ~Delivery();

private:
    struct State;
    std::unique_ptr<State> state_;
};

} // namespace ekey::portal::notices
