#include "portal/application.h"

#include "portal/certificates/trust.h"
#include "portal/materials/contents.h"
#include "portal/storage/database.h"
#include "portal/storage/schema.h"

#include <filesystem>

namespace ekey::portal {
namespace {

void removeDatabase(const std::string& file)
{
    for (const char* suffix : {"", "-wal", "-shm"}) {
        std::error_code ignored;
        std::filesystem::remove(file + suffix, ignored);
    }
}

} // namespace

std::string materialKeyFile(const std::string& given, const std::string& database)
{
    return given.empty() ? database + ".key" : given;
}

void init(const InitOptions& options)
{
    const auto authorities = certificates::readPem(options.trust);
    certificates::demandFit(authorities, options.demonstration);
    storage::createFile(options.database);
    try {
        storage::Database database(options.database);
        storage::createSchema(database, options.demonstration);
        certificates::store(database, authorities);
        const std::string keyFile = materialKeyFile(options.materialKey, options.database);
        materials::MaterialKey::make(keyFile);
        const auto key = materials::MaterialKey::read(keyFile);
        database.run([&key](soci::session& sql) { materials::demandKey(sql, key); });
    } catch (...) {
        removeDatabase(options.database);
        throw;
    }
}

} // namespace ekey::portal
