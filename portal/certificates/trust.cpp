#include "portal/certificates/trust.h"

#include "core/signature/pem.h"
#include "portal/refused.h"
#include "portal/status.h"
#include "portal/storage/database.h"
#include "portal/storage/sql.h"

#include <fstream>

namespace ekey::portal::certificates {
namespace {

std::string readFile(const std::string& file)
{
    std::ifstream in(file, std::ios::binary);
    std::string bytes(pemBytes + 1, '\0');
    in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    bytes.resize(static_cast<std::size_t>(in.gcount()));
    if (!in.is_open() || in.bad() || bytes.size() > pemBytes) {
        throw Refused(status::failed, "trust.file", {}, {{"file", file}});
    }
    return bytes;
}

void readBlocks(const std::string& file, std::vector<signature::Certificate>& found)
{
    const auto blocks = signature::readPem(readFile(file), {signature::pemCertificate});
    if (!blocks) {
        const bool empty = blocks.error().code == "pem.none";
        throw Refused(status::failed, empty ? "trust.empty" : "trust.file", {}, {{"file", file}});
    }
    for (const signature::Der& der : *blocks) {
        found.push_back(orRefuse(signature::Certificate::read(der), status::failed));
    }
}

} // namespace

std::vector<signature::Certificate> readPem(const std::vector<std::string>& files)
{
    std::vector<signature::Certificate> found;
    for (const std::string& file : files) {
        readBlocks(file, found);
    }
    if (found.size() > authoritiesMost) {
        throw Refused(status::failed, "trust.too_many", {}, {{"limit", authoritiesMost}});
    }
    return found;
}

void demandFit(const std::vector<signature::Certificate>& authorities, bool demonstration)
{
    if (authorities.empty()) {
        throw Refused(status::failed, "trust.none");
    }
    for (const signature::Certificate& authority : authorities) {
        const std::string subject = authority.subject();
        if (!authority.isAuthority()) {
            throw Refused(status::failed, "trust.not_authority", {}, {{"subject", subject}});
        }
        if (authority.isDemonstration() && !demonstration) {
            throw Refused(status::failed, "trust.demonstration", {}, {{"subject", subject}});
        }
        if (!authority.isDemonstration() && demonstration) {
            throw Refused(status::failed, "trust.not_demonstration", {}, {{"subject", subject}});
        }
    }
}

void store(storage::Database& database, const std::vector<signature::Certificate>& authorities)
{
    database.run([&authorities](soci::session& sql) {
        for (const signature::Certificate& authority : authorities) {
            const std::string fingerprint = authority.fingerprint();
            soci::blob der(sql);
            storage::fill(der, authority.der());
            sql << "INSERT OR IGNORE INTO anchors (fingerprint, der) VALUES (:f, :d)", soci::use(fingerprint),
                soci::use(der);
        }
    });
}

signature::Anchors load(storage::Database& database, bool demonstration)
{
    const auto authorities = database.run([](soci::session& sql) {
        std::vector<signature::Certificate> found;
        soci::blob der(sql);
        soci::statement rows = (sql.prepare << "SELECT der FROM anchors ORDER BY fingerprint", soci::into(der));
        rows.execute();
        while (rows.fetch()) {
            const std::string bytes = storage::text(der);
            found.push_back(orRefuse(signature::Certificate::read(storage::bytesOf(bytes)), status::failed));
        }
        return found;
    });
    demandFit(authorities, demonstration);
    signature::Anchors anchors;
    for (const signature::Certificate& authority : authorities) {
        anchors.add(authority);
    }
    return anchors;
}

} // namespace ekey::portal::certificates
