#include "core/signature/input.h"
#include "core/signature/pem.h"
#include "core/signature/time.h"
#include "core/signature/verification.h"
#include "tools/check/commands.h"
#include "tools/check/file.h"

#include <CLI/CLI.hpp>

#include <ctime>
#include <memory>
#include <string>
#include <vector>

namespace ekey::check {
namespace {

struct Asked {
    std::string file;
    std::string content;
    std::vector<std::string> anchors;
    std::vector<std::string> lists;
    std::string at;
};

/// Reads a file of the command line, and says which one it was where that fails.
template <class T>
std::optional<T> from(const std::string& name, Result<T> (*read)(std::string_view))
{
    const Result<std::string> bytes = readAll(name, signature::pemMost);
    Result<T> found = bytes ? read(*bytes) : Result<T>(bytes.error());
    if (found) return *std::move(found);
    complain({{"file", shown(name)}, {"errors", describe({found.error()})}});
    return std::nullopt;
}

template <class T>
std::optional<std::vector<T>> fromAll(const std::vector<std::string>& names,
                                      Result<std::vector<T>> (*read)(std::string_view))
{
    std::vector<T> all;
    for (const std::string& name : names) {
        const auto some = from(name, read);
        if (!some) return std::nullopt;
        all.insert(all.end(), some->begin(), some->end());
    }
    return all;
}

Result<std::string> asItIs(std::string_view bytes) { return std::string(bytes); }

signature::Verification verified(std::string_view file, std::optional<std::string_view> content,
                                 const std::vector<signature::Certificate>& authorities,
                                 const std::vector<signature::RevocationList>& lists, signature::Time at)
{
    const Result<signature::Der> der = signature::readSignedDataFile(file);
    if (!der) {
        signature::Verification unread;
        unread.errors.push_back(der.error());
        return unread;
    }
    signature::Anchors anchors;
    for (const signature::Certificate& authority : authorities) {
        anchors.add(authority);
    }
    signature::ChainMemory chains(std::move(anchors));
    return verify({.der = *der, .detached = content, .lists = lists, .at = at}, chains);
}

ExitStatus run(const Asked& asked)
{
    const auto anchors = fromAll(asked.anchors, signature::readCertificateFile);
    const auto lists = anchors ? fromAll(asked.lists, signature::readRevocationFile) : std::nullopt;
    const auto file = lists ? from(asked.file, asItIs) : std::nullopt;
    const auto content = file && !asked.content.empty() ? from(asked.content, asItIs) : std::nullopt;
    if (!file || (!asked.content.empty() && !content)) {
        return misused;
    }
    const signature::Time at =
        asked.at.empty() ? static_cast<signature::Time>(std::time(nullptr)) : *signature::fromTimestamp(asked.at);
    const signature::Verification found = verified(*file, content, *anchors, *lists, at);
    json::Value line = toJson(found);
    line["errors"] = describe(found.errors);
    print(line);
    return found.valid() ? good : failed;
}

const CLI::Validator isTime(
    [](const std::string& word) {
        return signature::fromTimestamp(word) ? std::string() : text("cli.not_a_time", {{"found", shown(word)}});
    },
    "YYYY-MM-DDTHH:MM:SSZ");

} // namespace

void addVerify(CLI::App& app, ExitStatus& status)
{
    auto asked = std::make_shared<Asked>();
    CLI::App* command = app.add_subcommand("verify", text("cli.verify"));
    command->add_option("SIGNEDDATA", asked->file, text("cli.signed_data"))->required();
    command->add_option("--content", asked->content, text("cli.content"));
    command->add_option("--anchor", asked->anchors, text("cli.anchor"))->required();
    command->add_option("--crl", asked->lists, text("cli.crl"));
    command->add_option("--at", asked->at, text("cli.at"))->check(isTime);
    command->callback([asked, &status] { status = run(*asked); });
}

} // namespace ekey::check
