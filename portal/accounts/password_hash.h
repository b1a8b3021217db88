// What is kept of a password: scrypt (RFC 7914), as a string with its parameters, so that they can be raised.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>

namespace ekey::portal::accounts {

/// 32 MiB (128 · 2^logN · r bytes) and about a quarter of a second.
struct ScryptCost {
    unsigned logN = 15;
    unsigned r = 8;
    unsigned p = 3;
    friend bool operator==(const ScryptCost&, const ScryptCost&) = default;
};

class PasswordHasher {
public:
    static constexpr unsigned atATime = 2; ///< computed; more would take more memory than the portal may
    static constexpr unsigned waiting = 6; ///< for those; one more is refused, or log-ins would hold every worker

    explicit PasswordHasher(const ScryptCost& cost = {});

    /// "$scrypt$ln=15,r=8,p=3$SALT$HASH" (PHC string format, base64 without padding). Refused (503): password.busy.
    std::string hash(std::string_view password);
    /// Refused (503): password.busy. Throws std::runtime_error for what hash() never made.
    bool verify(std::string_view password, const std::string& kept);
    /// Made with other parameters than hash() uses now?
    bool outdated(const std::string& kept) const;
    /// No password's: random bytes in a hash's place. For names that nobody has, so that they take as long as others.
    const std::string& decoy() const { return decoy_; }

private:
    class Turn;

    ScryptCost cost_;
    std::mutex mutex_;
    std::condition_variable free_;
    unsigned inside_ = 0;    ///< computing or waiting
    unsigned computing_ = 0; ///< at most atATime
    std::string decoy_;
};

} // namespace ekey::portal::accounts
