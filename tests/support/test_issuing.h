// What making certificates and making lists of revoked ones have in common.
#pragma once

#include "core/signature/openssl_ptr.h"

#include <functional>
#include <string>

namespace ekey::test {

/// Ends the test program with `what` and OpenSSL's words unless `ok`.
void demand(bool ok, const char* what);

/// As openssl.cnf writes its value.
signature::Owner<X509_EXTENSION, X509_EXTENSION_free> extension(X509V3_CTX& context, int nid, const std::string& value);

/// Calls `sign` with a context of the issuer's key and that digest; an SM2 key takes SM3 and the id that everybody
/// takes.
void signBy(EVP_PKEY* key, const std::string& digest, const std::function<int(EVP_MD_CTX*)>& sign);

} // namespace ekey::test
