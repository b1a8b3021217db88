// A portal made for demonstrations, run as the real program, and an enterprise with a key in software. The portal's
// clock stands at the moment for which the test's certificates are made.
#pragma once

#include "core/form/session.h"
#include "core/signature/signed_data.h"
#include "tests/process/portal/http_client.h"
#include "tests/support/process.h"
#include "tests/support/temp_folder.h"
#include "tests/support/test_pki.h"

#include <gtest/gtest.h>

#include <optional>

namespace ekey::test {

inline const std::string portalProgram = EKEY_BINARY_DIR "/portal/ekey-portal";
inline constexpr const char* validUscc = "91120000PDY00001X7";
inline constexpr const char* otherUscc = "91110000PDY0000283";

class PortalTest : public testing::Test {
protected:
    PortalTest();

    /// Starts the portal; its clock begins at `at`.
    void start(signature::Time at = testTime);
    void kill();
    void stop();
    /// The next start, for which `client` keeps its cookies.
    void restart(signature::Time at = testTime);

    HttpClient newClient() const { return HttpClient(client.port, client.origin); }

    std::string challenge(HttpClient& from);
    std::string loginBody(const Identity& identity, const std::string& nonce) const;
    Response login(HttpClient& from, const Identity& identity);

    struct Draft {
        std::string id;
        std::string nonce;
        json::Value facts;
        form::Submission submission; ///< complete and right
    };
    /// Begins a filing, answers its form and uploads its material.
    Draft draft(HttpClient& from);
    /// The whole file in one request. `name` is percent-encoded.
    Response upload(HttpClient& from, const std::string& filing, const std::string& bytes,
                    const std::string& item = "businessLicence", const std::string& name = "%E6%89%A7%E7%85%A7.pdf");
    /// What an upload's creation says of its file.
    static HttpClient::Fields declared(const std::string& bytes, bool complete = true);
    static std::string digestField(const std::string& bytes);

    std::string sign(const form::Submission& submission, const Identity& identity) const;
    /// SignedData as older programs make it: without signed attributes.
    std::string signWithoutAttributes(const form::Submission& submission, const Identity& identity) const;
    Response submit(HttpClient& from, const std::string& filing, const std::string& body);

    /// The refusal, and that nothing has come of it.
    void expectRefused(const Response& response, unsigned status, const std::string& code);
    long count(const std::string& table) const; ///< rows, read from the database itself
    /// Changes the database itself, say for a move of somebody who has no page yet.
    void execute(const std::string& statement) const;

    static std::string pdf(std::size_t bytes = 1000);

    TempFolder folder;
    Identity root;
    Identity issuing;
    Identity enterprise;
    std::optional<Process> process;
    HttpClient client{0, {}};
    std::string smsMail = "{mobile}@sms.demonstration.example";
    std::vector<std::string> options; ///< more of `serve`, from the next start on
    std::string filing_;              ///< the last draft's
};

} // namespace ekey::test
