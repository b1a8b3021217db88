// Which certificates of its issuer a list is about (RFC 5280 §5.2.5).
#pragma once

#include "core/signature/certificate.h"

struct X509_crl_st; // OpenSSL's X509_CRL

namespace ekey::signature {

/// A list that never tells the whole of any certificate: a delta, an indirect list, one of some reasons, of attribute
/// certificates, or with a scope that cannot be read.
bool isPartial(const X509_crl_st* crl);

/// False: the list is about other kinds of certificates, or about another of the distribution points among which its
/// issuer divides them.
bool covers(const X509_crl_st* crl, const Certificate& certificate);

} // namespace ekey::signature
