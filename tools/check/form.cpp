#include "core/form/definition.h"
#include "core/form/session.h"
#include "core/form/texts.h"
#include "core/json/location.h"
#include "core/json/reader.h"
#include "tools/check/commands.h"
#include "tools/check/file.h"

#include <CLI/CLI.hpp>

#include <filesystem>
#include <memory>
#include <string>

namespace ekey::check {
namespace {

constexpr const char* languages[] = {"zh-CN", "en"};

/// The errors, each with the file and the place in it.
void locate(json::Value& list, const Errors& errors, const std::string& name, const std::string& text, bool isJson)
{
    json::Value described = describe(errors);
    for (json::Value& error : described) {
        const json::Location at =
            isJson ? json::locate(text, error["pointer"].get_ref<const std::string&>()) : json::Location();
        error["file"] = shown(name);
        error["line"] = at.line;
        error["column"] = at.column;
        list.push_back(std::move(error));
    }
}

/// What stands beside the definition: "renewal.json" has "renewal.en.json".
std::string beside(const std::string& name, const std::string& what)
{
    std::filesystem::path path(name);
    return (path.parent_path() / (path.stem().string() + "." + what + ".json")).string();
}

using Look = Errors (*)(const form::Definition&, const json::Value&);

bool checkBeside(json::Value& list, const form::Definition& definition, const std::string& name, Look look)
{
    if (!std::filesystem::exists(name)) return false;
    const Result<std::string> text = readAll(name, form::definitionBytes);
    if (!text) {
        locate(list, {text.error()}, name, "", false);
        return true;
    }
    const Result<json::Value> json = json::read(*text);
    locate(list, json ? look(definition, *json) : Errors{json.error()}, name, *text, static_cast<bool>(json));
    return true;
}

bool printForm(const std::string& name)
{
    const Result<std::string> text = readAll(name, form::definitionBytes);
    json::Value line = {{"file", shown(name)}}, errors = json::Value::array();
    if (!text) {
        line["errors"] = describe({text.error()});
        print(line);
        return false;
    }
    const form::ReadDefinition read = form::readDefinition(*text);
    locate(errors, read.errors, name, *text, static_cast<bool>(json::read(*text)));
    if (read.definition) {
        const form::Definition& definition = *read.definition;
        line["form"] = toJson(reference(definition));
        line["items"] = definition.items.size();
        for (const char* language : languages) {
            const std::string texts = beside(name, language);
            if (checkBeside(errors, definition, texts, form::checkTexts)) continue;
            const Error missing{
                "form.texts_missing", "", Severity::warning, {{"language", language}, {"file", shown(texts)}}};
            locate(errors, {missing}, texts, "", false);
        }
        checkBeside(errors, definition, beside(name, "layout"), form::checkLayout);
    }
    const bool good = std::none_of(errors.begin(), errors.end(),
                                   [](const json::Value& error) { return error["severity"] == "error"; });
    line["errors"] = std::move(errors);
    print(line);
    return good;
}

struct Filing {
    std::string definition, submission, facts;
};

/// The portal's verdict; misused where definition or facts cannot be read, for then nothing was looked at.
ExitStatus judge(const Filing& asked)
{
    const auto refuse = [](const std::string& file, const Errors& errors) {
        complain({{"file", shown(file)}, {"errors", describe(errors)}});
        return misused;
    };
    const Result<std::string> text = readAll(asked.definition, form::definitionBytes);
    if (!text) return refuse(asked.definition, {text.error()});
    const form::ReadDefinition read = form::readDefinition(*text);
    if (!read.definition) return refuse(asked.definition, read.errors);
    const Result<std::string> factsText = readAll(asked.facts, json::Limits().bytes);
    if (!factsText) return refuse(asked.facts, {factsText.error()});
    const Result<json::Value> facts = json::read(*factsText);
    if (!facts) return refuse(asked.facts, {facts.error()});
    if (!facts->is_object())
        return refuse(asked.facts, {{"member.type", "", Severity::error, {{"member", ""}, {"expected", "object"}}}});
    const Result<std::string> sent = readAll(asked.submission, form::submissionBytes);
    if (!sent) return refuse(asked.submission, {sent.error()});

    const Result<form::Submission> submission = form::readSubmission(*sent);
    const Errors errors = submission ? form::check(read.definition, *facts, *submission) : Errors{submission.error()};
    print({{"file", shown(asked.submission)}, {"accepted", !blocks(errors)}, {"errors", describe(errors)}});
    return blocks(errors) ? failed : good;
}

} // namespace

void addForm(CLI::App& app, ExitStatus& status)
{
    auto files = std::make_shared<std::vector<std::string>>();
    CLI::App* command = app.add_subcommand("form", text("cli.form"));
    command->add_option("FILE", *files, text("cli.form_files"))->required()->expected(1, -1);
    command->callback([files, &status] {
        for (const std::string& file : *files) {
            if (!printForm(file)) status = failed;
        }
    });
}

void addFiling(CLI::App& app, ExitStatus& status)
{
    auto asked = std::make_shared<Filing>();
    CLI::App* command = app.add_subcommand("filing", text("cli.filing"));
    command->add_option("DEFINITION", asked->definition, text("cli.filing_definition"))->required();
    command->add_option("SUBMISSION", asked->submission, text("cli.filing_submission"))->required();
    command->add_option("FACTS", asked->facts, text("cli.filing_facts"))->required();
    command->callback([asked, &status] { status = judge(*asked); });
}

} // namespace ekey::check
