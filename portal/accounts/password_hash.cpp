#include "portal/accounts/password_hash.h"

#include "core/text/base64.h"
#include "portal/accounts/random.h"
#include "portal/refused.h"
#include "portal/status.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>

#include <charconv>
#include <stdexcept>
#include <vector>

namespace ekey::portal::accounts {
namespace {

constexpr std::size_t scryptSaltBytes = 16;
constexpr std::size_t scryptHashBytes = 32;
constexpr unsigned busySeconds = 2;
constexpr std::uint64_t mostMemory = 64 << 20; ///< of one computation

using Octets = std::vector<std::uint8_t>;

struct Kept {
    ScryptCost cost;
    Octets salt;
    Octets hash;
};

Octets scrypt(std::string_view password, const Octets& salt, const ScryptCost& cost, std::size_t bytes)
{
    Octets hash(bytes);
    if (EVP_PBE_scrypt(password.data(), password.size(), salt.data(), salt.size(), std::uint64_t{1} << cost.logN,
                       cost.r, cost.p, mostMemory, hash.data(), hash.size()) != 1) {
        throw std::runtime_error("scrypt failed");
    }
    return hash;
}

std::string unpadded(const Octets& bytes)
{
    std::string text = text::base64(bytes);
    text.erase(text.find_last_not_of('=') + 1);
    return text;
}

[[noreturn]] void refuseKept() { throw std::runtime_error("a kept password is malformed"); }

Octets padded(std::string_view text)
{
    std::string whole(text);
    whole.append((4 - whole.size() % 4) % 4, '=');
    auto bytes = text::fromBase64(whole);
    if (!bytes || bytes->empty()) refuseKept();
    return *std::move(bytes);
}

/// What stands before `end`, which is skipped with it.
std::string_view upTo(std::string_view& text, char end)
{
    const auto at = text.find(end);
    if (at == text.npos) refuseKept();
    const auto part = text.substr(0, at);
    text.remove_prefix(at + 1);
    return part;
}

unsigned parameter(std::string_view text, std::string_view name)
{
    unsigned value = 0;
    if (!text.starts_with(name)) refuseKept();
    text.remove_prefix(name.size());
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || value == 0 || value > 30) refuseKept();
    return value;
}

Kept readKept(std::string_view text)
{
    constexpr std::string_view head = "$scrypt$";
    if (!text.starts_with(head)) refuseKept();
    text.remove_prefix(head.size());
    Kept kept;
    kept.cost.logN = parameter(upTo(text, ','), "ln=");
    kept.cost.r = parameter(upTo(text, ','), "r=");
    kept.cost.p = parameter(upTo(text, '$'), "p=");
    kept.salt = padded(upTo(text, '$'));
    kept.hash = padded(text);
    return kept;
}

std::string keptText(const ScryptCost& cost, const Octets& salt, const Octets& hash)
{
    return "$scrypt$ln=" + std::to_string(cost.logN) + ",r=" + std::to_string(cost.r) + ",p=" + std::to_string(cost.p) +
           '$' + unpadded(salt) + '$' + unpadded(hash);
}

} // namespace

/// One of the few who may compute, as long as it lives.
class PasswordHasher::Turn {
public:
    explicit Turn(PasswordHasher& hasher) : hasher_(hasher)
    {
        std::unique_lock lock(hasher_.mutex_);
        if (hasher_.inside_ == atATime + waiting) {
            throw Refused(status::unavailable, "password.busy", {}, {{"seconds", busySeconds}});
        }
        ++hasher_.inside_;
        hasher_.free_.wait(lock, [this] { return hasher_.computing_ < atATime; });
        ++hasher_.computing_;
    }
    ~Turn()
    {
        const std::lock_guard lock(hasher_.mutex_);
        --hasher_.inside_;
        --hasher_.computing_;
        hasher_.free_.notify_one();
    }
    Turn(const Turn&) = delete;
    Turn& operator=(const Turn&) = delete;

private:
    PasswordHasher& hasher_;
};

PasswordHasher::PasswordHasher(const ScryptCost& cost)
    : cost_(cost), decoy_(keptText(cost, randomBytes(scryptSaltBytes), randomBytes(scryptHashBytes)))
{}

std::string PasswordHasher::hash(std::string_view password)
{
    const Turn turn(*this);
    const Octets salt = randomBytes(scryptSaltBytes);
    return keptText(cost_, salt, scrypt(password, salt, cost_, scryptHashBytes));
}

bool PasswordHasher::verify(std::string_view password, const std::string& kept)
{
    const Kept wanted = readKept(kept);
    const Turn turn(*this);
    const Octets hash = scrypt(password, wanted.salt, wanted.cost, wanted.hash.size());
    return CRYPTO_memcmp(hash.data(), wanted.hash.data(), hash.size()) == 0;
}

bool PasswordHasher::outdated(const std::string& kept) const { return readKept(kept).cost != cost_; }

} // namespace ekey::portal::accounts
