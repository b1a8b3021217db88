#include "portal/notices/queue.h"

#include "portal/storage/sql.h"

#include <algorithm>

namespace ekey::portal::notices {

Time delayAfter(int tries)
{
    Time delay = firstDelay;
    for (int i = 1; i < tries && delay < longestDelay; ++i) {
        delay *= 2;
    }
    return std::min(delay, longestDelay);
}

std::optional<Queued> take(soci::session& sql, Time now)
{
    Queued mail;
    sql << "SELECT id, occasion, recipient, subject, text, created, tries FROM outbox WHERE ended = 0 AND due <= :n"
           " ORDER BY due, id LIMIT 1",
        soci::use(now), soci::into(mail.id), soci::into(mail.occasion), soci::into(mail.to), soci::into(mail.subject),
        soci::into(mail.text), soci::into(mail.created), soci::into(mail.tries);
    if (!sql.got_data()) {
        return std::nullopt;
    }
    ++mail.tries;
    const Time due = now + delayAfter(mail.tries);
    sql << "UPDATE outbox SET tries = :t, due = :d WHERE id = :i", soci::use(mail.tries), soci::use(due),
        soci::use(mail.id);
    return mail;
}

std::optional<Time> nextDue(soci::session& sql)
{
    Time due = 0;
    sql << "SELECT due FROM outbox WHERE ended = 0 ORDER BY due LIMIT 1", soci::into(due);
    return sql.got_data() ? std::optional(due) : std::nullopt;
}

void markSent(soci::session& sql, long long id, Time now)
{
    sql << "UPDATE outbox SET sent = :s, ended = :e, subject = '', text = '', failed = '' WHERE id = :i",
        soci::use(now), soci::use(now), soci::use(id);
}

bool markFailed(soci::session& sql, const Queued& mail, const std::string& reason, Time now)
{
    if (now - mail.created >= givenUpAfter) {
        giveUp(sql, mail.id, reason, now);
        return true;
    }
    // From the try's end: it may have taken longer than the delay.
    const Time due = now + delayAfter(mail.tries);
    sql << "UPDATE outbox SET failed = :f, due = :d WHERE id = :i", soci::use(reason), soci::use(due),
        soci::use(mail.id);
    return false;
}

void giveUp(soci::session& sql, long long id, const std::string& reason, Time now)
{
    sql << "UPDATE outbox SET ended = :e, subject = '', text = '', failed = :f WHERE id = :i", soci::use(now),
        soci::use(reason), soci::use(id);
}

void release(soci::session& sql, const Queued& mail, Time now)
{
    const int tries = mail.tries - 1;
    sql << "UPDATE outbox SET tries = :t, due = :d WHERE id = :i", soci::use(tries), soci::use(now), soci::use(mail.id);
}

void removeOld(soci::session& sql, Time now)
{
    const Time before = now - keptFor;
    sql << "DELETE FROM outbox WHERE ended > 0 AND ended <= :b", soci::use(before);
}

} // namespace ekey::portal::notices
