#include "tests/support/test_revocation_list.h"

#include "tests/support/test_issuing.h"

namespace ekey::test {

using namespace signature;

namespace {

void addEntry(X509_CRL* crl, const Revoked& one)
{
    X509_REVOKED* entry = X509_REVOKED_new();
    const Owner<ASN1_TIME, ASN1_TIME_free> since(ASN1_TIME_set(nullptr, static_cast<time_t>(one.since)));
    const Owner<ASN1_ENUMERATED, ASN1_ENUMERATED_free> reason(ASN1_ENUMERATED_new());
    demand(entry && ASN1_ENUMERATED_set(reason.get(), one.reason) == 1 &&
               X509_REVOKED_set_serialNumber(
                   entry, const_cast<ASN1_INTEGER*>(X509_get0_serialNumber(one.certificate.native()))) == 1 &&
               X509_REVOKED_set_revocationDate(entry, since.get()) == 1 &&
               X509_REVOKED_add1_ext_i2d(entry, NID_crl_reason, reason.get(), 0, 0) == 1 &&
               X509_CRL_add0_revoked(crl, entry) == 1,
           "entry");
}

} // namespace

Der Identity::revocationList(const RevocationProfile& profile) const
{
    const CrlPtr crl(X509_CRL_new());
    const Owner<ASN1_TIME, ASN1_TIME_free> from(ASN1_TIME_set(nullptr, static_cast<time_t>(profile.thisUpdate)));
    const Owner<ASN1_TIME, ASN1_TIME_free> until(ASN1_TIME_set(nullptr, static_cast<time_t>(profile.nextUpdate)));
    demand(crl && X509_CRL_set_version(crl.get(), X509_CRL_VERSION_2) == 1 &&
               X509_CRL_set_issuer_name(crl.get(), X509_get_subject_name(certificate_.native())) == 1 &&
               X509_CRL_set1_lastUpdate(crl.get(), from.get()) == 1 &&
               X509_CRL_set1_nextUpdate(crl.get(), until.get()) == 1,
           "list");
    for (const Revoked& one : profile.revoked) {
        addEntry(crl.get(), one);
    }
    for (const auto& [nid, value] : profile.extensions) {
        X509V3_CTX context;
        X509V3_set_ctx(&context, certificate_.native(), nullptr, nullptr, crl.get(), 0);
        demand(X509_CRL_add_ext(crl.get(), extension(context, nid, value).get(), -1) == 1, value.c_str());
    }
    signBy(key(), "SHA256", [&crl](EVP_MD_CTX* context) { return X509_CRL_sign_ctx(crl.get(), context); });
    return encode<const X509_CRL>(crl.get(), i2d_X509_CRL);
}

} // namespace ekey::test
