// Names as certificates and revocation lists hold them (X.501).
#pragma once

#include <string>
#include <string_view>

struct X509_name_st; // OpenSSL's X509_NAME

namespace ekey::signature {

bool hasControl(std::string_view text);

/// RFC 4514, except that characters beyond ASCII stay readable. Control characters, NUL among them, come out escaped.
/// Empty where a value is not in the encoding that its tag promises.
std::string nameText(const X509_name_st* name);

/// The only value of an attribute; empty when there is none, several (which of them would count?), or one that hides
/// something behind a NUL or another control character.
std::string onlyValue(const X509_name_st* name, int nid);

} // namespace ekey::signature
