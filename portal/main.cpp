#include "portal/application.h"
#include "portal/log.h"
#include "portal/refused.h"
#include "portal/texts.h"

#include <CLI/CLI.hpp>

#include <iostream>

namespace {

using namespace ekey::portal;

int run(int argc, char** argv)
{
    const auto say = [](const char* code) { return texts().text(code); };
    CLI::App app{say("cli.portal"), "ekey-portal"};
    app.set_version_flag("--version", EKEY_VERSION);
    app.require_subcommand(1);

    InitOptions make;
    auto* initCommand = app.add_subcommand("init", say("cli.init"));
    initCommand->add_option("--database", make.database, say("cli.database"))->required();
    initCommand->add_option("--material-key", make.materialKey, say("cli.material_key"));
    initCommand->add_flag("--demonstration", make.demonstration, say("cli.demonstration"));
    initCommand->add_option("--trust", make.trust, say("cli.trust"))->required()->expected(1, -1);

    ServeOptions options;
    auto* serveCommand = app.add_subcommand("serve", say("cli.serve"));
    serveCommand->add_option("--database", options.database, say("cli.database"))->required();
    serveCommand->add_option("--material-key", options.materialKey, say("cli.material_key"));
    serveCommand->add_option("--origin", options.origin, say("cli.origin"))->required();
    serveCommand->add_option("--listen", options.listen, say("cli.listen"))->expected(1, -1);
    serveCommand->add_option("--forwarded-by", options.forwardedBy, say("cli.forwarded_by"))->expected(1, -1);
    serveCommand->add_option("--port", options.port, say("cli.port"))->required();
    serveCommand->add_option("--port-file", options.portFile, say("cli.port_file"));
    serveCommand->add_option("--site", options.site, say("cli.site"))->required();
    serveCommand->add_option("--forms", options.forms, say("cli.forms"))->required();
    serveCommand->add_option("--log", options.logFile, say("cli.log"));
    serveCommand->add_option("--mail", options.mail.server, say("cli.mail"));
    serveCommand->add_option("--mail-from", options.mail.from, say("cli.mail_from"));
    serveCommand->add_option("--mail-login", options.mail.login, say("cli.mail_login"));
    serveCommand->add_option("--mail-password-file", options.mail.passwordFile, say("cli.mail_password_file"));
    serveCommand->add_option("--sms-mail", options.smsMail, say("cli.sms_mail"));
    serveCommand->add_option("--mail-trust", options.mail.trust, say("cli.mail_trust"));
    // For demonstrations and tests, which must see a session grow old; no help text offers it.
    serveCommand->add_option("--clock-offset", options.clockOffset)->group("");
    // For the test that holds the routes against their contract.
    serveCommand->add_flag("--routes", options.routes)->group("");

    AccountOptions account;
    auto* accountCommand = app.add_subcommand("account", say("cli.account"));
    accountCommand->require_subcommand(1);
    auto* addCommand = accountCommand->add_subcommand("add", say("cli.account_add"));
    addCommand->add_option("--database", account.database, say("cli.database"))->required();
    addCommand->add_option("--role", account.role, say("cli.role"))
        ->required()
        ->check(CLI::IsMember({"officer", "producer", "administrator"}));
    addCommand->add_option("--login", account.login, say("cli.login"))->required();
    addCommand->add_option("--name", account.name, say("cli.name"))->required();
    addCommand->add_option("--email", account.email, say("cli.email"))->required();
    addCommand->add_option("--clock-offset", account.clockOffset)->group("");
    auto* listCommand = accountCommand->add_subcommand("list", say("cli.account_list"));
    listCommand->add_option("--database", account.database, say("cli.database"))->required();
    listCommand->add_option("--uscc", account.uscc, say("cli.uscc"));
    auto* removeCommand = accountCommand->add_subcommand("remove", say("cli.account_remove"));
    removeCommand->add_option("--database", account.database, say("cli.database"))->required();
    removeCommand->add_option("--login", account.login, say("cli.login"))->required();
    removeCommand->add_option("--uscc", account.uscc, say("cli.uscc"));

    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error);
    }
    if (initCommand->parsed()) {
        init(make);
    } else if (addCommand->parsed()) {
        addAccount(account);
    } else if (listCommand->parsed()) {
        listAccounts(account);
    } else if (removeCommand->parsed()) {
        removeAccount(account);
    } else {
        log::open(options.logFile);
        serve(options);
    }
    return 0;
}

} // namespace

int main(int argc, char** argv)
{
    try {
        return run(argc, argv);
    } catch (const Refused& refused) {
        for (const ekey::Error& error : refused.errors) {
            std::cerr << "ekey-portal: " << error.code << ": " << texts().text(error.code, error.params) << '\n';
        }
    } catch (const std::exception& error) {
        std::cerr << "ekey-portal: " << error.what() << '\n';
    }
    return 1;
}
