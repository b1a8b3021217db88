#include "core/signature/input.h"
#include "core/signature/pem.h"
#include "core/signature/verification.h"
#include "tools/check/commands.h"
#include "tools/check/file.h"

#include <CLI/CLI.hpp>

#include <memory>
#include <string>
#include <vector>

namespace ekey::check {
namespace {

bool printCertificates(const std::string& name)
{
    const Result<std::string> bytes = readAll(name, signature::pemMost);
    const auto certificates =
        bytes ? signature::readCertificateFile(*bytes) : Result<std::vector<signature::Certificate>>(bytes.error());
    if (!certificates) {
        print({{"file", shown(name)}, {"errors", describe({certificates.error()})}});
        return false;
    }
    for (const signature::Certificate& certificate : *certificates) {
        json::Value line = toJson(certificate);
        line["file"] = shown(name);
        print(line);
    }
    return true;
}

} // namespace

void addCertificate(CLI::App& app, ExitStatus& status)
{
    auto files = std::make_shared<std::vector<std::string>>();
    CLI::App* command = app.add_subcommand("certificate", text("cli.certificate"));
    command->add_option("FILE", *files, text("cli.files"))->required()->expected(1, -1);
    command->callback([files, &status] {
        for (const std::string& name : *files) {
            if (!printCertificates(name)) status = failed;
        }
    });
}

} // namespace ekey::check
