// The Assuan protocol as far as pinentry speaks it (libassuan manual, "Client requests", "Server responses").
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace ekey::platform::assuan {

inline constexpr std::size_t lineBytes = 1000; ///< without its newline; pinentry exits at a longer one
inline constexpr std::size_t answerLines = 16; ///< up to OK or ERR; a pinentry needs two, some say a few more
inline constexpr std::size_t columns = 60;     ///< pinentry-qt does not wrap

/// %, CR and LF as %XX; everything else travels as it is.
std::string escape(std::string_view text);

/// Undoes %XX in place; the new length, or nothing for a broken escape.
std::optional<std::size_t> unescape(std::span<char> text);

/// "COMMAND argument" as one line without its newline. An argument that does not fit loses its last lines, and where
/// even the first is too long its end: "…" stands there instead.
std::string line(std::string_view command, std::string_view argument);

/// Breaks lines longer than `columns`, counting East Asian wide characters as two: at a space where there is one, and
/// with what was broken indented.
std::string wrap(std::string_view text);

enum class Response { ok, data, error, other };
struct Reply {
    Response response = Response::other;
    std::string_view rest{}; ///< of data: still escaped
    unsigned code = 0;       ///< of an error: GPG_ERR_* without its source
};
Reply parse(std::string_view line);

/// GPG_ERR_* (libgpg-error's gpg-error.h).
inline constexpr unsigned timeout = 62;
inline constexpr unsigned canceled = 99;
inline constexpr unsigned notConfirmed = 114;
inline constexpr unsigned fullyCanceled = 198;
inline constexpr unsigned noTerminal = 0x8000 + 102; ///< GPG_ERR_SYSTEM_ERROR | ENOTTY

} // namespace ekey::platform::assuan
