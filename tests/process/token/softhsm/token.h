// SoftHSM2 tokens for tests.
#pragma once

#include "native-host/token/worker_client.h"
#include "tests/process/token/clients.h"
#include "tests/process/token/softhsm/keys.h"
#include "tests/support/temp_folder.h"

#include <memory>
#include <optional>

namespace ekey::test {

inline constexpr const char* softHsm = "/usr/lib/softhsm/libsofthsm2.so";
inline constexpr const char* softHsmPin = "818181";

/// A folder of SoftHSM2 tokens with a worker for it.
class SoftHsm {
public:
    /// "ec", "rsa": a demonstration with key and certificate of an enterprise (scripts/make-token.sh). Empty: a token
    /// that holds nothing.
    explicit SoftHsm(const std::string& demonstration = {});

    /// Another worker.
    void restart();

    token::WorkerClient& client() { return *client_; }
    const TempFolder& folder() const { return folder_; }

    token::Inventory inventory();
    std::string serial() { return inventory().tokens.at(0).serial; }
    /// The certificate with a key.
    token::TokenCertificate enterprise();
    token::Outcome<Bytes> sign(const token::TokenCertificate& certificate, token::Mechanism mechanism,
                               const Bytes& input, std::string_view pin = softHsmPin);

private:
    TempFolder folder_;
    std::unique_ptr<token::WorkerClient> client_;
};

} // namespace ekey::test
