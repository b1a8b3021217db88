#include "portal/application.h"

#include "portal/accounts/staff.h"
#include "portal/refused.h"
#include "portal/status.h"
#include "portal/storage/database.h"
#include "portal/storage/schema.h"

#include <iostream>

namespace ekey::portal {
namespace {

/// Opens a database that this program made.
template <class Use>
void withDatabase(const std::string& file, Use use)
{
    storage::demandFile(file);
    storage::Database database(file);
    const auto purpose = storage::readPurpose(database);
    use(database, purpose.demonstration);
}

} // namespace

void addAccount(const AccountOptions& options)
{
    withDatabase(options.database, [&](storage::Database& database, bool demonstration) {
        if (options.clockOffset != 0 && !demonstration) {
            throw Refused(status::failed, "clock.demonstration_only");
        }
        std::cout << accounts::addStaff(database, {options.role, options.login, options.name, options.email},
                                        systemClock(options.clockOffset)())
                  << std::endl;
    });
}

void listAccounts(const AccountOptions& options)
{
    withDatabase(options.database, [&](storage::Database& database, bool) {
        for (const std::string& line : accounts::describeAccounts(database, options.uscc)) {
            std::cout << line << '\n';
        }
    });
}

void removeAccount(const AccountOptions& options)
{
    withDatabase(options.database, [&](storage::Database& database, bool) {
        accounts::removeAccountNamed(database, options.uscc, options.login);
    });
}

} // namespace ekey::portal
