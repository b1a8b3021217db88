// The words of ekey-check. Each adds itself to the command line; `status` is what the program exits with.
#pragma once

#include "tools/check/output.h"

#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace ekey::check {

/// One word for each kind of identifier: `ekey-check uscc CODE…`; "-" reads one a line from standard input.
/// Prints {"input", "normalized", "errors", "suggestion"?, "masked"?, "parts"?}.
void addIdentifiers(CLI::App& app, ExitStatus& status);

/// `ekey-check digest FILE…`. Prints {"file", "bytes", "sm3", "sha256"} or {"file", "errors"}.
void addDigest(CLI::App& app, ExitStatus& status);

/// `ekey-check material FILE…`. Prints {"file", "bytes", "type", "errors", "picture"?, "pages"?, "encrypted"?}.
void addMaterial(CLI::App& app, ExitStatus& status);

/// `ekey-check canonical FILE`. Prints the canonical bytes (RFC 8785) and nothing else; {"file", "errors"} goes to
/// standard error.
void addCanonical(CLI::App& app, ExitStatus& status);

/// `ekey-check expression EXPR [BINDINGS]`. Prints {"type", "value"}, or {"error"}; names mean the members of the
/// object in the file BINDINGS.
void addExpression(CLI::App& app, ExitStatus& status);
/// Puts "--" behind the word `expression`, save before --help: what begins with a minus is an expression, no option.
void guardExpression(std::vector<std::string>& words);

/// `ekey-check form FILE…`. Prints {"file", "form"?, "items"?, "errors"}; each error has "file", "line" and "column" too.
void addForm(CLI::App& app, ExitStatus& status);

/// `ekey-check filing DEFINITION SUBMISSION FACTS`. Prints {"file", "accepted", "errors"}; what makes no verdict possible
/// is told on standard error.
void addFiling(CLI::App& app, ExitStatus& status);

/// `ekey-check verify SIGNEDDATA --anchor FILE…`. Prints signature::toJson(Verification), or says on standard error
/// what could not be read: then nothing was looked at.
void addVerify(CLI::App& app, ExitStatus& status);

/// `ekey-check certificate FILE…`. Prints signature::toJson(Certificate) of each certificate, or {"errors"}; "file"
/// beside it.
void addCertificate(CLI::App& app, ExitStatus& status);

} // namespace ekey::check
