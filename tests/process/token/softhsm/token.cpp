#include "tests/process/token/softhsm/token.h"

#include "tests/support/process.h"

#include <algorithm>
#include <filesystem>

namespace ekey::test {

using namespace token;

SoftHsm::SoftHsm(const std::string& demonstration)
{
    const std::string configuration = (folder_ / "softhsm2.conf").string();
    if (!demonstration.empty()) {
        run("/bin/bash", {EKEY_SOURCE_DIR "/scripts/make-token.sh", folder_.path().string(), demonstration},
            {.environment = {}, .output = folder_ / "log"});
    } else {
        std::filesystem::create_directory(folder_ / "tokens");
        writeFile(configuration, "directories.tokendir = " + (folder_ / "tokens").string() + "\nlog.level = ERROR\n");
        run("/usr/bin/softhsm2-util",
            {"--init-token", "--free", "--label", "empty", "--so-pin", "00000000", "--pin", softHsmPin},
            {.environment = {{"SOFTHSM2_CONF", configuration}}, .output = folder_ / "log"});
    }
    restart();
}

void SoftHsm::restart()
{
    client_ = std::make_unique<WorkerClient>(
        EKEY_TOKEN, softHsm, TimeLimits{},
        std::map<std::string, std::string>{{"SOFTHSM2_CONF", folder_ / "softhsm2.conf"}});
}

Inventory SoftHsm::inventory()
{
    auto outcome = client_->inventory();
    EXPECT_EQ(failureOf(outcome), Failure{});
    return std::get<Inventory>(outcome);
}

TokenCertificate SoftHsm::enterprise()
{
    const Inventory all = inventory();
    const auto found = std::find_if(all.certificates.begin(), all.certificates.end(),
                                    [](const TokenCertificate& certificate) { return certificate.hasKey; });
    return found == all.certificates.end() ? TokenCertificate{} : *found;
}

Outcome<Bytes> SoftHsm::sign(const TokenCertificate& certificate, Mechanism mechanism, const Bytes& input,
                             std::string_view pin)
{
    return client_->sign(certificate.token, certificate.id, mechanism, Secret(pin), input);
}

} // namespace ekey::test
