// 验证码 as a proof of work, in ALTCHA's format v1: no picture to read, nothing that a blind person cannot do. The
// challenge is signed, so that it need not be remembered until it is answered.
#pragma once

#include "core/error.h"
#include "portal/accounts/limits.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace soci {
class session;
}

namespace ekey::portal::accounts {

class Proofs {
public:
    /// With a key of its own: what another run has given out is void. `numbers`: how many there are to try.
    explicit Proofs(Clock clock, unsigned numbers = proofNumbers);

    /// {algorithm, challenge, maxnumber, salt, signature}.
    json::Value challenge() const;

    struct Solved {
        std::string id; ///< SHA-256 of the challenge
        Time until = 0;
    };
    /// `payload`: base64 of {algorithm, challenge, number, salt, signature}, and the widget's own `took` and `test`.
    /// Errors: proof.wrong, proof.expired.
    Result<Solved> check(std::string_view payload) const;

private:
    std::string sign(const std::string& challenge) const;

    Clock clock_;
    unsigned numbers_;
    std::vector<std::uint8_t> key_;
};

/// False where it was used before.
bool useProof(soci::session& sql, const Proofs::Solved& proof, Time now);

} // namespace ekey::portal::accounts
