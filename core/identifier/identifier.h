// Identifiers of Chinese enterprises and people: what a clerk types, checked by the rules of its standard.
//
// Every check takes any bytes, normalises first (full-width to half-width, spaces, hyphens, case where the standard is
// upper case), and answers with the normalised value and what is wrong with it. An empty or blank input is no error
// here: whether something must be filled in is the form's business.
#pragma once

#include "core/error.h"

#include <optional>
#include <string>
#include <string_view>

namespace ekey::identifier {

struct Checked {
    std::string normalized;                ///< what should be stored when `errors` does not block
    Errors errors;                         ///< pointer is empty: the caller knows where the value stood
    std::optional<std::string> suggestion; ///< what was probably meant; only where it passes the whole check
};

using Check = Checked (*)(std::string_view text);

/// 统一社会信用代码, GB 32100-2015 with amendment 1 (2016), and the organisation code in it, GB 11714-1997.
/// Codes: uscc.length {found}, uscc.letter {position, letter}, uscc.department {found}, uscc.check_digit,
/// uscc.organisation_check_digit, uscc.resident_id, uscc.legacy_check_digit (warning: early Fujian codes).
Checked uscc(std::string_view text);

/// 手机号码 of mainland China, without +86. Codes: mobile.length {found}, mobile.digits, mobile.prefix.
Checked mobile(std::string_view text);

/// 电子邮箱 (RFC 5321 limits, dot-atom local part; internationalised domains pass). Codes: email.at, email.local,
/// email.domain, email.length.
Checked email(std::string_view text);

/// 姓名: Chinese or Latin. Codes: name.length {limit}, name.character {character}.
Checked personName(std::string_view text);

/// The check that a form names: "uscc", "mobile", "email", "personName"; nullptr for any other word.
Check find(std::string_view name);

} // namespace ekey::identifier
