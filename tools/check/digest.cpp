#include "core/digest/digest.h"
#include "tools/check/commands.h"
#include "tools/check/file.h"
#include "tools/check/progress.h"

#include <CLI/CLI.hpp>

#include <memory>
#include <string>
#include <vector>

namespace ekey::check {
namespace {

constexpr std::size_t pieceBytes = 256 * 1024;

struct Digested {
    std::int64_t bytes = 0;
    digest::Pair digests;
};

Result<Digested> digestFile(const std::string& name)
{
    Result<File> opened = File::open(name);
    if (!opened) return opened.error();
    File& file = *opened;
    digest::Dual dual;
    std::vector<std::uint8_t> piece(pieceBytes);
    Digested digested;
    Progress progress(name, file.bytes());
    for (;;) {
        const Result<std::size_t> got = file.read(piece);
        if (!got) return got.error();
        dual.update({piece.data(), *got});
        digested.bytes += static_cast<std::int64_t>(*got);
        progress.report(digested.bytes);
        if (*got < piece.size()) break;
    }
    if (const auto same = file.unchanged(); !same) return same.error();
    if (file.isRegular() && digested.bytes != file.bytes()) {
        return Error{"file.changed", "", Severity::error, {{"bytes", file.bytes()}, {"found", digested.bytes}}};
    }
    digested.digests = dual.finish();
    return digested;
}

bool printDigest(const std::string& name)
{
    json::Value line = {{"file", shown(name)}};
    const Result<Digested> digested = digestFile(name);
    if (digested) {
        line["bytes"] = digested->bytes;
        line["sm3"] = digest::hex(digested->digests.sm3);
        line["sha256"] = digest::hex(digested->digests.sha256);
    } else {
        line["errors"] = describe({digested.error()});
    }
    print(line);
    return bool(digested);
}

} // namespace

void addDigest(CLI::App& app, ExitStatus& status)
{
    auto files = std::make_shared<std::vector<std::string>>();
    CLI::App* command = app.add_subcommand("digest", text("cli.digest"));
    command->add_option("FILE", *files, text("cli.files"))->required()->expected(1, -1);
    command->callback([files, &status] {
        for (const std::string& name : *files) {
            if (!printDigest(name)) status = failed;
        }
    });
}

} // namespace ekey::check
