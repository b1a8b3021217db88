#include "core/signature/revocation.h"

#include "core/signature/distinguished_name.h"
#include "core/signature/openssl_ptr.h"
#include "core/signature/revocation_scope.h"
#include "core/signature/signature_algorithm.h"
#include "core/signature/time.h"

#include <algorithm>

namespace ekey::signature {

namespace {

/// RFC 5280 §5.2: a list with a critical extension that is not understood must not be used.
bool hasUnknownCritical(const X509_CRL* crl)
{
    for (int i = 0; i < X509_CRL_get_ext_count(crl); ++i) {
        X509_EXTENSION* extension = X509_CRL_get_ext(crl, i);
        const int nid = OBJ_obj2nid(X509_EXTENSION_get_object(extension));
        if (X509_EXTENSION_get_critical(extension) && nid != NID_crl_number && nid != NID_authority_key_identifier &&
            nid != NID_issuing_distribution_point) {
            return true;
        }
    }
    return false;
}

bool isIssuer(const Certificate& authority, const X509_CRL* crl)
{
    return X509_NAME_cmp(X509_get_subject_name(authority.native()), X509_CRL_get_issuer(crl)) == 0;
}

/// By hand over the signed part: OpenSSL's own check of an SM2 signature knows the empty user id only.
bool isSignedBy(const Certificate& authority, X509_CRL* crl)
{
    const ASN1_BIT_STRING* signature = nullptr;
    const X509_ALGOR* algorithm = nullptr;
    X509_CRL_get0_signature(crl, &signature, &algorithm);
    const std::optional<Scheme> scheme = schemeOf(algorithm);
    const Der body = encode<X509_CRL>(crl, i2d_re_X509_CRL_tbs);
    const bool mayIssue = X509_get_key_usage(authority.native()) & KU_CRL_SIGN; // all bits where it does not say
    return scheme && mayIssue && !body.empty() &&
           verifies(authority, *scheme, {reinterpret_cast<const char*>(body.data()), body.size()},
                    {ASN1_STRING_get0_data(signature), static_cast<std::size_t>(ASN1_STRING_length(signature))});
}

/// RFC 5280 §5.3.1.
const char* reasonOf(const X509_REVOKED* entry)
{
    const Owner<ASN1_ENUMERATED, ASN1_ENUMERATED_free> reason(
        static_cast<ASN1_ENUMERATED*>(X509_REVOKED_get_ext_d2i(entry, NID_crl_reason, nullptr, nullptr)));
    constexpr const char* names[] = {"unspecified",   "keyCompromise",        "cACompromise",    "affiliationChanged",
                                     "superseded",    "cessationOfOperation", "certificateHold", "unspecified",
                                     "removeFromCRL", "privilegeWithdrawn",   "aACompromise"};
    const long number = reason ? ASN1_ENUMERATED_get(reason.get()) : 0;
    return number >= 0 && number < static_cast<long>(std::size(names)) ? names[number] : "unspecified";
}

Error crlError(const char* code, const RevocationList& list, json::Value params = json::Value::object())
{
    params["issuer"] = list.issuer();
    return {code, {}, Severity::error, std::move(params)};
}

/// What one list says of one certificate.
std::optional<Error> lookUp(const Certificate& certificate, const RevocationList& list, Time at)
{
    X509_REVOKED* entry = nullptr;
    if (X509_CRL_get0_by_serial(list.native(), &entry, X509_get0_serialNumber(certificate.native())) == 0) {
        return std::nullopt;
    }
    const std::string reason = reasonOf(entry);
    const Time since = fromAsn1(X509_REVOKED_get0_revocationDate(entry)).value_or(0);
    const bool compromised = reason == "keyCompromise" || reason == "cACompromise" || reason == "aACompromise";
    const json::Value params = {{"at", timestamp(since)},
                                {"reason", reason},
                                {"serial", certificate.serial()},
                                {"subject", certificate.commonName()}};
    if (since > at && !compromised) {
        return Error{"certificate.revoked_later", {}, Severity::warning, params};
    }
    return Error{"certificate.revoked", {}, Severity::error, params};
}

/// Whether a list may be believed at that time.
std::optional<Error> unfit(const RevocationList& list, const Certificate& authority, Time at)
{
    if (!isSignedBy(authority, list.native())) {
        return crlError("crl.signature", list);
    }
    if (at < list.thisUpdate()) {
        return crlError("crl.not_yet_valid", list, {{"thisUpdate", timestamp(list.thisUpdate())}});
    }
    if (at > list.nextUpdate()) {
        return crlError("crl.stale", list, {{"nextUpdate", timestamp(list.nextUpdate())}});
    }
    return std::nullopt;
}

/// The word of the first list that may be believed; otherwise what is wrong with the last one.
Errors checkOne(const Certificate& certificate, const Certificate& authority, const std::vector<RevocationList>& lists,
                Time at, bool demanded)
{
    std::optional<Error> wrong;
    for (const RevocationList& list : lists) {
        if (!isIssuer(authority, list.native()) || !covers(list.native(), certificate)) {
            continue;
        }
        wrong = unfit(list, authority, at);
        if (!wrong) {
            const auto found = lookUp(certificate, list, at);
            return found ? Errors{*found} : Errors{};
        }
    }
    if (wrong) {
        return {*wrong};
    }
    return demanded ? Errors{{"crl.missing", {}, Severity::error, {{"issuer", certificate.issuer()}}}} : Errors{};
}

} // namespace

Result<RevocationList> RevocationList::read(std::span<const std::uint8_t> der)
{
    const ErrorQueueGuard guard;
    const unsigned char* in = der.data();
    if (der.size() > revocationListMost) {
        return Error{"crl.malformed"};
    }
    CrlPtr crl(d2i_X509_CRL(nullptr, &in, static_cast<long>(der.size())));
    if (!crl || in != der.data() + der.size() || !fromAsn1(X509_CRL_get0_lastUpdate(crl.get())) ||
        !fromAsn1(X509_CRL_get0_nextUpdate(crl.get()))) {
        return Error{"crl.malformed"};
    }
    if (isPartial(crl.get()) || hasUnknownCritical(crl.get())) {
        return Error{"crl.unsupported"};
    }
    // Sorts its entries now: later look-ups only read.
    X509_REVOKED* none = nullptr;
    const Owner<ASN1_INTEGER, ASN1_INTEGER_free> zero(ASN1_INTEGER_new());
    X509_CRL_get0_by_serial(crl.get(), &none, zero.get());
    return RevocationList(std::shared_ptr<X509_CRL>(crl.release(), X509_CRL_free));
}

std::string RevocationList::issuer() const { return nameText(X509_CRL_get_issuer(native())); }

// read() saw to it that both can be read.
Time RevocationList::thisUpdate() const { return fromAsn1(X509_CRL_get0_lastUpdate(native())).value_or(0); }

Time RevocationList::nextUpdate() const { return fromAsn1(X509_CRL_get0_nextUpdate(native())).value_or(0); }

Errors checkRevocation(const Chain& chain, const std::vector<RevocationList>& lists, Time at)
{
    const ErrorQueueGuard guard;
    Errors errors;
    for (std::size_t i = 0; i + 1 < chain.size(); ++i) {
        const Errors found = checkOne(chain[i], chain[i + 1], lists, at, i == 0);
        errors.insert(errors.end(), found.begin(), found.end());
    }
    return errors;
}

} // namespace ekey::signature
