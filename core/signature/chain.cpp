#include "core/signature/chain.h"

#include "core/signature/openssl_ptr.h"
#include "core/signature/time.h"

namespace ekey::signature {

namespace {

/// Level 2 of OpenSSL: keys and digests worth 112 bits, so no SHA-1 and no RSA below 2048.
constexpr int securityLevel = 2;

/// RFC 5280 §4.1.2.5: a certificate is valid through notAfter, inclusive. OpenSSL ends it at the beginning of that
/// second.
int endInclusive(int ok, X509_STORE_CTX* context)
{
    if (ok || X509_STORE_CTX_get_error(context) != X509_V_ERR_CERT_HAS_EXPIRED) {
        return ok;
    }
    const auto now = static_cast<Time>(X509_VERIFY_PARAM_get_time(X509_STORE_CTX_get0_param(context)));
    const auto end = fromAsn1(X509_get0_notAfter(X509_STORE_CTX_get_current_cert(context)));
    if (end != now) {
        return 0;
    }
    X509_STORE_CTX_set_error(context, X509_V_OK);
    return 1;
}

Error chainError(const char* reason) { return {"certificate.chain", {}, Severity::error, {{"reason", reason}}}; }

Error timeError(bool leaf, bool expired, const Certificate& certificate)
{
    if (!leaf) {
        return chainError(expired ? "authority_expired" : "authority_not_yet_valid");
    }
    if (expired) {
        return {"certificate.expired", {}, Severity::error, {{"notAfter", timestamp(certificate.notAfter())}}};
    }
    return {"certificate.not_yet_valid", {}, Severity::error, {{"notBefore", timestamp(certificate.notBefore())}}};
}

Error fromOpenSsl(int error, bool leaf, const Certificate& certificate)
{
    switch (error) {
    case X509_V_ERR_CERT_HAS_EXPIRED:
        return timeError(leaf, true, certificate);
    case X509_V_ERR_CERT_NOT_YET_VALID:
        return timeError(leaf, false, certificate);
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT:
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    case X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE:
    case X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT:
    case X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN:
    case X509_V_ERR_CERT_UNTRUSTED:
        return {"certificate.issuer_unknown", {}};
    case X509_V_ERR_UNABLE_TO_DECRYPT_CERT_SIGNATURE:
    case X509_V_ERR_CERT_SIGNATURE_FAILURE:
        return {"certificate.signature", {}};
    case X509_V_ERR_EE_KEY_TOO_SMALL:
    case X509_V_ERR_CA_KEY_TOO_SMALL:
    case X509_V_ERR_CA_MD_TOO_WEAK:
    case X509_V_ERR_UNSUPPORTED_SIGNATURE_ALGORITHM:
    case X509_V_ERR_UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY:
    case X509_V_ERR_EC_KEY_EXPLICIT_PARAMS:
        return {"certificate.algorithm", {}};
    case X509_V_ERR_CERT_CHAIN_TOO_LONG:
        return chainError("too_long");
    case X509_V_ERR_INVALID_CA:
    case X509_V_ERR_KEYUSAGE_NO_CERTSIGN:
        return chainError("not_an_authority");
    case X509_V_ERR_PATH_LENGTH_EXCEEDED:
        return chainError("path_length");
    case X509_V_ERR_PERMITTED_VIOLATION:
    case X509_V_ERR_EXCLUDED_VIOLATION:
        return chainError("name_constraints");
    case X509_V_ERR_UNHANDLED_CRITICAL_EXTENSION:
        return chainError("critical_extension");
    default:
        return {"certificate.chain", {}, Severity::error, {{"reason", "other"}, {"number", error}}};
    }
}

/// OpenSSL lets version 1 roots and others pass as authorities when no purpose is set; here basicConstraints must say
/// CA.
bool onlyAuthoritiesAbove(STACK_OF(X509) * chain)
{
    for (int i = 1; i < sk_X509_num(chain); ++i) {
        X509* authority = sk_X509_value(chain, i);
        if (!(X509_get_extension_flags(authority) & EXFLAG_CA) || X509_check_ca(authority) != 1) {
            return false;
        }
    }
    return sk_X509_num(chain) > 1;
}

} // namespace

void Anchors::add(const Certificate& authority) { authorities.push_back(authority); }

Result<Chain> buildChain(const Certificate& leaf, const std::vector<Certificate>& intermediates, const Anchors& anchors,
                         Time now)
{
    const ErrorQueueGuard guard;
    if (!leaf.maySign()) {
        return Error{"certificate.use", {}};
    }
    if (leaf.algorithm().empty()) {
        return Error{"certificate.algorithm", {}};
    }
    const StorePtr store(X509_STORE_new());
    const CertificateStackPtr untrusted(sk_X509_new_null());
    const StoreContextPtr context(X509_STORE_CTX_new());
    bool ready = store && untrusted && context;
    for (const Certificate& anchor : anchors.all()) {
        ready = ready && X509_STORE_add_cert(store.get(), anchor.native()) == 1;
    }
    for (const Certificate& intermediate : intermediates) {
        ready = ready && X509_add_cert(untrusted.get(), intermediate.native(), X509_ADD_FLAG_UP_REF) == 1;
    }
    if (!ready || X509_STORE_CTX_init(context.get(), store.get(), leaf.native(), untrusted.get()) != 1) {
        return chainError("other");
    }
    X509_VERIFY_PARAM* parameters = X509_STORE_CTX_get0_param(context.get());
    // Whoever adds an issuing authority as an anchor trusts it itself, with or without the root above it.
    X509_VERIFY_PARAM_set_flags(parameters, X509_V_FLAG_PARTIAL_CHAIN);
    X509_VERIFY_PARAM_set_auth_level(parameters, securityLevel);
    X509_VERIFY_PARAM_set_depth(parameters, intermediatesMost);
    X509_VERIFY_PARAM_set_time(parameters, static_cast<time_t>(now));
    X509_STORE_CTX_set_verify_cb(context.get(), endInclusive);

    if (X509_verify_cert(context.get()) != 1) {
        X509* current = X509_STORE_CTX_get_current_cert(context.get());
        const bool isLeaf = !current || X509_cmp(current, leaf.native()) == 0;
        return fromOpenSsl(X509_STORE_CTX_get_error(context.get()), isLeaf, leaf);
    }
    STACK_OF(X509)* built = X509_STORE_CTX_get0_chain(context.get());
    if (!onlyAuthoritiesAbove(built)) {
        return chainError("not_an_authority");
    }
    Chain chain{leaf};
    for (int i = 1; i < sk_X509_num(built); ++i) {
        auto authority = Certificate::share(sk_X509_value(built, i));
        if (!authority) {
            return chainError("other");
        }
        chain.push_back(*std::move(authority));
    }
    return chain;
}

Status checkChain(const Certificate& leaf, const std::vector<Certificate>& intermediates, const Anchors& anchors,
                  Time now)
{
    const Result<Chain> chain = buildChain(leaf, intermediates, anchors, now);
    return chain ? Status(Success{}) : Status(chain.error());
}

} // namespace ekey::signature
