// What ekey-check prints: one line of canonical JSON for each thing it was asked about.
#pragma once

#include "core/error.h"

#include <string>
#include <string_view>

namespace ekey::check {

/// Exit statuses of the program.
enum ExitStatus : int {
    good = 0,   ///< nothing blocks; warnings may stand in the lines
    failed = 1, ///< at least one of the things asked about has an error
    misused = 2 ///< the command line makes no sense, or what is to be verified cannot be read; nothing was looked at
};

/// Texts in Chinese ("zh-CN") or English ("en"); at the start the language of the environment (LC_ALL, LC_MESSAGES,
/// LANG).
void setLanguage(std::string_view language);
std::string text(std::string_view code, const json::Value& params = json::Value::object());

/// The errors as they travel everywhere, each with its "text" in the language chosen.
json::Value describe(const Errors& errors);

/// Prints one line and flushes it: whoever reads a pipe sees each answer at once. Ends the program with `failed` where
/// standard output does not take it (a full disk, a closed pipe).
void print(const json::Value& line);
/// Bytes as they are, with the same care.
void printBytes(std::string_view bytes);
/// The line for a person or a log, on standard error.
void complain(const json::Value& line);

/// Text that came from outside, made fit for JSON: bytes that are not UTF-8 become U+FFFD.
std::string shown(std::string_view bytes);

} // namespace ekey::check
