#include "portal/accounts/proof.h"

#include "core/digest/digest.h"
#include "core/json/members.h"
#include "core/json/reader.h"
#include "core/text/base64.h"
#include "portal/accounts/limits.h"
#include "portal/accounts/random.h"
#include "portal/storage/sql.h"

#include <openssl/crypto.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>

#include <charconv>
#include <optional>
#include <stdexcept>

namespace ekey::portal::accounts {
namespace {

constexpr std::string_view proofAlgorithm = "SHA-256";
constexpr std::string_view expires = "?expires=";
// Ends the salt: without it digits could move between the expiry and the number (CVE-2025-68113).
constexpr char saltEnd = '&';
constexpr std::size_t saltBytes = 12;
constexpr std::size_t keyBytes = 32;
constexpr std::size_t payloadBytes = 2000;
constexpr std::size_t memberBytes = 200;

Error proofError(std::string_view code) { return Error(code); }

/// A number below `limit`, evenly distributed up to a 2³²nd.
unsigned randomBelow(unsigned limit)
{
    std::uint64_t value = 0;
    for (const std::uint8_t byte : randomBytes(sizeof value)) {
        value = value << 8 | byte;
    }
    return static_cast<unsigned>(value % limit);
}

std::string solution(const std::string& salt, std::int64_t number)
{
    return digest::hex(digest::sha256(salt + std::to_string(number)));
}

std::optional<Time> expiry(std::string_view salt)
{
    const auto at = salt.find(expires);
    if (at == salt.npos || salt.back() != saltEnd) {
        return std::nullopt;
    }
    const auto digits = salt.substr(at + expires.size(), salt.size() - at - expires.size() - 1);
    Time time = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), time);
    if (error != std::errc() || end != digits.data() + digits.size()) {
        return std::nullopt;
    }
    return time;
}

bool sameText(const std::string& a, const std::string& b)
{
    return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

} // namespace

Proofs::Proofs(Clock clock, unsigned numbers) : clock_(std::move(clock)), numbers_(numbers), key_(randomBytes(keyBytes))
{}

std::string Proofs::sign(const std::string& challenge) const
{
    digest::Bytes mac{};
    unsigned length = 0;
    if (!HMAC(EVP_sha256(), key_.data(), static_cast<int>(key_.size()),
              reinterpret_cast<const unsigned char*>(challenge.data()), challenge.size(), mac.data(), &length) ||
        length != mac.size()) {
        throw std::runtime_error("HMAC failed");
    }
    return digest::hex(mac);
}

json::Value Proofs::challenge() const
{
    const Time until = clock_() + proofSeconds;
    const std::string salt = randomHex(saltBytes) + std::string(expires) + std::to_string(until) + saltEnd;
    const std::string challenge = solution(salt, randomBelow(numbers_ + 1));
    return {{"algorithm", proofAlgorithm},
            {"challenge", challenge},
            {"maxnumber", numbers_},
            {"salt", salt},
            {"signature", sign(challenge)}};
}

Result<Proofs::Solved> Proofs::check(std::string_view payload) const
{
    if (payload.size() > payloadBytes) return proofError("proof.wrong");
    const auto bytes = text::fromBase64(payload);
    if (!bytes) return proofError("proof.wrong");
    const auto read = json::read({reinterpret_cast<const char*>(bytes->data()), bytes->size()});
    if (!read) return proofError("proof.wrong");
    json::Members in(*read);
    const std::string algorithm = in.text("algorithm", memberBytes);
    const std::string challenge = in.text("challenge", memberBytes);
    const std::int64_t number = in.integer("number", 0, numbers_);
    const std::string salt = in.text("salt", memberBytes);
    const std::string signature = in.text("signature", memberBytes);
    in.optionalValue("took");
    in.optionalValue("test");
    if (in.finish() || algorithm != proofAlgorithm) return proofError("proof.wrong");
    const auto until = expiry(salt);
    if (!until || !sameText(sign(challenge), signature) || solution(salt, number) != challenge) {
        return proofError("proof.wrong");
    }
    if (clock_() >= *until) return proofError("proof.expired");
    return Solved{digest::hex(digest::sha256(challenge)), *until};
}

bool useProof(soci::session& sql, const Proofs::Solved& proof, Time now)
{
    sql << "DELETE FROM proofs WHERE until <= :n", soci::use(now);
    soci::statement insert =
        (sql.prepare << "INSERT INTO proofs (id, until) VALUES (:i, :u) ON CONFLICT (id) DO NOTHING",
         soci::use(proof.id), soci::use(proof.until));
    return storage::change(insert) == 1;
}

} // namespace ekey::portal::accounts
