// One mail to the mail server, by libcurl.
#pragma once

#include "portal/notices/mail_server.h"

#include <atomic>
#include <chrono>
#include <memory>
#include <string>

namespace ekey::portal::notices {

struct SmtpLimits {
    std::chrono::milliseconds connect{15'000};
    std::chrono::milliseconds whole{120'000}; ///< servers that look into mails take their time with the last reply
};

struct Outcome {
    enum class Kind {
        sent,
        refused,     ///< 5xx of the recipient or of the message: for good
        postponed,   ///< 4xx of the recipient or of the message
        unavailable, ///< the server itself: not reached, no TLS, login refused, too slow
        interrupted, ///< by interrupt()
    };
    Kind kind = Kind::unavailable;
    std::string stage;  ///< the last command: "RCPT"; empty before the first
    long code = 0;      ///< the last reply's, 0 where there was none
    std::string reason; ///< the last reply, or what libcurl says; may hold the recipient's address
};

class Smtp {
public:
    explicit Smtp(MailServer server, SmtpLimits limits = {});
    ~Smtp();

    /// `to` as mailAddress() gives it, `message` as compose() does. Blocks.
    Outcome send(const std::string& to, const std::string& message);
    /// Ends send() now, and every later one at once. From any thread.
    void interrupt();

    const MailServer& server() const;

private:
    struct State;
    std::unique_ptr<State> state_;
};

} // namespace ekey::portal::notices
