#include "portal/notices/delivery.h"

#include "portal/log.h"
#include "portal/notices/bell.h"
#include "portal/notices/message.h"
#include "portal/notices/queue.h"
#include "portal/storage/database.h"

#include <algorithm>
#include <exception>
#include <thread>

namespace ekey::portal::notices {
namespace {

/// Also the pause after the server itself failed: the next mail would fare no better.
constexpr std::chrono::seconds longestSleep{60};

const char* eventOf(Outcome::Kind kind, bool givenUp)
{
    if (kind == Outcome::Kind::sent) return "mail.sent";
    return givenUp ? "mail.given_up" : "mail.failed";
}

} // namespace

struct Delivery::State {
    State(storage::Database& ofDatabase, Clock withClock, MailServer server, SmtpLimits limits)
        : database(ofDatabase), clock(std::move(withClock)), smtp(std::move(server), limits)
    {}

    void loop()
    {
        while (!stopping) {
            const auto seen = bell().rung();
            std::chrono::seconds pause = longestSleep;
            try {
                pause = step();
            } catch (const std::exception& error) {
                log::error("mail", {{"what", error.what()}});
            }
            if (pause > pause.zero() && !stopping) {
                sleep(seen, pause);
            }
        }
    }

    void sleep(std::uint64_t seen, std::chrono::seconds pause)
    {
        if (!down) {
            bell().wait(seen, pause);
            return;
        }
        // A new mail is no reason to ask a server again that has just failed; the program's end is one to wake.
        const auto until = std::chrono::steady_clock::now() + pause;
        for (;;) {
            seen = bell().rung();
            const auto now = std::chrono::steady_clock::now();
            if (stopping || now >= until) {
                break;
            }
            bell().wait(seen, std::chrono::ceil<std::chrono::seconds>(until - now));
        }
        down = false;
    }

    /// Sends a mail if one is due; how long there is nothing to do then.
    std::chrono::seconds step()
    {
        const Time now = clock();
        std::optional<Time> next;
        const std::optional<Queued> mail = database.run([&](soci::session& sql) {
            removeOld(sql, now);
            auto taken = take(sql, now);
            next = nextDue(sql);
            return taken;
        });
        if (!mail) {
            const std::chrono::seconds until(std::max<Time>(next.value_or(now + longestSleep.count()) - now, 1));
            return std::min(until, longestSleep);
        }
        const Outcome outcome = attempt(*mail);
        record(*mail, outcome);
        down = outcome.kind == Outcome::Kind::unavailable;
        return down ? longestSleep : std::chrono::seconds::zero();
    }

    Outcome attempt(const Queued& mail)
    {
        const std::string to = mailAddress(mail.to);
        if (to.empty()) {
            return {Outcome::Kind::refused, "", 0, "no address"};
        }
        const MailServer& server = smtp.server();
        const std::string id = messageId(mail.occasion, mail.created, server.fromDomain);
        return smtp.send(to, compose({server.from, to, id, mail.subject, mail.text, mail.created}));
    }

    void record(const Queued& mail, const Outcome& outcome)
    {
        const Time now = clock();
        const bool givenUp = database.run([&](soci::session& sql) {
            switch (outcome.kind) {
            case Outcome::Kind::sent:
                markSent(sql, mail.id, now);
                return false;
            case Outcome::Kind::interrupted:
                release(sql, mail, now);
                return false;
            case Outcome::Kind::refused:
                giveUp(sql, mail.id, outcome.reason, now);
                return true;
            case Outcome::Kind::postponed:
            case Outcome::Kind::unavailable:
                break;
            }
            return markFailed(sql, mail, outcome.reason, now);
        });
        if (outcome.kind == Outcome::Kind::interrupted) {
            return;
        }
        const bool sent = outcome.kind == Outcome::Kind::sent;
        json::Value fields = {{"mail", mail.id}, {"to", masked(mail.to)}, {"try", mail.tries}};
        if (!sent) {
            fields["stage"] = outcome.stage;
            fields["code"] = outcome.code;
            // A server's words may name the address; libcurl's never do.
            if (outcome.code < 400) fields["what"] = outcome.reason;
        }
        (sent ? log::info : log::error)(eventOf(outcome.kind, givenUp), std::move(fields));
    }

    storage::Database& database;
    Clock clock;
    Smtp smtp;
    std::atomic<bool> stopping = false;
    bool down = false; ///< the server failed, not the mail
    std::thread thread;
};

Delivery::Delivery(storage::Database& database, Clock clock, MailServer server, SmtpLimits limits)
    : state_(std::make_unique<State>(database, std::move(clock), std::move(server), limits))
{
    state_->thread = std::thread([state = state_.get()] { state->loop(); });
}

Delivery::~Delivery()
{
    state_->stopping = true;
    state_->smtp.interrupt();
    bell().ring();
    state_->thread.join();
}

} // namespace ekey::portal::notices
