#include "portal/notices/outbox.h"

#include "portal/notices/bell.h"
#include "portal/storage/sql.h"

namespace ekey::portal::notices {

Bell& bell()
{
    static Bell one;
    return one;
}

void put(soci::session& sql, const Mail& mail, Time now)
{
    sql << "INSERT INTO outbox (occasion, recipient, subject, text, created, due) VALUES (:o, :r, :s, :t, :c, :d)"
           " ON CONFLICT (occasion) DO NOTHING",
        soci::use(mail.occasion), soci::use(mail.to), soci::use(mail.subject), soci::use(mail.text), soci::use(now),
        soci::use(now);
    // Before the commit: whoever wakes asks the database's thread, which answers after it.
    bell().ring();
}

} // namespace ekey::portal::notices
