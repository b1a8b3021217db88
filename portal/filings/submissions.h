// The portal's verdict on a submission. Nothing that a page computed is believed.
#pragma once

#include "core/form/definition.h"
#include "core/signature/chain.h"
#include "core/signature/signed_data.h"
#include "portal/filings/forms.h"
#include "portal/filings/store.h"

#include <functional>
#include <memory>
#include <string>

namespace ekey::portal::storage {
class Database;
}

namespace ekey::portal::filings {

/// The largest SignedData: the largest submission, with certificates and signature around it.
inline constexpr std::size_t signedBytes = form::submissionBytes + (64 << 10);

class Submissions {
public:
    Submissions(storage::Database& database, Clock clock, std::string origin, const Forms& forms,
                signature::ChainMemory& trusted);

    struct Receipt {
        std::string number;
        Time acceptedAt = 0;
        bool repeated = false; ///< this very body had been accepted before
    };
    /// What else is to be done in the transaction that accepts.
    using Within = std::function<void(soci::session&, const Receipt&)>;

    /// `body`: SignedData of whoever logged in with a key, the canonical submission itself under an account. Returns
    /// when all is synced to disk. Refusals: docs/portal-api.md; then nothing is stored.
    Receipt submit(const Caller& caller, const std::string& filing, const std::string& body, const Within& within);

private:
    Accepted verify(const Caller& caller, const Filing& filing, const std::string& body) const;
    form::Submission read(const Filing& filing, const Caller& caller, const std::string& content) const;
    Receipt store(const Caller& caller, const Filing& filing, const form::Submission& submission, Accepted accepted,
                  const std::string& body, const Within& within);

    storage::Database& database_;
    Clock clock_;
    std::string origin_;
    const Forms& forms_;
    signature::ChainMemory& trusted_;
};

} // namespace ekey::portal::filings
