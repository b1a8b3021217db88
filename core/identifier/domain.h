#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace ekey::identifier {

/// A domain of two labels or more, as an e-mail address may have it.
struct Domain {
    std::string shown; ///< as typed, in lower case
    std::string ascii; ///< as mail servers and the DNS take it: xn--… for every label that is not ASCII
};

/// nullopt for what is none: labels of letters, digits and inner hyphens, at most 63 bytes each and 253 in all in ASCII
/// (RFC 1035 §2.3.4). Of IDNA 2008 (RFC 5891, 5892) is checked what needs no tables of Unicode: symbols, punctuation
/// and presentation forms, hyphens at 3 and 4, a label that mixes directions, combining accents (composed letters are
/// demanded), and that an xn-- label is the encoding of such a label.
std::optional<Domain> readDomain(std::string_view text);

} // namespace ekey::identifier
