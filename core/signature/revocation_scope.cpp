#include "core/signature/revocation_scope.h"

#include "core/signature/openssl_ptr.h"

namespace ekey::signature {

namespace {

using ScopePtr = Owner<ISSUING_DIST_POINT, ISSUING_DIST_POINT_free>;
using PointsPtr = Owner<CRL_DIST_POINTS, CRL_DIST_POINTS_free>;

constexpr int fullName = 0; // of DIST_POINT_NAME

bool has(const X509_CRL* crl, int nid) { return X509_CRL_get_ext_by_NID(crl, nid, -1) >= 0; }

ScopePtr scopeOf(const X509_CRL* crl)
{
    return ScopePtr(
        static_cast<ISSUING_DIST_POINT*>(X509_CRL_get_ext_d2i(crl, NID_issuing_distribution_point, nullptr, nullptr)));
}

bool shareName(const GENERAL_NAMES* one, const GENERAL_NAMES* other)
{
    for (int i = 0; i < sk_GENERAL_NAME_num(one); ++i) {
        for (int k = 0; k < sk_GENERAL_NAME_num(other); ++k) {
            if (GENERAL_NAME_cmp(sk_GENERAL_NAME_value(one, i), sk_GENERAL_NAME_value(other, k)) == 0) {
                return true;
            }
        }
    }
    return false;
}

bool namesPoint(const Certificate& certificate, const GENERAL_NAMES* point)
{
    const PointsPtr points(static_cast<CRL_DIST_POINTS*>(
        X509_get_ext_d2i(certificate.native(), NID_crl_distribution_points, nullptr, nullptr)));
    for (int i = 0; points && i < sk_DIST_POINT_num(points.get()); ++i) {
        const DIST_POINT_NAME* name = sk_DIST_POINT_value(points.get(), i)->distpoint;
        if (name && name->type == fullName && shareName(name->name.fullname, point)) {
            return true;
        }
    }
    return false;
}

} // namespace

bool isPartial(const X509_CRL* crl)
{
    if (has(crl, NID_delta_crl)) {
        return true;
    }
    if (!has(crl, NID_issuing_distribution_point)) {
        return false;
    }
    const ScopePtr scope = scopeOf(crl);
    return !scope || scope->onlysomereasons || scope->indirectCRL > 0 || scope->onlyattr > 0 ||
           (scope->distpoint && scope->distpoint->type != fullName);
}

bool covers(const X509_CRL* crl, const Certificate& certificate)
{
    const ScopePtr scope = scopeOf(crl);
    if (!scope) {
        return true;
    }
    if (certificate.isAuthority() ? scope->onlyuser > 0 : scope->onlyCA > 0) {
        return false;
    }
    return !scope->distpoint || namesPoint(certificate, scope->distpoint->name.fullname);
}

} // namespace ekey::signature
